"""What a diplomahouder finds in the register. Every query is limited to the asker in its `where`."""

import json
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.mijn_diplomas.domain import (
    Bekostiging,
    Diploma,
    DiplomaStatus,
    DiplomaSummary,
    Holder,
    IssuedUittreksel,
    Soort,
    is_public_id,
)
from duo_site.mijn_diplomas.models import DiplomahouderRow, DiplomaRow
from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import Cijfer, Document, Status
from duo_site.uittreksel.models import UittrekselRow
from duo_site.uittreksel.number import parse_number

MOST_UITTREKSELS = 200
_SUMMARY = (
    DiplomaRow.public_id,
    DiplomaRow.document,
    DiplomaRow.soort,
    DiplomaRow.opleiding,
    DiplomaRow.onderwijsinstelling,
    DiplomaRow.behaald_op,
    DiplomaRow.status.label("diploma_status"),
)
_ISSUED = (
    UittrekselRow.number,
    UittrekselRow.sha256,
    UittrekselRow.language,
    UittrekselRow.with_grades,
    UittrekselRow.status,
    UittrekselRow.created_at,
)


def list_diplomas(session: Session, asker: str) -> tuple[DiplomaSummary, ...]:
    """List the diplomas of the asker (the keyed hash of his BSN), newest first."""
    rows = session.execute(
        select(*_SUMMARY)
        .join(DiplomahouderRow, DiplomahouderRow.id == DiplomaRow.holder_id)
        .where(DiplomahouderRow.bsn_lookup == asker)
        .order_by(DiplomaRow.behaald_op.desc(), DiplomaRow.id.desc())
    )
    return tuple(_summary(row) for row in rows.all())


def find_diploma(session: Session, secrecy: Secrecy, asker: str, public_id: str) -> Diploma | None:
    """Find a diploma of the asker; None where there is none, or where it is somebody else's."""
    if not is_public_id(public_id):
        return None
    row = session.scalar(
        select(DiplomaRow)
        .join(DiplomahouderRow, DiplomahouderRow.id == DiplomaRow.holder_id)
        .where(DiplomahouderRow.bsn_lookup == asker, DiplomaRow.public_id == public_id)
    )
    return None if row is None else _diploma(row, secrecy)


def list_uittreksels(
    session: Session, asker: str, *, public_id: str | None = None, most: int = MOST_UITTREKSELS
) -> tuple[IssuedUittreksel, ...]:
    """List the newest uittreksels of the asker, of one diploma or of all, newest first."""
    wanted = _own_uittreksels(asker)
    if public_id is not None:
        wanted = wanted.where(DiplomaRow.public_id == public_id)
    rows = session.execute(wanted.order_by(UittrekselRow.created_at.desc()).limit(most))
    return tuple(_issued(row) for row in rows)


def find_uittreksel(session: Session, asker: str, number: str) -> IssuedUittreksel | None:
    """Find an uittreksel of the asker by its number; None where it is unknown or somebody else's."""
    known = parse_number(number)
    if known is None:
        return None
    row = session.execute(_own_uittreksels(asker).where(UittrekselRow.number == known)).one_or_none()
    return None if row is None else _issued(row)


def _own_uittreksels(asker: str) -> Any:
    return (
        select(*_ISSUED, *_SUMMARY)
        .join(DiplomaRow, DiplomaRow.public_id == UittrekselRow.diploma_key)
        .join(DiplomahouderRow, DiplomahouderRow.id == DiplomaRow.holder_id)
        .where(DiplomahouderRow.bsn_lookup == asker)
    )


def _summary(row: Any) -> DiplomaSummary:
    return DiplomaSummary(
        public_id=row.public_id,
        document=Document(row.document),
        soort=Soort(row.soort),
        qualification=tuple(row.opleiding.splitlines()),
        onderwijsinstelling=row.onderwijsinstelling,
        behaald_op=row.behaald_op,
        status=DiplomaStatus(row.diploma_status),
    )


def _issued(row: Any) -> IssuedUittreksel:
    return IssuedUittreksel(
        number=row.number,
        sha256=row.sha256,
        language=row.language,
        with_grades=row.with_grades,
        status=Status(row.status),
        created_at=row.created_at,
        diploma=_summary(row),
    )


def _diploma(row: DiplomaRow, secrecy: Secrecy) -> Diploma:
    voornamen, tussenvoegsel, achternaam, born = json.loads(secrecy.decrypt(row.person))
    return Diploma(
        public_id=row.public_id,
        document=Document(row.document),
        soort=Soort(row.soort),
        qualification=tuple(row.opleiding.splitlines()),
        onderwijsinstelling=row.onderwijsinstelling,
        behaald_op=row.behaald_op,
        status=DiplomaStatus(row.status),
        version=row.version,
        holder=Holder(voornamen, tussenvoegsel, achternaam, date.fromisoformat(born)),
        bekostiging=Bekostiging(row.bekostiging) if row.bekostiging else None,
        opleidingscode=row.opleidingscode,
        profiel=row.profiel,
        niveau_nlqf=row.niveau_nlqf,
        instellingscode=row.instellingscode,
        plaats=row.plaats,
        cijfers=tuple(Cijfer(vak or "", se, ce, eind) for vak, se, ce, eind in row.cijfers),
    )
