"""Keeps and finds issued uittreksels."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import (
    Language,
    Status,
    Stored,
    Uittreksel,
    UittrekselInhoud,
    UittrekselRequest,
)
from duo_site.uittreksel.models import UittrekselRow
from duo_site.uittreksel.number import parse_number
from duo_site.uittreksel.status_service import draw_status_index


class UnknownUittreksel(Exception):
    """No uittreksel was issued under this number."""


class StatusIndexTaken(Exception):
    """Somebody else took the place in the status list that was drawn; another try draws another."""


def find_existing(session: Session, secrecy: Secrecy, request: UittrekselRequest) -> Uittreksel | None:
    """Find the uittreksel that an earlier equal request was given, whatever its status is now."""
    row = session.scalar(
        select(UittrekselRow).where(
            UittrekselRow.diploma_key == request.diploma_key,
            UittrekselRow.version == request.version,
            UittrekselRow.language == request.language,
            UittrekselRow.with_grades == request.with_grades,
            UittrekselRow.day == request.day,
        )
    )
    return None if row is None else _to_domain(row, secrecy)


def store(
    session: Session,
    secrecy: Secrecy,
    request: UittrekselRequest,
    inhoud: UittrekselInhoud,
    sha256: str,
    at: datetime,
) -> Stored:
    """Enter a new uittreksel, or give the one that somebody entered for the same request in the meantime.

    Where `is_new` is False the file with `sha256` belongs to nothing, and the caller deletes it. A document without a
    place in the status list gets one in the register. Raise StatusIndexTaken when its place is another's.
    """
    drawn = inhoud.status_index if inhoud.status_index is not None else draw_status_index(session, secrets.randbelow)
    row = UittrekselRow(
        number=inhoud.number,
        diploma_key=request.diploma_key,
        version=request.version,
        language=request.language,
        with_grades=request.with_grades,
        day=request.day,
        sha256=sha256,
        inhoud=secrecy.encrypt(inhoud.to_json()),
        status=Status.GELDIG.value,
        status_since=at,
        status_index=drawn,
        created_at=at,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        existing = find_existing(session, secrecy, request)
        if existing is None:
            if session.scalar(select(UittrekselRow.number).where(UittrekselRow.status_index == drawn)):
                raise StatusIndexTaken("The place in the status list is taken.") from None
            raise
        return Stored(existing, is_new=False)
    return Stored(_to_domain(row, secrecy), is_new=True)


def find_by_number(session: Session, secrecy: Secrecy, text: str) -> Uittreksel | None:
    """Find an uittreksel by its number as somebody typed it."""
    number = parse_number(text)
    row = None if number is None else session.get(UittrekselRow, number)
    return None if row is None else _to_domain(row, secrecy)


def find_by_numbers(session: Session, secrecy: Secrecy, numbers: Collection[str]) -> dict[str, Uittreksel]:
    """Find uittreksels by their numbers, written as we write them, in one query; gives those that there are."""
    rows = session.scalars(select(UittrekselRow).where(UittrekselRow.number.in_(numbers))) if numbers else ()
    return {row.number: _to_domain(row, secrecy) for row in rows}


def get(session: Session, secrecy: Secrecy, number: str) -> Uittreksel:
    """Get an uittreksel by its number; raise UnknownUittreksel when there is none."""
    found = find_by_number(session, secrecy, number)
    if found is None:
        raise UnknownUittreksel("No uittreksel was issued under this number.")
    return found


def set_status(session: Session, diploma_key: str, status: Status, since: datetime) -> int:
    """Change the status of all valid uittreksels of a diploma, and tell how many that were.

    An uittreksel that was withdrawn or replaced stays so: its holder must download a new one.
    """
    changed = session.execute(
        update(UittrekselRow)
        .where(UittrekselRow.diploma_key == diploma_key, UittrekselRow.status == Status.GELDIG.value)
        .values(status=status.value, status_since=since)
        .returning(UittrekselRow.number)
    )
    return len(changed.all())


def _to_domain(row: UittrekselRow, secrecy: Secrecy) -> Uittreksel:
    return Uittreksel(
        request=UittrekselRequest(
            diploma_key=row.diploma_key,
            version=row.version,
            language=cast(Language, row.language),
            with_grades=row.with_grades,
            day=row.day,
        ),
        inhoud=UittrekselInhoud.from_json(secrecy.decrypt(row.inhoud)),
        sha256=row.sha256,
        status=Status(row.status),
        status_since=row.status_since,
        created_at=row.created_at,
    )
