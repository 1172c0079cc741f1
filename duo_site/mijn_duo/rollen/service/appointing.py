"""What the bevoegd gezag does: appointing a beheerder and ending that, and filling the register."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, GiveOutcome, Grant, NotGiven
from duo_site.mijn_duo.rollen.service.changing import end
from duo_site.mijn_duo.rollen.service.giving import give, lock_bestuur
from duo_site.mijn_duo.rollen.service.invitations import Invited, invite
from duo_site.mijn_duo.rollen.service.review import count_beheerders, list_review


@dataclass(frozen=True)
class LastBeheerder:
    """Without this beheerder the bestuur has none."""


@dataclass(frozen=True)
class NoSuchBeheerder:
    """There is no such beheerder at this bestuur."""


def appoint(session: Session, grant: Grant, now: datetime, today: date) -> GiveOutcome:
    """Make somebody beheerder whose login is known."""
    return give(session, BEVOEGD_GEZAG, grant, now, today)


def invite_beheerder(session: Session, grant: Grant, now: datetime) -> Invited | NotGiven:
    """Invite somebody to be beheerder, who has no login here yet."""
    return invite(session, BEVOEGD_GEZAG, grant, now)


def dismiss(
    session: Session, bestuursnummer: str, number: int, now: datetime, today: date, *, although_last: bool
) -> LastBeheerder | NoSuchBeheerder | None:
    """End the rol of a beheerder; the last one only when that is said to be meant. None where it is done."""
    lock_bestuur(session, bestuursnummer)
    lines = [line for line in list_review(session, bestuursnummer, today) if line.toekenning.rol is Rol.BEHEERDER]
    if number not in {line.number for line in lines}:
        return NoSuchBeheerder()
    if count_beheerders(session, bestuursnummer, today) < 2 and not although_last:
        return LastBeheerder()
    end(session, BEVOEGD_GEZAG, bestuursnummer, frozenset({number}), now, today)
    return None
