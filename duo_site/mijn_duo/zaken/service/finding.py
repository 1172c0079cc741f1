"""Finding zaken. What limits a query to the werkplek of who asks stands in its `where`."""

from collections.abc import Set as AbstractSet

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.zaken.domain import Bericht, Status, Step, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.models import ZaakBerichtRow, ZaakRow, ZaakStepRow
from duo_site.secrecy import Secrecy


def find_zaak(
    session: Session,
    werkplek: Werkplek,
    number: str,
    kinds: AbstractSet[ZaakKind],
    entered: AbstractSet[ZaakKind] | None = None,
    *,
    lock: bool = False,
) -> Zaak | None:
    """Find a zaak of a werkplek of one of the kinds; drafts only of the kinds that are `entered` (default: all).

    With `lock` it stays as it is until the transaction ends.
    """
    row = find_row(session, werkplek, number, kinds, kinds if entered is None else entered, lock=lock)
    return read_row(row) if row else None


def find_by_key(session: Session, werkplek: Werkplek, kind: ZaakKind, key: str) -> Zaak | None:
    """Find a zaak of a werkplek by the key that its part gave it."""
    row = session.scalar(select(ZaakRow).where(at_werkplek(werkplek), ZaakRow.kind == kind, ZaakRow.key == key))
    return read_row(row) if row else None


def find_row(
    session: Session,
    werkplek: Werkplek,
    number: str,
    kinds: AbstractSet[ZaakKind],
    entered: AbstractSet[ZaakKind],
    *,
    lock: bool = False,
) -> ZaakRow | None:
    """Find the row of a zaak; with `lock` it is held until the transaction ends."""
    query = select(ZaakRow).where(at_werkplek(werkplek), ZaakRow.number == number, visible(kinds, entered))
    return session.scalar(_held(query) if lock else query)


def find_handed_in(session: Session, number: str, *, lock: bool = False) -> ZaakRow | None:
    """Find a zaak of anybody that was handed in: for the agency and for jobs."""
    query = select(ZaakRow).where(ZaakRow.number == number, ZaakRow.status != Status.CONCEPT)
    return session.scalar(_held(query) if lock else query)


def get_row(session: Session, zaak: Zaak, *, lock: bool = False) -> ZaakRow:
    """Give the row of a zaak that was found before in the same way; raise NoResultFound when it is gone."""
    query = select(ZaakRow).where(ZaakRow.number == zaak.number)
    return session.scalars(_held(query) if lock else query).one()


def _held(query: Select[ZaakRow]) -> Select[ZaakRow]:
    """Hold a row, as it is once others let go of it: what the session read of it before counts no more."""
    return query.with_for_update().execution_options(populate_existing=True)


def list_steps(session: Session, zaak: Zaak) -> tuple[Step, ...]:
    """List the history of a zaak, oldest first."""
    rows = session.scalars(
        select(ZaakStepRow).join(ZaakRow).where(ZaakRow.number == zaak.number).order_by(ZaakStepRow.id)
    )
    return tuple(Step(Status(row.status), row.at, row.by_name, row.agency, row.text) for row in rows)


def list_messages(session: Session, secrecy: Secrecy, zaak: Zaak) -> tuple[Bericht, ...]:
    """List the messages of a zaak, oldest first."""
    rows = session.scalars(
        select(ZaakBerichtRow).join(ZaakRow).where(ZaakRow.number == zaak.number).order_by(ZaakBerichtRow.id)
    )
    return tuple(
        Bericht(row.at, row.by_name, row.agency, secrecy.decrypt(row.contents, place_of_messages(row.zaak_id)))
        for row in rows
    )


def place_of_messages(zaak_id: int) -> str:
    """Name the place for which messages are encrypted, so that one cannot be put into another zaak."""
    return f"zaak/{zaak_id}/bericht"


def at_werkplek(werkplek: Werkplek) -> ColumnElement[bool]:
    """Give the condition that a zaak is of a werkplek: of its bestuur and its onderwijsinstelling both."""
    return and_(
        ZaakRow.bestuursnummer == werkplek.bestuursnummer,
        ZaakRow.instellingscode == werkplek.instellingscode,
        ZaakRow.instellingscode != "",
    )


def visible(kinds: AbstractSet[ZaakKind], entered: AbstractSet[ZaakKind]) -> ColumnElement[bool]:
    """Give the condition that somebody may see a zaak: drafts only who may enter that kind himself."""
    return or_(
        and_(ZaakRow.status != Status.CONCEPT, ZaakRow.kind.in_(kinds)),
        and_(ZaakRow.status == Status.CONCEPT, ZaakRow.kind.in_(entered)),
    )


def read_row(row: ZaakRow) -> Zaak:
    """Make the value of a row."""
    return Zaak(
        row.number or "",
        ZaakKind(row.kind),
        Status(row.status),
        row.bestuursnummer,
        row.instellingscode,
        dict(row.inhoud),
        row.version,
        row.entered_by,
        row.entered_by_subject,
        row.made_at,
        row.changed_by,
        row.changed_at,
        row.handed_in_at,
        row.handed_in_by,
    )
