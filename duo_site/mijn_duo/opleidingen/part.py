"""What the zaken need to know about a change of the aanbod; app.py hands it to them."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from duo_site.mijn_duo.opleidingen.service.granting import AanbodChanged, grant, why_not
from duo_site.mijn_duo.opleidingen.words import MISFITS, PROBLEMS, describe_inhoud
from duo_site.mijn_duo.zaken.domain import Status, Zaak
from duo_site.mijn_duo.zaken.kinds import CannotCarryOut, KindPart
from duo_site.web.clock import today
from duo_site.web.i18n import gettext as _


def _start() -> str:
    return url_for("mijn_duo_opleidingen.ask_new")


def _edit(zaak: Zaak) -> str:
    return url_for("mijn_duo_opleidingen.edit", number=zaak.number)


def _refuse(session: Session, zaak: Zaak) -> str | None:
    problem = why_not(session, zaak, today())
    return str(PROBLEMS[problem]) if problem else None


def _carry_out(session: Session, zaak: Zaak, status: Status, at: datetime) -> None:
    """Put the change in the aanbod when the agency grants it, in the same transaction."""
    if status is not Status.TOEGEKEND:
        return
    try:
        grant(session, zaak, at)
    except AanbodChanged as changed:
        why = str(MISFITS[changed.problem])
        advice = _("Wijs het voorstel af, of vraag de onderwijsinstelling om een ander voorstel.")
        raise CannotCarryOut(_("Toekennen kan niet. %(why)s %(advice)s", why=why, advice=advice)) from changed


OPLEIDING_PART = KindPart(describe_inhoud, _start, _edit, _refuse, _carry_out)
