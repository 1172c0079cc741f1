"""How long what editors did can be undone."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from duo_site.feedback.comments.models import StepRow
from duo_site.retention import RetentionRule, count_deleted, mark


def _erase(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(StepRow).where(StepRow.at < before))


STEPS = RetentionRule(
    kind=mark("Wat een redacteur met antwoorden deed, zonder naam"),
    keep=timedelta(days=30),
    period=mark("30 dagen"),
    why=mark("Om een vergissing ongedaan te maken."),
    erase=_erase,
)
