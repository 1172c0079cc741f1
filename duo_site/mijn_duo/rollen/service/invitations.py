"""Invitations: a link by e-mail that gives a rol once, to the login that accepts it within seven days."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Actor, Change, Given, Grant, NotGiven, Refusal
from duo_site.mijn_duo.rollen.models import UitnodigingRow
from duo_site.mijn_duo.rollen.service.giving import add_grant_line, give, lock_bestuur, why_not
from duo_site.mijn_duo.rollen.service.people import keep_medewerker
from duo_site.mijn_duo.rollen.service.register import find_bestuur, find_onderwijsinstelling, list_of_bestuur
from duo_site.mijn_duo.rollen.service.review import is_beheerder

VALID = timedelta(days=7)
_TOKEN_BYTES = 32


@dataclass(frozen=True)
class Invitation:
    """An invitation that is open: what it gives and until when."""

    number: int
    grant: Grant
    place: str
    inviter: Actor
    expires_at: datetime

    def is_over(self, now: datetime) -> bool:
        """Tell whether its time has passed."""
        return self.expires_at <= now


@dataclass(frozen=True)
class Invited:
    """An invitation to send; the token is in no other place and cannot be read back."""

    invitation: Invitation
    token: str


@dataclass(frozen=True)
class Over:
    """The invitation was used, withdrawn or not used in time, or its beheerder is none any more."""


@dataclass(frozen=True)
class Accepted:
    """The rol was given; `werkplek_key` names where it counts."""

    werkplek_key: str


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
    add_grant_line(session, Change.WITHDRAWN, actor, _grant_of(row), now)
    return True


def renew(session: Session, actor: Actor, bestuursnummer: str, number: int, now: datetime) -> Invited | None:
    """Make a new link for an invitation, which ends the old one; None where there is none that is open."""
    row = _find_open(session, bestuursnummer, number)
    if row is None or row.rol == Rol.BEHEERDER:
        return None
    row.withdrawn_at = now
    return _make(session, actor, _grant_of(row), now)


def list_open(session: Session, bestuursnummer: str) -> tuple[Invitation, ...]:
    """List the invitations of a bestuur that nobody accepted, the newest first."""
    rows = session.scalars(
        select(UitnodigingRow)
        .where(UitnodigingRow.bestuursnummer == bestuursnummer, *_IS_OPEN)
        .order_by(UitnodigingRow.id.desc())
    )
    names = {one.instellingscode: one.name for one in list_of_bestuur(session, bestuursnummer)}
    return tuple(_read(row, names.get(row.instellingscode, "")) for row in rows)


def find_by_token(session: Session, token: str, now: datetime, today: date) -> Invitation | Over | None:
    """Find what a link leads to; None where it never was one of ours."""
    row = session.scalar(select(UitnodigingRow).where(UitnodigingRow.token_hash == _hash(token)))
    if row is None:
        return None
    return _read(row, _place_of(session, row)) if _is_usable(session, row, now, today) else Over()


def accept(
    session: Session, token: str, subject: str, name: str, now: datetime, today: date
) -> Accepted | NotGiven | Over | None:
    """Give the rol of an invitation to who accepts it; his second try finds what the first one gave."""
    row = session.scalar(select(UitnodigingRow).where(UitnodigingRow.token_hash == _hash(token)))
    if row is None:
        return None
    lock_bestuur(session, row.bestuursnummer)
    session.refresh(row)
    key = f"{row.bestuursnummer}-{row.instellingscode}"
    if row.accepted_by == subject:
        return Accepted(key)
    if not _is_usable(session, row, now, today):
        return Over()
    inviter, old = _inviter_of(row), _grant_of(row)
    grant = replace(old, subject=subject, name=name or old.name, starts_on=max(old.starts_on, today))
    outcome = give(session, inviter, grant, now, today)
    if not isinstance(outcome, Given):
        return outcome
    row.accepted_by, row.accepted_at = subject, now
    keep_medewerker(session, subject, name, old.email)
    add_grant_line(session, Change.ACCEPTED, Actor(subject, grant.name), grant, now)
    return Accepted(key)


_IS_OPEN = (UitnodigingRow.accepted_at.is_(None), UitnodigingRow.withdrawn_at.is_(None))


def _make(session: Session, actor: Actor, grant: Grant, now: datetime) -> Invited:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = UitnodigingRow(
        token_hash=_hash(token),
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
    return Invited(_read(row, _place_of(session, row)), token)


def _is_invited(session: Session, grant: Grant, now: datetime) -> bool:
    """Tell whether an invitation to this address for this rol is open: a form that came twice sends one."""
    same = select(UitnodigingRow.id).where(
        UitnodigingRow.bestuursnummer == grant.bestuursnummer,
        UitnodigingRow.instellingscode == grant.instellingscode,
        UitnodigingRow.rol == grant.rol,
        UitnodigingRow.email == grant.email,
        UitnodigingRow.expires_at > now,
        *_IS_OPEN,
    )
    return session.scalar(same.limit(1)) is not None


def _is_usable(session: Session, row: UitnodigingRow, now: datetime, today: date) -> bool:
    """Tell whether an invitation still gives its rol; one of a beheerder who left gives nothing."""
    if row.accepted_at is not None or row.withdrawn_at is not None or row.expires_at <= now:
        return False
    return not row.invited_by or is_beheerder(session, row.bestuursnummer, row.invited_by, today)


def _find_open(session: Session, bestuursnummer: str, number: int) -> UitnodigingRow | None:
    lock_bestuur(session, bestuursnummer)
    return session.scalar(
        select(UitnodigingRow).where(
            UitnodigingRow.bestuursnummer == bestuursnummer, UitnodigingRow.id == number, *_IS_OPEN
        )
    )


def _place_of(session: Session, row: UitnodigingRow) -> str:
    """Name the onderwijsinstelling of an invitation, or the bestuur where it is for the bestuur as a whole."""
    place = find_onderwijsinstelling(session, row.instellingscode) or find_bestuur(session, row.bestuursnummer)
    return place.name if place else ""


def _read(row: UitnodigingRow, place: str) -> Invitation:
    return Invitation(row.id, _grant_of(row), place, _inviter_of(row), row.expires_at)


def _inviter_of(row: UitnodigingRow) -> Actor:
    return Actor(row.invited_by, row.invited_by_name) if row.invited_by else BEVOEGD_GEZAG


def _grant_of(row: UitnodigingRow) -> Grant:
    return Grant(
        "",
        row.name,
        Rol(row.rol),
        row.bestuursnummer,
        row.instellingscode,
        row.starts_on,
        row.ends_on,
        frozenset(Permission(word) for word in row.machtigingen.split()),
        row.email,
    )


def _hash(token: str) -> str:
    """Hash a token of 256 bits of chance, which needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
