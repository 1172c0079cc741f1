"""What the pages of the editors who read the feedback share: their menu, and their lines in the audit log."""

from typing import Any

from flask import Response, request, url_for

from duo_site.identity import Permission
from duo_site.web.access import current_identity
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.web.templating import render

_MENU = (
    ("redactie_feedback.figures", _l("Cijfers")),
    ("redactie_feedback_opmerkingen.overview", _l("Opmerkingen")),
    ("redactie_feedback_opmerkingen.groups", _l("Groepen")),
    ("redactie_feedback_gedaan.overview", _l("U zei, wij deden")),
    ("redactie_feedback_weekbericht.show", _l("Weekbericht")),
)


def render_feedback(template: str, status: int = 200, **context: Any) -> Response:
    """Render a page with the menu of the feedback; `may_manage` tells whether this editor may change things."""
    links = [(str(text), url_for(endpoint), request.endpoint == endpoint) for endpoint, text in _MENU]
    if current_identity().may(Permission.REDACTIE):
        links.insert(0, (_("Redactie"), url_for("redactie.overview"), False))
    may_manage = current_identity().may(Permission.BEHEER_FEEDBACK)
    return render(template, status, account_links=links, may_manage=may_manage, **context)
