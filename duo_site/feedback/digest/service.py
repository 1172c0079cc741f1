"""Who gets the weekly e-mail, and posting it once a week."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from duo_site.feedback.comments.models import HandledRow
from duo_site.feedback.digest.models import DigestReaderRow
from duo_site.feedback.domain import State
from duo_site.feedback.models import HAS_COMMENT, SurveyAnswerRow
from duo_site.feedback.reading.domain import Days, Figures, Wanted
from duo_site.feedback.reading.service import read_figures
from duo_site.feedback.reading.statistics import Week, week_of
from duo_site.jobs import enqueue
from duo_site.retention import count_deleted
from duo_site.secrecy import Secrecy

JOB_KIND = "feedback-weekbericht"
KEPT_FOR = timedelta(days=365)
"""How long an address counts after somebody last said so: who left the agency gets no e-mail for ever."""
_MONDAY_AT = 7


@dataclass(frozen=True)
class Summary:
    """What the e-mail tells of a week."""

    week: Week
    days: Days
    figures: Figures
    unread: int


def due_week(local: datetime) -> Week | None:
    """Give the week whose e-mail is due, at a moment on the Dutch clock: the last whole one, from Monday 7:00."""
    monday = week_of(local.date()).monday
    if local.date() == monday and local.hour < _MONDAY_AT:
        return None
    return week_of(monday - timedelta(days=7))


def ask_for_digest(session: Session, week: Week, at: datetime) -> None:
    """Ask for the e-mail of a week, in the caller's transaction; asking again changes nothing."""
    enqueue(session, JOB_KIND, f"{week.year}-W{week.number:02}", {"year": week.year, "week": week.number}, at)


def summarise(session: Session, week: Week) -> Summary:
    """Give what was said in a week, beside the week before it."""
    days = Days(week.monday, week.monday + timedelta(days=6))
    return Summary(week, days, read_figures(session, Wanted(days)), _count_unread(session, days))


def subscribe(session: Session, secrecy: Secrecy, subject: str, address: str, at: datetime) -> None:
    """Send somebody the e-mail from now on, to this address."""
    session.merge(DigestReaderRow(subject=subject, address=secrecy.encrypt(address, _place(subject)), since=at))


def unsubscribe(session: Session, subject: str) -> None:
    """Send somebody no more e-mail, and forget his address."""
    session.execute(delete(DigestReaderRow).where(DigestReaderRow.subject == subject))


def find_address(session: Session, secrecy: Secrecy, subject: str) -> str | None:
    """Find to which address somebody gets the e-mail."""
    row = session.get(DigestReaderRow, subject)
    return secrecy.decrypt(row.address, _place(subject)) if row else None


def list_readers(session: Session, secrecy: Secrecy, at: datetime) -> tuple[tuple[str, str], ...]:
    """List who gets the e-mail, each with his address."""
    rows = session.scalars(
        select(DigestReaderRow).where(DigestReaderRow.since > at - KEPT_FOR).order_by(DigestReaderRow.subject)
    )
    return tuple((row.subject, secrecy.decrypt(row.address, _place(row.subject))) for row in rows)


def erase_readers(session: Session, before: datetime) -> int:
    """Forget the addresses of those who have not said for a long time that they want the e-mail."""
    return count_deleted(session, delete(DigestReaderRow).where(DigestReaderRow.since < before))


def _count_unread(session: Session, days: Days) -> int:
    row = SurveyAnswerRow
    unread = select(func.count()).where(
        row.day >= days.first,
        row.day <= days.last,
        row.state == State.GETELD,
        text(HAS_COMMENT),
        ~select(HandledRow.answer_id).where(HandledRow.answer_id == row.id).exists(),
    )
    return session.scalar(unread) or 0


def _place(subject: str) -> str:
    return f"feedback_digest_reader/{subject}"
