"""Giving rollen. Whoever changes a rol of a bestuur waits for who is doing so already."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from duo_site.identity import POLICY_OF, Permission, Rol
from duo_site.mijn_duo.rollen.domain import (
    Actor,
    Change,
    Given,
    GiveOutcome,
    Grant,
    NotGiven,
    Refusal,
)
from duo_site.mijn_duo.rollen.models import BestuurRow, RoltoekenningRow
from duo_site.mijn_duo.rollen.service.history import add_line
from duo_site.mijn_duo.rollen.service.people import keep_medewerker
from duo_site.mijn_duo.rollen.service.register import find_onderwijsinstelling


def lock_bestuur(session: Session, bestuursnummer: str) -> bool:
    """Hold the rollen of a bestuur until the transaction ends; False where the register does not know it."""
    held = select(BestuurRow.bestuursnummer).where(BestuurRow.bestuursnummer == bestuursnummer).with_for_update()
    return session.scalar(held) is not None


def give(session: Session, actor: Actor, grant: Grant, now: datetime, today: date) -> GiveOutcome:
    """Give somebody a rol, if this actor may and the rol is whole; doing it twice gives it once."""
    if not lock_bestuur(session, grant.bestuursnummer):
        return NotGiven(Refusal.UNKNOWN_PLACE)
    reason = why_not(session, actor, grant) or why_not_to_this_person(session, grant, today)
    if reason is not None:
        return NotGiven(reason)
    return Given(record(session, actor, grant, now))


def record(session: Session, actor: Actor, grant: Grant, now: datetime) -> int:
    """Write a rol down with its line of history, without asking whether it may be given; gives its number."""
    keep_medewerker(session, grant.subject, grant.name, grant.bestuursnummer, grant.email)
    row = RoltoekenningRow(
        subject=grant.subject,
        rol=grant.rol,
        instellingscode=grant.instellingscode,
        bestuursnummer=grant.bestuursnummer,
        machtigingen=" ".join(sorted(grant.machtigingen)),
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        ended_at=None,
        given_by=actor.name,
    )
    session.add(row)
    add_grant_line(session, Change.GIVEN, actor, grant, now)
    session.flush()
    return row.id


def add_grant_line(session: Session, kind: Change, actor: Actor, grant: Grant, now: datetime) -> None:
    """Add a line of history about a rol."""
    add_line(
        session,
        kind,
        actor,
        rol=grant.rol,
        bestuursnummer=grant.bestuursnummer,
        instellingscode=grant.instellingscode,
        machtigingen=grant.machtigingen,
        subject=grant.subject or None,
        name=grant.name,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        at=now,
    )


def why_not(session: Session, actor: Actor, grant: Grant) -> Refusal | None:
    """Tell why a rol cannot be given by this actor at this place; None where it can."""
    policy = POLICY_OF[grant.rol]
    if actor.subject is not None and actor.subject == grant.subject:
        return Refusal.HIMSELF
    if (grant.rol is Rol.BEHEERDER) != (actor.subject is None):
        return Refusal.ONLY_BEVOEGD_GEZAG
    if grant.ends_on is not None and grant.ends_on < grant.starts_on:
        return Refusal.WRONG_DATES
    if not grant.machtigingen <= policy.machtigingen:
        return Refusal.WRONG_MACHTIGING
    if not policy.is_for_one_onderwijsinstelling:
        return Refusal.UNKNOWN_PLACE if grant.instellingscode else None
    if not grant.instellingscode:
        return Refusal.NO_KENMERK
    place = find_onderwijsinstelling(session, grant.instellingscode)
    if place is None or place.bestuursnummer != grant.bestuursnummer:
        return Refusal.UNKNOWN_PLACE
    return None if policy.counts_in(place.sector) else Refusal.OTHER_SECTOR


def why_not_to_this_person(session: Session, grant: Grant, today: date, *, number: int | None = None) -> Refusal | None:
    """Tell why this person cannot hold the rol beside what he holds at this bestuur.

    `number` is the rol that becomes so, where one is changed and none is given.
    """
    current = session.scalars(
        select(RoltoekenningRow).where(
            RoltoekenningRow.subject == grant.subject,
            RoltoekenningRow.bestuursnummer == grant.bestuursnummer,
            RoltoekenningRow.ended_at.is_(None),
            RoltoekenningRow.id != (number or 0),
            or_(RoltoekenningRow.ends_on.is_(None), RoltoekenningRow.ends_on >= min(grant.starts_on, today)),
        )
    ).all()
    for row in current:
        same = row.rol == grant.rol and row.instellingscode == grant.instellingscode
        if same and overlaps(row, grant.starts_on, grant.ends_on):
            return Refusal.HELD_ALREADY
    if grant.rol is Rol.BEHEERDER:
        return Refusal.HOLDS_ROLLEN if any(row.rol != Rol.BEHEERDER for row in current) else None
    return Refusal.IS_BEHEERDER if any(row.rol == Rol.BEHEERDER for row in current) else None


def overlaps(row: RoltoekenningRow, starts_on: date, ends_on: date | None) -> bool:
    """Tell whether a roltoekenning has a day in common with a period."""
    return (ends_on is None or row.starts_on <= ends_on) and (row.ends_on is None or row.ends_on >= starts_on)


def grant_of(row: RoltoekenningRow, name: str) -> Grant:
    """Make the value of a row, with the name of who holds it."""
    return Grant(
        subject=row.subject,
        name=name,
        rol=Rol(row.rol),
        bestuursnummer=row.bestuursnummer,
        instellingscode=row.instellingscode,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        machtigingen=frozenset(Permission(word) for word in row.machtigingen.split()),
    )
