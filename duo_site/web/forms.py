"""Base classes of the forms: a token behind login, none for visitors, queries from the address; and a typed date."""

from datetime import date
from typing import Any

from flask import abort, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form
from wtforms.widgets import TextInput

from duo_site.web.i18n import current_language
from duo_site.web.i18n import gettext as _
from duo_site.web.kept_texts import take_for

_EARLIEST, _LATEST = date(1900, 1, 1), date(2099, 12, 31)


class _Locale:
    """Makes WTForms speak the language of the page."""

    def __get__(self, instance: object, owner: type) -> list[str]:
        return [current_language()]


class _SentMeta(FlaskForm.Meta):
    """What holds for every form that is sent with POST."""

    locales = _Locale()

    def wrap_formdata(self, form: Any, formdata: Any) -> Any:
        """Take what a form sends, never JSON (whose values may be anything), and no text that a database refuses."""
        if request.is_json:
            return MultiDict()
        fields = super().wrap_formdata(form, formdata)
        if fields and any("\0" in str(value) for values in fields.listvalues() for value in values):
            abort(400)
        return fields


class SiteForm(FlaskForm):
    """A form behind login: it carries a CSRF token, and what was typed in it outlives a session (`web.kept_texts`)."""

    class Meta(_SentMeta):
        pass

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        kept = take_for(set(self._fields))
        if kept is not None:
            self.process(kept)


class OpenForm(FlaskForm):
    """A form for visitors: no token, so that its page is the same for everybody; `web.origin` guards it."""

    class Meta(_SentMeta):
        csrf = False


class QueryForm(Form):
    """A form that is sent with GET: the address is its state."""

    class Meta:
        locales = _Locale()

    def __init__(self, arguments: MultiDict[str, str] | None = None, **values: Any) -> None:
        super().__init__(request.args if arguments is None else arguments, **values)


class DayField(DateField):
    """A date that is typed as day-month-year, in a plain line of text."""

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, **values: Any) -> None:
        super().__init__(label, validators, format=["%d-%m-%Y", "%Y-%m-%d"], **values)

    @property
    def day(self) -> date | None:
        """The date that was typed; None where there is none."""
        return self.data if isinstance(self.data, date) else None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the date; say in our own words what is wrong."""
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as error:
            raise ValueError(_("Schrijf de datum als dag-maand-jaar, bijvoorbeeld 31-12-2027.")) from error
        if self.day and not _EARLIEST <= self.day <= _LATEST:
            self.data = None
            raise ValueError(_("Deze datum ligt te ver weg."))
