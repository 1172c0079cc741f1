"""Changing and ending rollen, within one bestuur and never one's own."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.domain import Actor, Change, Given, GiveOutcome, NotGiven, Refusal
from duo_site.mijn_duo.rollen.models import RoltoekenningRow
from duo_site.mijn_duo.rollen.service.giving import (
    add_grant_line,
    grant_of,
    lock_bestuur,
    why_not,
    why_not_to_this_person,
)
from duo_site.mijn_duo.rollen.service.people import name_of


@dataclass(frozen=True)
class Wish:
    """How a rol should become; `seen` is the state in which the beheerder saw it (`state_of`)."""

    ends_on: date | None
    machtigingen: frozenset[Permission]
    instellingscode: str
    seen: str


def state_of(ends_on: date | None, machtigingen: frozenset[Permission], instellingscode: str) -> str:
    """Write the state of a rol in a word, so that a change by somebody else in between is noticed."""
    return "|".join([str(ends_on or ""), ",".join(sorted(machtigingen)), instellingscode])


def change(
    session: Session, actor: Actor, bestuursnummer: str, number: int, wish: Wish, now: datetime, today: date
) -> GiveOutcome | None:
    """Change the end, the machtigingen or the missing instellingscode of a rol; None where there is no such rol."""
    lock_bestuur(session, bestuursnummer)
    row = _find_active(session, bestuursnummer, number)
    if row is None:
        return None
    old = grant_of(row, name_of(session, row.subject))
    if state_of(old.ends_on, old.machtigingen, old.instellingscode) != wish.seen:
        return NotGiven(Refusal.CHANGED_MEANWHILE)
    # A number that is there stays: a rol elsewhere is another rol.
    code = old.instellingscode or wish.instellingscode
    new = replace(old, ends_on=wish.ends_on, machtigingen=wish.machtigingen, instellingscode=code)
    reason = why_not(session, actor, new) or why_not_to_this_person(session, new, today, number=number)
    if reason is not None:
        return NotGiven(reason)
    row.ends_on, row.machtigingen, row.instellingscode = new.ends_on, " ".join(sorted(new.machtigingen)), code
    if new != old:
        add_grant_line(session, Change.CHANGED, actor, new, now)
    return Given(row.id)


def end(
    session: Session, actor: Actor, bestuursnummer: str, numbers: frozenset[int], now: datetime, today: date
) -> int:
    """End rollen from this moment on; tells how many. What is not the actor's to end stays; twice ends once.

    A beheerder ends rollen of medewerkers, not his own; the bevoegd gezag ends those of beheerders.
    """
    lock_bestuur(session, bestuursnummer)
    rows = session.scalars(
        select(RoltoekenningRow).where(
            RoltoekenningRow.bestuursnummer == bestuursnummer,
            RoltoekenningRow.id.in_(numbers),
            RoltoekenningRow.ended_at.is_(None),
        )
    ).all()
    ended = [row for row in rows if may_end(actor, row.subject, Rol(row.rol))]
    for row in ended:
        row.ended_at = now
        row.ends_on = min(today, row.ends_on or today)
        add_grant_line(session, Change.ENDED, actor, grant_of(row, name_of(session, row.subject)), now)
    session.flush()
    return len(ended)


def may_end(actor: Actor, subject: str, rol: Rol) -> bool:
    """Tell whether somebody may change or end a rol."""
    return actor.subject is None if rol is Rol.BEHEERDER else actor.subject != subject


def _find_active(session: Session, bestuursnummer: str, number: int) -> RoltoekenningRow | None:
    return session.scalar(
        select(RoltoekenningRow).where(
            RoltoekenningRow.bestuursnummer == bestuursnummer,
            RoltoekenningRow.id == number,
            RoltoekenningRow.ended_at.is_(None),
        )
    )
