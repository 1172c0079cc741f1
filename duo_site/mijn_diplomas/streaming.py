"""The diplomas that an onderwijsinstelling delivered, row by row: for overviews of any length.

The BSN is not read: no overview may hold it.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from duo_site.mijn_diplomas.models import DiplomaRow
from duo_site.secrecy import Secrecy

_ROWS_AT_ONCE = 500
_PLAIN = (
    DiplomaRow.levering,
    DiplomaRow.status,
    DiplomaRow.document,
    DiplomaRow.soort,
    DiplomaRow.bekostiging,
    DiplomaRow.opleidingscode,
    DiplomaRow.opleiding,
    DiplomaRow.profiel,
    DiplomaRow.niveau_nlqf,
    DiplomaRow.plaats,
    DiplomaRow.behaald_op,
)


class DeliveredLine(NamedTuple):
    """A diploma as it was delivered last; the last four are empty where names were not asked for."""

    levering: str
    status: str
    document: str
    soort: str
    bekostiging: str
    opleidingscode: str
    opleiding: str
    profiel: str
    niveau: str
    plaats: str
    behaald_op: date
    achternaam: str
    tussenvoegsel: str
    voornamen: str
    geboortedatum: str


def count_delivered(session: Session, instellingscode: str, first_year: int, last_year: int) -> int:
    """Count the diplomas of an onderwijsinstelling obtained in these years, the last included."""
    within = _within(instellingscode, first_year, last_year)
    return session.scalar(select(func.count()).select_from(DiplomaRow).where(within)) or 0


def stream_delivered(
    session: Session, secrecy: Secrecy, instellingscode: str, first_year: int, last_year: int, *, with_names: bool
) -> Iterator[DeliveredLine]:
    """Read those diplomas in the order of delivery, a few hundred in memory at a time."""
    columns = (*_PLAIN, DiplomaRow.person) if with_names else _PLAIN
    rows = session.execute(
        select(*columns).where(_within(instellingscode, first_year, last_year)).order_by(DiplomaRow.id),
        execution_options={"yield_per": _ROWS_AT_ONCE},
    )
    for row in rows:
        if not with_names:
            yield DeliveredLine._make((*row, "", "", "", ""))
            continue
        voornamen, tussenvoegsel, achternaam, born = json.loads(secrecy.decrypt(row.person))
        plain = tuple(row)[: len(_PLAIN)]
        yield DeliveredLine._make((*plain, achternaam, tussenvoegsel, voornamen, born))


def _within(instellingscode: str, first_year: int, last_year: int) -> ColumnElement[bool]:
    return and_(
        DiplomaRow.instellingscode == instellingscode,
        DiplomaRow.behaald_op.between(date(first_year, 1, 1), date(last_year, 12, 31)),
    )
