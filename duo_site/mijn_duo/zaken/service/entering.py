"""Entering zaken: drafts that several people may write, and handing in, once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import (
    DraftChanged,
    DraftGone,
    DraftOutcome,
    DraftSaved,
    Inhoud,
    Status,
    Zaak,
    ZaakKind,
)
from duo_site.mijn_duo.zaken.models import NAME, ZaakRow
from duo_site.mijn_duo.zaken.service.finding import at_werkplek, find_row, read_row
from duo_site.mijn_duo.zaken.service.steps import add_step


@dataclass(frozen=True)
class HandedIn:
    """The zaak is with the agency; `is_new` tells whether it went there by this act or by an earlier one."""

    zaak: Zaak
    is_new: bool


def save_draft(
    session: Session,
    werkplek: Werkplek,
    kind: ZaakKind,
    by: Actor,
    inhoud: Inhoud,
    at: datetime,
    *,
    number: str = "",
    version: int = 0,
    key: str = "",
) -> DraftOutcome:
    """Make a draft, or replace the inhoud of one if it is still the version that was seen; nothing is overwritten."""
    if not number:
        row = _make(session, werkplek, kind, by, inhoud, at, key, Status.CONCEPT)
        zaak = read_row(row)
        return DraftSaved(zaak) if zaak.inhoud == dict(inhoud) else DraftChanged(zaak)
    found = find_row(session, werkplek, number, {kind}, {kind}, lock=True)
    if found is None or found.status != Status.CONCEPT:
        return DraftGone()
    if found.inhoud == dict(inhoud):
        return DraftSaved(read_row(found))  # Sent twice, or nothing was changed.
    if found.version != version:
        return DraftChanged(read_row(found))
    found.inhoud, found.version = dict(inhoud), found.version + 1
    _sign(found, by, at)
    session.flush()
    return DraftSaved(read_row(found))


def open_zaak(
    session: Session,
    werkplek: Werkplek,
    kind: ZaakKind,
    by: Actor,
    inhoud: Inhoud,
    at: datetime,
    *,
    key: str = "",
) -> Zaak:
    """Make a zaak that is handed in at once; with a key that was used before it gives the zaak that is there."""
    return read_row(_make(session, werkplek, kind, by, inhoud, at, key, Status.INGEDIEND))


def hand_in(
    session: Session, werkplek: Werkplek, kind: ZaakKind, number: str, version: int, by: Actor, at: datetime
) -> HandedIn | DraftChanged | DraftGone:
    """Hand a draft in as somebody saw it; doing it again changes nothing."""
    row = find_row(session, werkplek, number, {kind}, {kind}, lock=True)
    if row is None:
        return DraftGone()
    if row.status != Status.CONCEPT:
        return HandedIn(read_row(row), is_new=False)
    if row.version != version:
        return DraftChanged(read_row(row))
    _hand_in(session, row, by, at)
    return HandedIn(read_row(row), is_new=True)


def throw_away(session: Session, werkplek: Werkplek, kind: ZaakKind, number: str) -> bool:
    """Throw a draft away with all that belongs to it; False where there is none."""
    row = find_row(session, werkplek, number, {kind}, {kind}, lock=True)
    if row is None or row.status != Status.CONCEPT:
        return False
    session.delete(row)
    session.flush()
    return True


def _make(
    session: Session,
    werkplek: Werkplek,
    kind: ZaakKind,
    by: Actor,
    inhoud: Inhoud,
    at: datetime,
    key: str,
    status: Status,
) -> ZaakRow:
    """Make a zaak and give it its number; two at once with one key make one."""
    known = select(ZaakRow).where(at_werkplek(werkplek), ZaakRow.kind == kind, ZaakRow.key == key)
    existing = session.scalar(known) if key else None
    if existing is not None:
        return existing
    row = ZaakRow(
        key=key or None,
        kind=kind,
        status=Status.CONCEPT,
        bestuursnummer=werkplek.bestuursnummer,
        instellingscode=werkplek.instellingscode,
        inhoud=dict(inhoud),
        version=1,
        entered_by=by.name[:NAME],
        entered_by_subject=by.subject or "",
        made_at=at,
        handed_in_by="",
    )
    _sign(row, by, at)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return session.scalars(known).one()
    row.number = f"Z{at.year}-{row.id:06d}"
    add_step(session, row, Status.CONCEPT, by, at)
    if status is Status.INGEDIEND:
        _hand_in(session, row, by, at)
    session.flush()
    return row


def _hand_in(session: Session, row: ZaakRow, by: Actor, at: datetime) -> None:
    row.status, row.handed_in_by, row.handed_in_at = Status.INGEDIEND, by.name[:NAME], at
    row.version += 1
    _sign(row, by, at)
    add_step(session, row, Status.INGEDIEND, by, at)
    session.flush()


def _sign(row: ZaakRow, by: Actor, at: datetime) -> None:
    row.changed_by, row.changed_by_subject, row.changed_at = by.name[:NAME], by.subject or "", at
