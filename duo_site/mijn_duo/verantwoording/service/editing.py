"""The verantwoording of a year: one editor at a time, files that are added and never replaced, handing in."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.verantwoording.domain import (
    LEASE,
    MOST_FILES,
    ChangedMeanwhile,
    Closed,
    Done,
    Dossier,
    FileKind,
    FileState,
    Occupied,
    Outcome,
    TooManyFiles,
    is_open,
)
from duo_site.mijn_duo.verantwoording.models import NAME, VerantwoordingFileRow, VerantwoordingRow
from duo_site.mijn_duo.verantwoording.service.reading import (
    at_werkplek,
    find_file_row,
    place_of,
    read_dossier,
    read_lease,
)
from duo_site.secrecy import Secrecy


def take(session: Session, werkplek: Werkplek, year: int, by: Actor, at: datetime) -> Outcome:
    """Begin to edit, or go on; nobody else can until the lease ends or is given back."""
    row = lock_row(session, werkplek, year)
    refused = refuse_change(session, row, by, at)
    if refused:
        return refused
    _renew(row, by, at)
    session.flush()
    return Done(read_dossier(session, row, at))


def give_back(session: Session, werkplek: Werkplek, year: int, by: Actor, at: datetime) -> Dossier:
    """Stop editing, so that a colleague can begin."""
    row = lock_row(session, werkplek, year)
    if row.editor_subject == (by.subject or ""):
        row.editor_subject, row.editor_name, row.editor_until = None, "", None
        session.flush()
    return read_dossier(session, row, at)


def add_file(
    session: Session,
    werkplek: Werkplek,
    year: int,
    version: int,
    by: Actor,
    at: datetime,
    *,
    kind: FileKind,
    name: str,
    content: bytes,
    secrecy: Secrecy,
) -> Outcome:
    """Keep a file, encrypted; a jaarrekening is "not checked yet" until `write_findings`."""
    row = lock_row(session, werkplek, year)
    refused = refuse_change(session, row, by, at, version)
    if refused:
        return refused
    of_year = VerantwoordingFileRow.verantwoording_id == row.id
    if (session.scalar(select(func.count()).where(of_year)) or 0) >= MOST_FILES:
        return TooManyFiles(read_dossier(session, row, at))
    digest = sha256(content).hexdigest()
    is_checked_here = kind is FileKind.CONTROLEVERKLARING
    file = VerantwoordingFileRow(
        verantwoording_id=row.id,
        kind=kind,
        name=name[:NAME],
        size=len(content),
        sha256=digest,
        state=FileState.GOED if is_checked_here else FileState.ONGECONTROLEERD,
        errors=0,
        warnings=0,
        by_subject=(by.subject or "")[:NAME],
        by_name=by.name[:NAME],
        at=at,
        content=secrecy.encrypt_bytes(content, place_of(row.id, digest)),
    )
    session.add(file)
    row.version += 1
    _renew(row, by, at)
    session.flush()
    return Done(read_dossier(session, row, at), file.id)


def write_findings(
    session: Session, werkplek: Werkplek, number: int, findings: list[dict[str, Any]], secrecy: Secrecy, at: datetime
) -> bool:
    """Keep what a check found, once; False where there is no such file, or it was checked or closed meanwhile."""
    found = find_file_row(session, werkplek, number)
    if found is None:
        return False
    row, file = lock_row(session, werkplek, found[0].year), found[1]
    session.refresh(file)
    if file.state != FileState.ONGECONTROLEERD or not is_open(row.year, at):
        return False
    file.errors = sum(1 for finding in findings if finding["is_error"])
    file.warnings = len(findings) - file.errors
    file.state = FileState.FOUT if file.errors else FileState.GOED
    place = f"{place_of(row.id, file.sha256)}/bevindingen"
    file.findings = secrecy.encrypt(json.dumps(findings), place)
    row.version += 1
    session.flush()
    return True


def lock_row(session: Session, werkplek: Werkplek, year: int) -> VerantwoordingRow:
    """Give the row of a year, made where there is none, and let nobody else change it in this transaction."""
    known = (
        select(VerantwoordingRow)
        .where(at_werkplek(werkplek), VerantwoordingRow.year == year)
        .with_for_update()
        # As it is once others let go of it: what the session read of it before counts no more.
        .execution_options(populate_existing=True)
    )
    row = session.scalar(known)
    if row is not None:
        return row
    fresh = VerantwoordingRow(
        bestuursnummer=werkplek.bestuursnummer,
        instellingscode=werkplek.instellingscode,
        year=year,
        version=1,
        editor_name="",
        submissions=0,
        handed_in_by="",
        zaak="",
    )
    try:
        with session.begin_nested():
            session.add(fresh)
    except IntegrityError:
        return session.scalars(known).one()
    return fresh


def refuse_change(
    session: Session, row: VerantwoordingRow, by: Actor, at: datetime, version: int | None = None
) -> Outcome | None:
    """Tell why somebody cannot change a year now; None where he can."""
    if not is_open(row.year, at):
        return Closed(read_dossier(session, row, at))
    lease = read_lease(row, at)
    if lease is not None and lease.subject != (by.subject or ""):
        return Occupied(read_dossier(session, row, at))
    if version is not None and version != row.version:
        return ChangedMeanwhile(read_dossier(session, row, at))
    return None


def _renew(row: VerantwoordingRow, by: Actor, at: datetime) -> None:
    row.editor_subject, row.editor_name, row.editor_until = by.subject or "", by.name[:NAME], at + LEASE
