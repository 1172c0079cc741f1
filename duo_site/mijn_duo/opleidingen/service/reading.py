"""Reading the opleidingsaanbod. Every query is limited to the werkplek in its `where`."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Stand, Taal
from duo_site.mijn_duo.opleidingen.models import OpleidingRow
from duo_site.mijn_duo.rollen.models import OnderwijsinstellingRow

PAGE_SIZE = 25
MOST_FOUND = 2_000
"""More than this are neither counted nor shown; no onderwijsinstelling offers as many."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: parts of the text (`search_text.read_query`), filters, and the day that counts."""

    on: date
    parts: tuple[str, ...] = ()
    niveau: Niveau | None = None
    taal: Taal | None = None
    stand: Stand | None = Stand.LOPEND


@dataclass(frozen=True)
class Found:
    """One page of what was found, and how much there is."""

    opleidingen: tuple[Opleiding, ...]
    number: int

    @property
    def pages(self) -> int:
        """Tell the number of pages there are to see; one where nothing was found."""
        return max(1, ceil(min(self.number, MOST_FOUND) / PAGE_SIZE))

    @property
    def is_more(self) -> bool:
        """Whether there is more than was counted."""
        return self.number > MOST_FOUND


def search(session: Session, werkplek: Werkplek, wanted: Wanted, page: int = 1) -> Found:
    """Search the aanbod of an onderwijsinstelling: each opleiding once, as it is on the day, by name."""
    ids = (
        select(OpleidingRow.id)
        .where(*_here(werkplek), *_filters(wanted), _version_of(wanted.on))
        .order_by(OpleidingRow.search_text, OpleidingRow.id)
        .limit(MOST_FOUND + 1)
    )
    found = session.scalars(ids).all()
    first = (page - 1) * PAGE_SIZE
    shown = select(OpleidingRow).where(OpleidingRow.id.in_(found[first : first + PAGE_SIZE]))
    rows = session.scalars(shown.order_by(OpleidingRow.search_text, OpleidingRow.id))
    return Found(tuple(read_row(row) for row in rows), len(found))


def list_versions(session: Session, werkplek: Werkplek, opleidingscode: str) -> tuple[Opleiding, ...]:
    """List how an opleiding was, is and will be, oldest first; empty where it is not of this onderwijsinstelling."""
    rows = session.scalars(
        select(OpleidingRow)
        .where(*_here(werkplek), OpleidingRow.opleidingscode == opleidingscode)
        .order_by(OpleidingRow.starts_on)
    )
    return tuple(read_row(row) for row in rows)


def read_row(row: OpleidingRow) -> Opleiding:
    """Make the value of a row."""
    return Opleiding(
        row.opleidingscode,
        row.name,
        Niveau(row.niveau),
        tuple(Taal(word) for word in row.talen.split()),
        tuple(Leerroute(word) for word in row.leerroutes.split()),
        row.starts_on,
        row.ends_on,
        row.zaak,
    )


def _here(werkplek: Werkplek) -> tuple[ColumnElement[bool], ...]:
    """Limit to an onderwijsinstelling, and to the bestuur that it belongs to."""
    of_bestuur = exists().where(
        OnderwijsinstellingRow.instellingscode == werkplek.instellingscode,
        OnderwijsinstellingRow.bestuursnummer == werkplek.bestuursnummer,
    )
    return OpleidingRow.instellingscode == werkplek.instellingscode, of_bestuur


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Limit to what is asked for; the parts hold letters, figures and spaces alone, so none is a wildcard."""
    limits: list[ColumnElement[bool]] = [OpleidingRow.search_text.like(f"%{part}%") for part in wanted.parts]
    if wanted.niveau:
        limits.append(OpleidingRow.niveau == wanted.niveau)
    if wanted.taal:
        limits.append(OpleidingRow.talen.like(f"% {wanted.taal} %"))
    if wanted.stand:
        limits.append(_stands(wanted.stand, wanted.on))
    return limits


def _stands(stand: Stand, day: date) -> ColumnElement[bool]:
    begun, over = OpleidingRow.starts_on <= day, OpleidingRow.ends_on < day
    match stand:
        case Stand.LOPEND:
            return begun & or_(OpleidingRow.ends_on.is_(None), OpleidingRow.ends_on >= day)
        case Stand.KOMEND:
            return ~begun
        case Stand.BEEINDIGD:
            return over


def _version_of(day: date) -> ColumnElement[bool]:
    """Keep one version of each opleiding: that of the day."""
    return (OpleidingRow.version_from <= day) & (OpleidingRow.version_until > day)
