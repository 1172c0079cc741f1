"""How long the verantwoording is kept."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from duo_site.mijn_duo.verantwoording.models import VerantwoordingFileRow, VerantwoordingRow
from duo_site.retention import RetentionRule, count_deleted, mark


def _erase(session: Session, before: datetime) -> int:
    """Erase the years that ended before a moment, with their files."""
    old = select(VerantwoordingRow.id).where(VerantwoordingRow.year < before.year)
    session.execute(delete(VerantwoordingFileRow).where(VerantwoordingFileRow.verantwoording_id.in_(old)))
    return count_deleted(session, delete(VerantwoordingRow).where(VerantwoordingRow.year < before.year))


VERANTWOORDING = RetentionRule(
    kind=mark("Jaarrekeningen in het portaal, met wat de controle vond"),
    keep=timedelta(days=7 * 365),
    period=mark("7 jaar na het verslagjaar"),
    why=mark("Om te kunnen nagaan wat is ingediend."),
    erase=_erase,
)
