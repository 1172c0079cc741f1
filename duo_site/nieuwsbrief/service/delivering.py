"""The steps of one delivery, each a transaction of its own: what is not known is never done twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import CursorResult, Update, delete, exists, func, select, update
from sqlalchemy.orm import Session

from duo_site.jobs import JobRow, JobState
from duo_site.nieuwsbrief.domain import DeliveryState, Issue, IssueState, pause_after
from duo_site.nieuwsbrief.models import AbonnementRow, BezorgingRow, UitgaveRow
from duo_site.nieuwsbrief.service.issues import read_row
from duo_site.nieuwsbrief.service.sending import JOB_KIND, ask_turn, read_figures
from duo_site.nieuwsbrief.service.subscribing import place_of, refused_by
from duo_site.secrecy import Secrecy


@dataclass(frozen=True)
class Recipient:
    """A delivery that waits: its number, the subscription it belongs to, and the address."""

    delivery: int
    subscription: UUID
    address: str


def find_turn(session: Session, number: int, turn: int) -> Issue | None:
    """Find the issue of a job; None where it was stopped, or another job sends it by now."""
    row = session.get(UitgaveRow, number)
    return read_row(session, row) if row and row.state == IssueState.SENDING and row.turn == turn else None


def doubt_unfinished(session: Session, number: int) -> int:
    """Mark what a dead worker left unfinished as unsure; tells how many."""
    left = update(BezorgingRow).where(BezorgingRow.uitgave_id == number, BezorgingRow.state == DeliveryState.BUSY)
    return _carry_out(session, left.values(state=DeliveryState.UNSURE))


def drop_leavers(session: Session, number: int) -> int:
    """Take those out who left before their turn came; tells how many."""
    gone = update(BezorgingRow).where(
        BezorgingRow.uitgave_id == number,
        BezorgingRow.state == DeliveryState.WAITING,
        BezorgingRow.abonnement_id.is_(None),
    )
    return _carry_out(session, gone.values(state=DeliveryState.DROPPED))


def list_recipients(session: Session, secrecy: Secrecy, number: int, at: datetime, most: int) -> Sequence[Recipient]:
    """List who comes next."""
    waiting = (
        select(BezorgingRow.id, AbonnementRow.id, AbonnementRow.address)
        .join(AbonnementRow, AbonnementRow.id == BezorgingRow.abonnement_id)
        .where(
            BezorgingRow.uitgave_id == number,
            BezorgingRow.state == DeliveryState.WAITING,
            func.coalesce(BezorgingRow.not_before, at) <= at,
        )
        .order_by(BezorgingRow.id)
        .limit(most)
    )
    found = session.execute(waiting).all()
    return [Recipient(number, name, secrecy.decrypt(blob, place_of(name))) for number, name, blob in found]


def claim(session: Session, delivery: int) -> bool:
    """Mark a delivery as under way; False where it may not go: it went, its recipient left, the sending stopped."""
    under_way = exists().where(UitgaveRow.id == BezorgingRow.uitgave_id, UitgaveRow.state == IssueState.SENDING)
    mine = update(BezorgingRow).where(
        BezorgingRow.id == delivery,
        BezorgingRow.state == DeliveryState.WAITING,
        BezorgingRow.abonnement_id.is_not(None),
        under_way,
    )
    return _carry_out(session, mine.values(state=DeliveryState.BUSY)) == 1


def settle(session: Session, delivery: int, state: DeliveryState) -> None:
    """Enter what became of a delivery that was claimed, also where another worker took it for unsure meanwhile."""
    claimed = (DeliveryState.BUSY, DeliveryState.UNSURE)
    mine = update(BezorgingRow).where(BezorgingRow.id == delivery, BezorgingRow.state.in_(claimed))
    _carry_out(session, mine.values(state=state))


def postpone(session: Session, delivery: int, at: datetime) -> None:
    """Put a delivery off that the server did not take now; after enough attempts it counts as refused."""
    row = session.get(BezorgingRow, delivery, with_for_update=True)
    if row is None or row.state not in (DeliveryState.WAITING, DeliveryState.BUSY, DeliveryState.UNSURE):
        return
    pause = pause_after(row.attempts + 1)
    row.state = DeliveryState.WAITING if pause else DeliveryState.REFUSED
    row.attempts, row.not_before = row.attempts + 1, at + pause if pause else None
    session.flush()


def refuse(session: Session, delivery: int, at: datetime, *, is_gone: bool) -> bool:
    """Enter that a mailbox refused for good, which may end its subscription; False where that was known."""
    row = session.get(BezorgingRow, delivery, with_for_update=True)
    if row is None or row.state == DeliveryState.REFUSED:
        return False
    row.state = DeliveryState.REFUSED
    session.flush()
    if row.abonnement_id is not None:
        refused_by(session, row.abonnement_id, at, is_gone=is_gone)
    return True


def enter_bounce(session: Session, delivery: int, at: datetime, *, is_gone: bool) -> bool:
    """Enter that a message came back for good; False where that was known, or the delivery was erased."""
    is_new = refuse(session, delivery, at, is_gone=is_gone)
    row = session.get(BezorgingRow, delivery)
    issue = session.get(UitgaveRow, row.uitgave_id, with_for_update=True) if row and is_new else None
    if issue is not None:
        keep_figures(session, issue)
        session.flush()
    return is_new


def end_turn(session: Session, number: int, turn: int, at: datetime, *, failures: int = 0) -> None:
    """Ask for the next job where some still wait, or close the issue; a turn that is over changes nothing.

    `failures` tells how often in a row the mail server was away; after enough of that the issue stops.
    """
    row = session.get(UitgaveRow, number, with_for_update=True)
    if row is None or row.turn != turn or row.state != IssueState.SENDING:
        return
    done = (JobRow.kind == JOB_KIND, JobRow.key.startswith(f"{number}-"), JobRow.state == JobState.DONE)
    session.execute(delete(JobRow).where(*done, JobRow.key != f"{number}-{turn}"))
    drop_leavers(session, number)
    keep_figures(session, row)
    pause = pause_after(failures) if failures else timedelta()
    if not row.figures.get(DeliveryState.WAITING):
        row.state, row.finished_at = IssueState.SENT, at
    elif pause is None:
        row.state, row.changed_at = IssueState.STOPPED, at
    else:
        not_before = at + pause if pause else _first_after(session, number, at)
        ask_turn(session, row, at, not_before=not_before, failures=failures)
    session.flush()


def keep_figures(session: Session, row: UitgaveRow) -> None:
    """Write down what became of an issue, for when the deliveries are erased."""
    row.figures = {state.value: count for state, count in read_figures(session, row.id).items()}


def is_under_way(session: Session, number: int) -> bool:
    """Tell whether an issue is being sent."""
    return session.scalar(select(UitgaveRow.state).where(UitgaveRow.id == number)) == IssueState.SENDING


def give_up(session: Session, number: int, at: datetime) -> None:
    """Stop an issue whose job failed again and again; an editor may go on with it."""
    stopped = update(UitgaveRow).where(UitgaveRow.id == number, UitgaveRow.state == IssueState.SENDING)
    session.execute(stopped.values(state=IssueState.STOPPED, changed_at=at))


def _first_after(session: Session, number: int, at: datetime) -> datetime | None:
    """Tell when the first delivery that waits may go; None for at once."""
    waiting = (BezorgingRow.uitgave_id == number, BezorgingRow.state == DeliveryState.WAITING)
    is_ready = exists().where(*waiting, func.coalesce(BezorgingRow.not_before, at) <= at)
    if session.scalar(select(is_ready)):
        return None
    return session.scalar(select(func.min(BezorgingRow.not_before)).where(*waiting))


def _carry_out(session: Session, statement: Update) -> int:
    changed = session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(changed, CursorResult)
    return changed.rowcount
