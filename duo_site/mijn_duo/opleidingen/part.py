"""What the zaken need to know about a change of the aanbod; app.py hands it to them."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from duo_site.mijn_duo.opleidingen.service.granting import grant, why_not
from duo_site.mijn_duo.opleidingen.words import PROBLEMS, describe_inhoud
from duo_site.mijn_duo.zaken.domain import Status, Zaak
from duo_site.mijn_duo.zaken.kinds import KindPart
from duo_site.web.clock import today


def _start() -> str:
    return url_for("mijn_duo_opleidingen.ask_new")


def _edit(zaak: Zaak) -> str:
    return url_for("mijn_duo_opleidingen.edit", number=zaak.number)


def _refuse(session: Session, zaak: Zaak) -> str | None:
    problem = why_not(session, zaak, today())
    return str(PROBLEMS[problem]) if problem else None


def _carry_out(session: Session, zaak: Zaak, status: Status, at: datetime) -> None:
    """Put the change in the aanbod when the agency grants it, in the same transaction."""
    if status is Status.TOEGEKEND:
        grant(session, zaak, at)


OPLEIDING_PART = KindPart(describe_inhoud, _start, _edit, _refuse, _carry_out)
