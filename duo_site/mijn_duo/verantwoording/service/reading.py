"""Reading the verantwoording from the database: the dossier of a year, a file, its findings."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.verantwoording.domain import (
    Bestand,
    Dossier,
    FileKind,
    FileState,
    Lease,
    Submission,
    is_open,
)
from duo_site.mijn_duo.verantwoording.models import VerantwoordingFileRow, VerantwoordingRow
from duo_site.secrecy import Secrecy


def at_werkplek(werkplek: Werkplek) -> ColumnElement[bool]:
    """Limit a query to one onderwijsinstelling of one bestuur."""
    return and_(
        VerantwoordingRow.bestuursnummer == werkplek.bestuursnummer,
        VerantwoordingRow.instellingscode == werkplek.instellingscode,
    )


def get_dossier(session: Session, werkplek: Werkplek, year: int, at: datetime) -> Dossier:
    """Give the dossier of a year; an empty one where nobody began yet."""
    row = session.scalar(select(VerantwoordingRow).where(at_werkplek(werkplek), VerantwoordingRow.year == year))
    return read_dossier(session, row, at) if row else Dossier(year, 1, (), None, None, is_open(year, at))


def list_dossiers(session: Session, werkplek: Werkplek, at: datetime) -> tuple[Dossier, ...]:
    """List the years for which there is something, the newest first."""
    rows = session.scalars(
        select(VerantwoordingRow).where(at_werkplek(werkplek)).order_by(VerantwoordingRow.year.desc())
    ).all()
    files = _list_files(session, rows)
    return tuple(_compose(row, files.get(row.id, ()), at) for row in rows)


def read_dossier(session: Session, row: VerantwoordingRow, at: datetime) -> Dossier:
    """Read a dossier with its files."""
    return _compose(row, _list_files(session, [row]).get(row.id, ()), at)


def find_file_row(
    session: Session, werkplek: Werkplek, number: int
) -> tuple[VerantwoordingRow, VerantwoordingFileRow] | None:
    """Find a file of this werkplek."""
    found = session.execute(
        select(VerantwoordingRow, VerantwoordingFileRow)
        .join(VerantwoordingFileRow, VerantwoordingFileRow.verantwoording_id == VerantwoordingRow.id)
        .where(at_werkplek(werkplek), VerantwoordingFileRow.id == number)
    ).first()
    return (found[0], found[1]) if found else None


def find_file(session: Session, werkplek: Werkplek, number: int) -> Bestand | None:
    """Find a file of this werkplek, without its contents."""
    found = find_file_row(session, werkplek, number)
    return _read_file(found[1], found[0].year) if found else None


def find_content(session: Session, secrecy: Secrecy, werkplek: Werkplek, number: int) -> tuple[Bestand, bytes] | None:
    """Find a file of this werkplek with its contents."""
    found = find_file_row(session, werkplek, number)
    if found is None:
        return None
    row, file = found
    return _read_file(file, row.year), secrecy.decrypt_bytes(file.content, place_of(row.id, file.sha256))


def read_findings(session: Session, secrecy: Secrecy, werkplek: Werkplek, number: int) -> list[dict[str, Any]]:
    """Read what a check found in a file; nothing where it was not checked."""
    found = find_file_row(session, werkplek, number)
    if found is None or found[1].findings is None:
        return []
    place = f"{place_of(found[0].id, found[1].sha256)}/bevindingen"
    findings: list[dict[str, Any]] = json.loads(secrecy.decrypt(found[1].findings, place))
    return findings


def read_lease(row: VerantwoordingRow, at: datetime) -> Lease | None:
    """Tell who is editing; None where nobody is, or his time is over."""
    if row.editor_subject is None or row.editor_until is None or row.editor_until <= at:
        return None
    return Lease(row.editor_subject, row.editor_name, row.editor_until)


def place_of(row: int, digest: str) -> str:
    """Name the place for which a file is encrypted, so that it cannot be put into another dossier."""
    return f"verantwoording/{row}/{digest}"


def _list_files(session: Session, rows: Sequence[VerantwoordingRow]) -> dict[int, tuple[VerantwoordingFileRow, ...]]:
    files: dict[int, tuple[VerantwoordingFileRow, ...]] = {}
    found = session.scalars(
        select(VerantwoordingFileRow)
        .where(VerantwoordingFileRow.verantwoording_id.in_([row.id for row in rows]))
        .order_by(VerantwoordingFileRow.id.desc())
    )
    for file in found:
        files[file.verantwoording_id] = (*files.get(file.verantwoording_id, ()), file)
    return files


def _compose(row: VerantwoordingRow, files: tuple[VerantwoordingFileRow, ...], at: datetime) -> Dossier:
    submission = None
    if row.handed_in_at is not None and row.handed_in_jaarrekening is not None:
        submission = Submission(
            row.submissions,
            row.handed_in_at,
            row.handed_in_by,
            row.zaak,
            row.handed_in_jaarrekening,
            row.handed_in_controleverklaring,
        )
    return Dossier(
        row.year,
        row.version,
        tuple(_read_file(file, row.year) for file in files),
        read_lease(row, at),
        submission,
        is_open(row.year, at),
    )


def _read_file(file: VerantwoordingFileRow, year: int) -> Bestand:
    return Bestand(
        file.id,
        year,
        FileKind(file.kind),
        file.name,
        file.size,
        file.sha256,
        FileState(file.state),
        file.errors,
        file.warnings,
        file.by_name,
        file.at,
    )
