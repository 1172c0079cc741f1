"""What a diplomahouder finds in the register. Every query is limited to the asker in its `where`."""

import json
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
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


# The statements are made once: making one costs more than SQLite takes to answer it.
_MINE = DiplomahouderRow.bsn_lookup == bindparam("asker")
_DIPLOMAS = (
    select(*_SUMMARY)
    .join(DiplomahouderRow, DiplomahouderRow.id == DiplomaRow.holder_id)
    .where(_MINE)
    .order_by(DiplomaRow.behaald_op.desc(), DiplomaRow.id.desc())
)
_DIPLOMA = (
    select(DiplomaRow)
    .join(DiplomahouderRow, DiplomahouderRow.id == DiplomaRow.holder_id)
    .where(_MINE, DiplomaRow.public_id == bindparam("public_id"))
)
_VALID_OF_SOORTEN = (
    select(DiplomaRow)
    .join(DiplomahouderRow, DiplomahouderRow.id == DiplomaRow.holder_id)
    .where(_MINE, DiplomaRow.status == DiplomaStatus.GELDIG, DiplomaRow.soort.in_(bindparam("soorten", expanding=True)))
    .order_by(DiplomaRow.behaald_op.desc(), DiplomaRow.id.desc())
)
_LOCKED_DIPLOMA = _DIPLOMA.with_for_update(of=DiplomaRow)
_UITTREKSELS = (
    select(*_ISSUED, *_SUMMARY)
    .join(DiplomaRow, DiplomaRow.public_id == UittrekselRow.diploma_key)
    .join(DiplomahouderRow, DiplomahouderRow.id == DiplomaRow.holder_id)
    .where(_MINE)
    .order_by(UittrekselRow.created_at.desc(), UittrekselRow.number)
    .limit(bindparam("most"))
)
_UITTREKSELS_OF_DIPLOMA = _UITTREKSELS.where(DiplomaRow.public_id == bindparam("public_id"))
_UITTREKSEL = _UITTREKSELS.where(UittrekselRow.number == bindparam("number"))


def list_diplomas(session: Session, asker: str) -> tuple[DiplomaSummary, ...]:
    """List the diplomas of the asker (the keyed hash of his BSN), newest first."""
    return tuple(_summary(row) for row in session.execute(_DIPLOMAS, {"asker": asker}).all())


def find_diploma(
    session: Session, secrecy: Secrecy, asker: str, public_id: str, *, lock: bool = False
) -> Diploma | None:
    """Find a diploma of the asker; None where there is none, or where it is somebody else's.

    With `lock` no delivery changes the diploma before the transaction ends; SQLite locks every writing one anyway.
    """
    if not is_public_id(public_id):
        return None
    values = {"asker": asker, "public_id": public_id}
    row = session.scalar(_LOCKED_DIPLOMA if lock else _DIPLOMA, values)
    return None if row is None else read_diploma(row, secrecy)


def list_valid_diplomas(session: Session, secrecy: Secrecy, asker: str, soorten: frozenset[str]) -> tuple[Diploma, ...]:
    """List the diplomas of some soorten that their onderwijsinstelling stands by, newest first, with all of it."""
    values = {"asker": asker, "soorten": sorted(soorten)}
    return tuple(read_diploma(row, secrecy) for row in session.scalars(_VALID_OF_SOORTEN, values))


def list_uittreksels(session: Session, asker: str, most: int = MOST_UITTREKSELS) -> tuple[IssuedUittreksel, ...]:
    """List the newest uittreksels of the asker, newest first."""
    return tuple(_issued(row) for row in session.execute(_UITTREKSELS, {"asker": asker, "most": most}))


def list_uittreksels_of(session: Session, asker: str, public_id: str) -> tuple[IssuedUittreksel, ...]:
    """List the uittreksels that the asker made of one diploma, newest first."""
    values = {"asker": asker, "public_id": public_id, "most": MOST_UITTREKSELS}
    return tuple(_issued(row) for row in session.execute(_UITTREKSELS_OF_DIPLOMA, values))


def find_uittreksel(session: Session, asker: str, number: str) -> IssuedUittreksel | None:
    """Find an uittreksel of the asker by its number; None where it is unknown or somebody else's."""
    known = parse_number(number)
    if known is None:
        return None
    row = session.execute(_UITTREKSEL, {"asker": asker, "number": known, "most": 1}).one_or_none()
    return None if row is None else _issued(row)


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


def read_diploma(row: DiplomaRow, secrecy: Secrecy) -> Diploma:
    """Read a diploma from its row. Whose it may be shown to is for the caller to know."""
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
