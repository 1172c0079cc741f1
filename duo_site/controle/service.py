"""Use cases of the controle: what the register says beside what the seal says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from duo_site.controle.domain import Geldig, Outcome, RegisterEntry, SealOutcome, with_register, withhold_person
from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import Status, Uittreksel, UittrekselInhoud
from duo_site.uittreksel.service import find_by_number, find_by_numbers

_DUTCH_TIME = ZoneInfo("Europe/Amsterdam")

FindPresent = Callable[[Session, Secrecy, Uittreksel], UittrekselInhoud | None]
"""Finds what an uittreksel would say today. The application gives it: this room does not know the diplomas."""


@dataclass(frozen=True)
class Issued:
    """What anybody may know of a number: no personal data."""

    number: str
    status: Status
    status_since: datetime
    issued_on: date


def confirm(
    session: Session, secrecy: Secrecy, outcome: SealOutcome, find_present: FindPresent | None = None
) -> tuple[Outcome, RegisterEntry | None]:
    """Ask the register about a file whose seal holds; gives the outcome and what the register has."""
    (confirmed,) = confirm_all(session, secrecy, [outcome], find_present)
    return confirmed


def confirm_all(
    session: Session, secrecy: Secrecy, outcomes: Sequence[SealOutcome], find_present: FindPresent | None = None
) -> list[tuple[Outcome, RegisterEntry | None]]:
    """Ask the register about the files whose seal holds, in one query; in their order.

    Only a seal that holds opens the register: a number that somebody wrote into a file of his own does not.
    """
    numbers = {outcome.verzegeld.number for outcome in outcomes if isinstance(outcome, Geldig)}
    entries = {
        number: _enter(session, secrecy, found, find_present)
        for number, found in find_by_numbers(session, secrecy, numbers).items()
    }
    known = [entries.get(outcome.verzegeld.number) if isinstance(outcome, Geldig) else None for outcome in outcomes]
    return [(with_register(outcome, entry), entry) for outcome, entry in zip(outcomes, known, strict=True)]


def find_issued(session: Session, secrecy: Secrecy, text: str) -> Issued | None:
    """Find what was issued under a number; None for an unknown number and for what is no number alike."""
    found = find_by_number(session, secrecy, text)
    if found is None:
        return None
    issued_on = found.created_at.astimezone(_DUTCH_TIME).date()
    return Issued(found.number, found.status, found.status_since, issued_on)


def _enter(session: Session, secrecy: Secrecy, found: Uittreksel, find_present: FindPresent | None) -> RegisterEntry:
    is_corrected = found.status is Status.VERVANGEN
    present = find_present(session, secrecy, found) if is_corrected and find_present else None
    if present is None:
        return RegisterEntry(found.inhoud, found.status, found.status_since)
    return RegisterEntry(found.inhoud, found.status, found.status_since, *withhold_person(found.inhoud, present))
