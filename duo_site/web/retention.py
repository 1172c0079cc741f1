"""How long the plumbing keeps what it needs: sessions and counts of requests."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from duo_site.kept_texts import KEPT
from duo_site.retention import RetentionRule, count_deleted, mark
from duo_site.web.limits import forget_counts
from duo_site.web.session import LONGEST, SessionRow


def _erase_sessions(session: Session, before: datetime) -> int:
    """Erase sessions that ran out longer ago than a text is kept."""
    over = or_(SessionRow.created_at < before, SessionRow.ended_at < before + LONGEST)
    return count_deleted(session, delete(SessionRow).where(over))


SESSIONS = RetentionRule(
    kind=mark("Sessies van mensen die inlogden"),
    keep=LONGEST + KEPT,
    period=mark("3 uur"),
    why=mark("Om te weten wie er is ingelogd. Het laatste uur alleen om te bewaren wat u nog verstuurt."),
    erase=_erase_sessions,
)
RATE_COUNTS = RetentionRule(
    kind=mark("Aantal verzoeken per netwerk, zonder adres"),
    keep=timedelta(days=1),
    period=mark("1 dag"),
    why=mark("Om misbruik tegen te gaan."),
    erase=forget_counts,
)
