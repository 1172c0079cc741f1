"""Lists of zaken: of a werkplek, and of everybody for the agency."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.rollen.models import OnderwijsinstellingRow
from duo_site.mijn_duo.zaken.domain import Status, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.models import ZaakRow
from duo_site.mijn_duo.zaken.service.finding import at_werkplek, read_row, visible

PER_PAGE = 25


@dataclass(frozen=True)
class Wanted:
    """Which zaken to list; an empty kind or an empty set of states means all."""

    kind: ZaakKind | None = None
    statuses: tuple[Status, ...] = ()
    number: str = ""
    page: int = 1


@dataclass(frozen=True)
class Listed:
    """Some zaken, newest first, each with the name of its onderwijsinstelling, and how many there are."""

    zaken: tuple[tuple[Zaak, str], ...]
    total: int

    @property
    def pages(self) -> int:
        """Tell how many pages they fill; an empty list has one."""
        return max(1, -(-self.total // PER_PAGE))


def list_zaken(
    session: Session,
    werkplek: Werkplek,
    kinds: AbstractSet[ZaakKind],
    entered: AbstractSet[ZaakKind],
    wanted: Wanted,
) -> Listed:
    """List zaken of a werkplek of the kinds that somebody may read; drafts of those that he may enter."""
    return _list(session, and_(at_werkplek(werkplek), visible(kinds, entered)), wanted)


def list_for_agency(session: Session, wanted: Wanted) -> Listed:
    """List the zaken of all onderwijsinstellingen that were handed in."""
    return _list(session, ZaakRow.status != Status.CONCEPT, wanted)


def _list(session: Session, within: ColumnElement[bool], wanted: Wanted) -> Listed:
    conditions = [within]
    if wanted.kind is not None:
        conditions.append(ZaakRow.kind == wanted.kind)
    if wanted.statuses:
        conditions.append(ZaakRow.status.in_(wanted.statuses))
    if wanted.number:
        conditions.append(ZaakRow.number == wanted.number)
    total = session.scalar(select(func.count()).select_from(ZaakRow).where(*conditions)) or 0
    rows = session.execute(
        select(ZaakRow, OnderwijsinstellingRow.name)
        .outerjoin(OnderwijsinstellingRow, OnderwijsinstellingRow.instellingscode == ZaakRow.instellingscode)
        .where(*conditions)
        .order_by(ZaakRow.changed_at.desc(), ZaakRow.id.desc())
        .limit(PER_PAGE)
        .offset((wanted.page - 1) * PER_PAGE)
    )
    return Listed(tuple((read_row(row), name or "") for row, name in rows), total)
