"""How long questions that found nothing are kept."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from duo_site.retention import RetentionRule, count_deleted, mark
from duo_site.zoeken.models import SearchMissRow


def _erase(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(SearchMissRow).where(SearchMissRow.month < before.date()))


SEARCH_MISSES = RetentionRule(
    kind=mark("Zoekvragen zonder resultaat, zonder wie ze stelde"),
    keep=timedelta(days=365),
    period=mark("1 jaar"),
    why=mark("Om te weten wat er op de site ontbreekt."),
    erase=_erase,
)
