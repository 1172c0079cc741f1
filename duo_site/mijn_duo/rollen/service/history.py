"""The history of the rollen of a bestuur: who changed what, when. Lines are added in the transaction of the act."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.domain import Actor, Change
from duo_site.mijn_duo.rollen.models import RolwijzigingRow

PER_PAGE = 50


@dataclass(frozen=True)
class HistoryLine:
    """One act."""

    at: datetime
    kind: Change
    rol: Rol
    instellingscode: str
    machtigingen: tuple[Permission, ...]
    name: str
    actor: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class HistoryPage:
    """Some lines, newest first, and how many pages there are."""

    lines: tuple[HistoryLine, ...]
    pages: int


def add_line(
    session: Session,
    kind: Change,
    actor: Actor,
    *,
    rol: Rol,
    bestuursnummer: str,
    instellingscode: str,
    machtigingen: frozenset[Permission],
    subject: str | None,
    name: str,
    starts_on: date,
    ends_on: date | None,
    at: datetime,
) -> None:
    """Add a line to the history."""
    session.add(
        RolwijzigingRow(
            at=at,
            bestuursnummer=bestuursnummer,
            instellingscode=instellingscode,
            kind=kind,
            rol=rol,
            machtigingen=" ".join(sorted(machtigingen)),
            subject=subject,
            subject_name=name,
            actor=actor.subject,
            actor_name=actor.name,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )


def list_history(session: Session, bestuursnummer: str, page: int) -> HistoryPage:
    """List the acts on rollen of a bestuur, newest first; pages count from 1."""
    own = RolwijzigingRow.bestuursnummer == bestuursnummer
    number = session.scalar(select(func.count()).select_from(RolwijzigingRow).where(own)) or 0
    rows = session.scalars(
        select(RolwijzigingRow)
        .where(own)
        .order_by(RolwijzigingRow.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return HistoryPage(tuple(_read(row) for row in rows), max(1, -(-number // PER_PAGE)))


def _read(row: RolwijzigingRow) -> HistoryLine:
    return HistoryLine(
        row.at,
        Change(row.kind),
        Rol(row.rol),
        row.instellingscode,
        tuple(Permission(word) for word in row.machtigingen.split()),
        row.subject_name,
        row.actor_name,
        row.starts_on,
        row.ends_on,
    )
