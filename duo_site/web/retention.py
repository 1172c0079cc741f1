"""How long the plumbing keeps what it needs: sessions and counts of requests."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from duo_site.retention import RetentionRule, count_deleted, mark
from duo_site.web.limits import forget_counts
from duo_site.web.session import LONGEST, SessionRow


def _erase_sessions(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(SessionRow).where(SessionRow.created_at < before))


SESSIONS = RetentionRule(
    kind=mark("Sessies van mensen die inlogden"),
    keep=LONGEST,
    period=mark("2 uur"),
    why=mark("Om te weten wie er is ingelogd."),
    erase=_erase_sessions,
)
RATE_COUNTS = RetentionRule(
    kind=mark("Aantal verzoeken per netwerk, zonder adres"),
    keep=timedelta(days=1),
    period=mark("1 dag"),
    why=mark("Om misbruik tegen te gaan."),
    erase=forget_counts,
)
