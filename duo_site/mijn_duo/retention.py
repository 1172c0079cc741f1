"""How long rollen are kept."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from duo_site.mijn_duo.models import RoltoekenningRow
from duo_site.retention import RetentionRule, count_deleted, mark


def _erase(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(RoltoekenningRow).where(RoltoekenningRow.ends_on < before.date()))


ROLLEN_HELD = RetentionRule(
    kind=mark("Rollen van medewerkers"),
    keep=timedelta(days=730),
    period=mark("Tot 2 jaar na het einde van de rol"),
    why=mark("Om te kunnen nagaan wie wat mocht."),
    erase=_erase,
)
