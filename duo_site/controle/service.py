"""Use cases of the controle: what the register says beside what the seal says."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from duo_site.controle.domain import Geldig, Outcome, RegisterEntry, SealOutcome, with_register
from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.service import find_by_number

_DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Issued:
    """What anybody may know of a number: no personal data."""

    number: str
    status: Status
    status_since: datetime
    issued_on: date


def confirm(session: Session, secrecy: Secrecy, outcome: SealOutcome) -> tuple[Outcome, RegisterEntry | None]:
    """Ask the register about a file whose seal holds; gives the outcome and what the register has.

    Only a seal that holds opens the register: a number that somebody wrote into a file of his own does not.
    """
    if not isinstance(outcome, Geldig):
        return outcome, None
    found = find_by_number(session, secrecy, outcome.verzegeld.number)
    entry = RegisterEntry(found.inhoud, found.status, found.status_since) if found else None
    return with_register(outcome, entry), entry


def find_issued(session: Session, secrecy: Secrecy, text: str) -> Issued | None:
    """Find what was issued under a number; None for an unknown number and for what is no number alike."""
    found = find_by_number(session, secrecy, text)
    if found is None:
        return None
    issued_on = found.created_at.astimezone(_DUTCH_TIME).date()
    return Issued(found.number, found.status, found.status_since, issued_on)
