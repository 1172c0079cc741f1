"""Invitations: a link by e-mail that gives a rol once, to the login that accepts it within seven days."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.domain import Actor, Change, Given, Grant, NotGiven, Refusal
from duo_site.mijn_duo.rollen.models import UitnodigingRow
from duo_site.mijn_duo.rollen.service.giving import add_grant_line, give, lock_bestuur, why_not
from duo_site.mijn_duo.rollen.service.invited import (
    IS_OPEN,
    Invitation,
    Over,
    grant_of_invitation,
    hash_token,
    inviter_of,
    is_usable,
    name_place,
    read_invitation,
)

VALID = timedelta(days=7)
_TOKEN_BYTES = 32


@dataclass(frozen=True)
class Invited:
    """An invitation to post; the token stands in its letter alone, which is encrypted until it is sent."""

    invitation: Invitation
    token: str


@dataclass(frozen=True)
class Accepted:
    """The rol was given; `werkplek_key` names where it counts. Accepting twice is not new."""

    werkplek_key: str
    is_new: bool = True


def invite(session: Session, actor: Actor, grant: Grant, now: datetime) -> Invited | NotGiven:
    """Make an invitation for who has no login here yet; `grant.subject` is empty."""
    if not lock_bestuur(session, grant.bestuursnummer):
        return NotGiven(Refusal.UNKNOWN_PLACE)
    reason = why_not(session, actor, grant)
    if reason is None and _is_invited(session, grant, now):
        reason = Refusal.INVITED_ALREADY
    return NotGiven(reason) if reason is not None else _make(session, actor, grant, now)


def withdraw(session: Session, actor: Actor, bestuursnummer: str, number: int, now: datetime) -> bool:
    """Take an invitation back; False where there is none that is open."""
    row = _find_open(session, bestuursnummer, number)
    if row is None or (row.rol == Rol.BEHEERDER) != (actor.subject is None):
        return False
    row.withdrawn_at = now
    add_grant_line(session, Change.WITHDRAWN, actor, grant_of_invitation(row), now)
    return True


def renew(session: Session, actor: Actor, bestuursnummer: str, number: int, now: datetime) -> Invited | None:
    """Make a new link for an invitation, which ends the old one; None where there is none that is open."""
    row = _find_open(session, bestuursnummer, number)
    if row is None or row.rol == Rol.BEHEERDER:
        return None
    row.withdrawn_at = now
    return _make(session, actor, grant_of_invitation(row), now)


def accept(
    session: Session, token: str, subject: str, name: str, now: datetime, today: date
) -> Accepted | NotGiven | Over | None:
    """Give the rol of an invitation to who accepts it; his second try finds what the first one gave."""
    row = session.scalar(select(UitnodigingRow).where(UitnodigingRow.token_hash == hash_token(token)))
    if row is None:
        return None
    lock_bestuur(session, row.bestuursnummer)
    session.refresh(row)
    key = f"{row.bestuursnummer}-{row.instellingscode}"
    if row.accepted_by == subject:
        return Accepted(key, is_new=False)
    if not is_usable(session, row, now, today):
        return Over()
    inviter, old = inviter_of(row), grant_of_invitation(row)
    grant = replace(old, subject=subject, name=name or old.name, starts_on=max(old.starts_on, today))
    outcome = give(session, inviter, grant, now, today)
    if not isinstance(outcome, Given):
        return outcome
    row.accepted_by, row.accepted_at = subject, now
    add_grant_line(session, Change.ACCEPTED, Actor(subject, grant.name), grant, now)
    return Accepted(key)


def _make(session: Session, actor: Actor, grant: Grant, now: datetime) -> Invited:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = UitnodigingRow(
        token_hash=hash_token(token),
        bestuursnummer=grant.bestuursnummer,
        instellingscode=grant.instellingscode,
        rol=grant.rol,
        machtigingen=" ".join(sorted(grant.machtigingen)),
        name=grant.name,
        email=grant.email,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        invited_by=actor.subject or "",
        invited_by_name=actor.name,
        made_at=now,
        expires_at=now + VALID,
    )
    session.add(row)
    add_grant_line(session, Change.INVITED, actor, grant, now)
    session.flush()
    return Invited(read_invitation(row, name_place(session, row)), token)


def _is_invited(session: Session, grant: Grant, now: datetime) -> bool:
    """Tell whether an invitation to this address for this rol is open: a form that came twice sends one."""
    same = select(UitnodigingRow.id).where(
        UitnodigingRow.bestuursnummer == grant.bestuursnummer,
        UitnodigingRow.instellingscode == grant.instellingscode,
        UitnodigingRow.rol == grant.rol,
        UitnodigingRow.email == grant.email,
        UitnodigingRow.expires_at > now,
        *IS_OPEN,
    )
    return session.scalar(same.limit(1)) is not None


def _find_open(session: Session, bestuursnummer: str, number: int) -> UitnodigingRow | None:
    lock_bestuur(session, bestuursnummer)
    return session.scalar(
        select(UitnodigingRow).where(
            UitnodigingRow.bestuursnummer == bestuursnummer, UitnodigingRow.id == number, *IS_OPEN
        )
    )
