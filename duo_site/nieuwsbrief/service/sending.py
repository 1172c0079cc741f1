"""Sending an issue: choosing who gets it, once, and asking for the job; stopping it and going on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, false, func, insert, literal, null, select, update
from sqlalchemy.orm import Session

from duo_site.jobs import JobRow, enqueue
from duo_site.nieuwsbrief.domain import Contents, DeliveryState, IssueState
from duo_site.nieuwsbrief.models import AbonnementRow, BezorgingRow, OnderwerpRow, UitgaveRow
from duo_site.nieuwsbrief.outcomes import Begin, Begun, ChangedMeanwhile, Nobody, NoDraft
from duo_site.nieuwsbrief.service.issues import read_row

JOB_KIND = "nieuwsbrief"


def count_recipients(session: Session, contents: Contents) -> int:
    """Count who would get an issue if it went now."""
    return session.scalar(select(func.count()).select_from(_recipients(contents).subquery())) or 0


def begin(session: Session, number: int, version: int, at: datetime) -> Begin:
    """Fix who gets an issue as it was seen, and ask for its sending; doing it again changes nothing."""
    row = session.get(UitgaveRow, number, with_for_update=True)
    if row is None:
        return NoDraft()
    if row.state != IssueState.CONCEPT:
        return Begun(read_row(session, row), is_new=False)
    if row.version != version:
        return ChangedMeanwhile(read_row(session, row))
    chosen = _recipients(read_row(session, row).contents).subquery()
    values = select(literal(number), chosen.c.id, literal(DeliveryState.WAITING.value), literal(0), null())
    columns = ["uitgave_id", "abonnement_id", "state", "attempts", "not_before"]
    session.execute(insert(BezorgingRow).from_select(columns, values))
    if not read_figures(session, number):
        return Nobody()
    row.state, row.sent_at, row.version = IssueState.SENDING, at, row.version + 1
    ask_turn(session, row, at)
    return Begun(read_row(session, row), is_new=True)


def stop(session: Session, number: int, at: datetime) -> bool:
    """Stop the sending after the message that is on its way; False where nothing was being sent."""
    row = session.get(UitgaveRow, number, with_for_update=True)
    if row is None or row.state != IssueState.SENDING:
        return False
    row.state, row.changed_at = IssueState.STOPPED, at
    session.flush()
    return True


def go_on(session: Session, number: int, at: datetime) -> bool:
    """Go on with a sending that was stopped; False where none was."""
    row = session.get(UitgaveRow, number, with_for_update=True)
    if row is None or row.state != IssueState.STOPPED:
        return False
    row.state, row.changed_at = IssueState.SENDING, at
    ask_turn(session, row, at)
    return True


def ask_turn(
    session: Session, row: UitgaveRow, at: datetime, *, not_before: datetime | None = None, failures: int = 0
) -> None:
    """Ask for the next job of an issue; a job of an earlier turn then goes on no longer.

    `failures` tells how often in a row the mail server was away.
    """
    row.turn += 1
    session.flush()
    key = f"{row.id}-{row.turn}"
    enqueue(session, JOB_KIND, key, {"uitgave": row.id, "turn": row.turn, "failures": failures}, at)
    if not_before is not None:
        later = update(JobRow).where(JobRow.kind == JOB_KIND, JobRow.key == key)
        session.execute(later.values(held_until=not_before))


def read_figures(session: Session, number: int) -> dict[DeliveryState, int]:
    """Count what became of an issue so far."""
    counted = select(BezorgingRow.state, func.count()).where(BezorgingRow.uitgave_id == number)
    return {DeliveryState(state): count for state, count in session.execute(counted.group_by(BezorgingRow.state))}


def _recipients(contents: Contents) -> Select[UUID]:
    """Select the confirmed subscriptions in the language of an issue that are about one of its topics."""
    topics = [topic.value for topic in contents.topics]
    about = select(OnderwerpRow.abonnement_id).where(OnderwerpRow.topic.in_(topics) if topics else false())
    return select(AbonnementRow.id).where(
        AbonnementRow.confirmed_at.is_not(None),
        AbonnementRow.language == contents.language,
        AbonnementRow.id.in_(about),
    )
