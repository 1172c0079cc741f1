"""Reading invitations: which are open at a bestuur, and what a link leads to."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Actor, Grant
from duo_site.mijn_duo.rollen.models import UitnodigingRow
from duo_site.mijn_duo.rollen.service.register import find_bestuur, find_onderwijsinstelling, list_of_bestuur
from duo_site.mijn_duo.rollen.service.review import is_beheerder

IS_OPEN = (UitnodigingRow.accepted_at.is_(None), UitnodigingRow.withdrawn_at.is_(None))


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
class Over:
    """The invitation was used, withdrawn or not used in time, or its beheerder is none any more."""


def list_open(session: Session, bestuursnummer: str) -> tuple[Invitation, ...]:
    """List the invitations of a bestuur that nobody accepted, the newest first."""
    rows = session.scalars(
        select(UitnodigingRow)
        .where(UitnodigingRow.bestuursnummer == bestuursnummer, *IS_OPEN)
        .order_by(UitnodigingRow.id.desc())
    )
    names = {one.instellingscode: one.name for one in list_of_bestuur(session, bestuursnummer)}
    return tuple(read_invitation(row, names.get(row.instellingscode, "")) for row in rows)


def find_by_token(session: Session, token: str, now: datetime, today: date) -> Invitation | Over | None:
    """Find what a link leads to; None where it never was one of ours."""
    row = session.scalar(select(UitnodigingRow).where(UitnodigingRow.token_hash == hash_token(token)))
    if row is None:
        return None
    return read_invitation(row, name_place(session, row)) if is_usable(session, row, now, today) else Over()


def is_usable(session: Session, row: UitnodigingRow, now: datetime, today: date) -> bool:
    """Tell whether an invitation still gives its rol; one of a beheerder who left gives nothing."""
    if row.accepted_at is not None or row.withdrawn_at is not None or row.expires_at <= now:
        return False
    return not row.invited_by or is_beheerder(session, row.bestuursnummer, row.invited_by, today)


def name_place(session: Session, row: UitnodigingRow) -> str:
    """Name the onderwijsinstelling of an invitation, or the bestuur where it is for the bestuur as a whole."""
    place = find_onderwijsinstelling(session, row.instellingscode) or find_bestuur(session, row.bestuursnummer)
    return place.name if place else ""


def read_invitation(row: UitnodigingRow, place: str) -> Invitation:
    """Make the value of a row."""
    return Invitation(row.id, grant_of_invitation(row), place, inviter_of(row), row.expires_at)


def inviter_of(row: UitnodigingRow) -> Actor:
    """Tell who invited: a beheerder, or the bevoegd gezag."""
    return Actor(row.invited_by, row.invited_by_name) if row.invited_by else BEVOEGD_GEZAG


def grant_of_invitation(row: UitnodigingRow) -> Grant:
    """Tell what an invitation gives; to whom is not known yet."""
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


def hash_token(token: str) -> str:
    """Hash a token of 256 bits of chance, which needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
