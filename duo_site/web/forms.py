"""Base classes of the forms: a token behind login, none for visitors, queries from the address."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Form

from duo_site.web.i18n import current_language


class _Locale:
    """Makes WTForms speak the language of the page."""

    def __get__(self, instance: object, owner: type) -> list[str]:
        return [current_language()]


class SiteForm(FlaskForm):
    """A form behind login: it carries a CSRF token."""

    class Meta(FlaskForm.Meta):
        locales = _Locale()


class OpenForm(FlaskForm):
    """A form for visitors: no token, so that its page is the same for everybody; `web.origin` guards it."""

    class Meta(FlaskForm.Meta):
        csrf = False
        locales = _Locale()


class QueryForm(Form):
    """A form that is sent with GET: the address is its state."""

    class Meta:
        locales = _Locale()

    def __init__(self, arguments: MultiDict[str, str] | None = None, **values: Any) -> None:
        super().__init__(request.args if arguments is None else arguments, **values)
