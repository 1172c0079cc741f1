"""The soort of the diplomas behind uittreksels, for who counts controles and does not know the diplomas."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from duo_site.mijn_diplomas.models import DiplomaRow
from duo_site.uittreksel.models import UittrekselRow

_SOORTEN = (
    select(UittrekselRow.number, DiplomaRow.soort)
    .join(DiplomaRow, DiplomaRow.public_id == UittrekselRow.diploma_key)
    .where(UittrekselRow.number.in_(bindparam("numbers", expanding=True)))
)


def find_soorten(session: Session, numbers: Collection[str]) -> dict[str, str]:
    """Find the soort for each number of an uittreksel that the register knows, in one query."""
    rows = session.execute(_SOORTEN, {"numbers": sorted(numbers)}) if numbers else ()
    return {row.number: row.soort for row in rows}
