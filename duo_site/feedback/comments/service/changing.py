"""Changing many answers at once, and undoing that. The totals follow in the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from duo_site.feedback import totals
from duo_site.feedback.comments.domain import MOST_AT_ONCE, Action, Step
from duo_site.feedback.comments.models import HandledRow, LabelRow, StepAnswerRow, StepRow
from duo_site.feedback.domain import State
from duo_site.feedback.models import SurveyAnswerRow
from duo_site.feedback.service import answer_of

_STATE_AFTER = {Action.SPAM: State.SPAM, Action.GOEDKEUREN: State.GETELD}


def carry_out(session: Session, action: Action, ids: Sequence[UUID], at: datetime, label: str = "") -> Step:
    """Do something to answers; gives how many that changed. Those that were so already are left alone."""
    rows = _lock(session, ids[:MOST_AT_ONCE])
    changed = _changed(session, action, rows, label)
    number = session.execute(
        insert(StepRow).values(at=at, action=action, label=label).returning(StepRow.number)
    ).scalar_one()
    if not changed:
        return Step(number, 0)
    session.execute(
        insert(StepAnswerRow), [{"step": number, "answer_id": row.id, "before": row.state} for row in changed]
    )
    keys = [row.id for row in changed]
    match action:
        case Action.LABEL:
            session.execute(insert(LabelRow), [{"answer_id": key, "label": label} for key in keys])
        case Action.AFHANDELEN:
            session.execute(insert(HandledRow), [{"answer_id": key} for key in keys])
        case Action.HEROPENEN:
            session.execute(delete(HandledRow).where(HandledRow.answer_id.in_(keys)))
        case Action.SPAM | Action.GOEDKEUREN:
            for row in changed:
                _move(session, row, _STATE_AFTER[action])
    return Step(number, len(changed))


def undo(session: Session, number: int) -> int:
    """Put back what a step changed, where nothing else was done since; a step can be undone once."""
    step = session.scalar(select(StepRow).where(StepRow.number == number).with_for_update())
    if step is None:
        return 0
    chosen = select(StepAnswerRow.answer_id, StepAnswerRow.before).where(StepAnswerRow.step == number)
    before: dict[UUID, str] = {row.answer_id: row.before for row in session.execute(chosen)}
    rows, action = _lock(session, list(before)), Action(step.action)
    keys = [row.id for row in rows]
    match action:
        case Action.LABEL:
            session.execute(delete(LabelRow).where(LabelRow.answer_id.in_(keys), LabelRow.label == step.label))
        case Action.AFHANDELEN:
            session.execute(delete(HandledRow).where(HandledRow.answer_id.in_(keys)))
        case Action.HEROPENEN:
            fresh = [row for row in rows if row.id not in _handled(session, keys)]
            if fresh:
                session.execute(insert(HandledRow), [{"answer_id": row.id} for row in fresh])
        case Action.SPAM | Action.GOEDKEUREN:
            rows = [row for row in rows if State(row.state) is _STATE_AFTER[action]]
            for row in rows:
                _move(session, row, State(before[row.id]))
    session.execute(delete(StepAnswerRow).where(StepAnswerRow.step == number))
    session.execute(delete(StepRow).where(StepRow.number == number))
    return len(rows)


def _lock(session: Session, ids: Sequence[UUID]) -> list[SurveyAnswerRow]:
    """Take answers so that nobody else moves them meanwhile, always in the same order."""
    chosen = select(SurveyAnswerRow).where(SurveyAnswerRow.id.in_(ids)).order_by(SurveyAnswerRow.id)
    return list(session.scalars(chosen.with_for_update()))


def _changed(session: Session, action: Action, rows: list[SurveyAnswerRow], label: str) -> list[SurveyAnswerRow]:
    keys = [row.id for row in rows]
    match action:
        case Action.LABEL:
            chosen = select(LabelRow.answer_id).where(LabelRow.answer_id.in_(keys), LabelRow.label == label)
            has = set(session.scalars(chosen))
            return [row for row in rows if row.id not in has]
        case Action.AFHANDELEN:
            handled = _handled(session, keys)
            return [row for row in rows if row.id not in handled]
        case Action.HEROPENEN:
            handled = _handled(session, keys)
            return [row for row in rows if row.id in handled]
        case Action.SPAM | Action.GOEDKEUREN:
            return [row for row in rows if State(row.state) is not _STATE_AFTER[action]]


def _handled(session: Session, keys: Sequence[UUID]) -> set[UUID]:
    return set(session.scalars(select(HandledRow.answer_id).where(HandledRow.answer_id.in_(keys))))


def _move(session: Session, row: SurveyAnswerRow, state: State) -> None:
    """Give an answer another state, and take it in or out of the totals."""
    totals.add(session, answer_of(row), -1)
    row.state = state
    totals.add(session, answer_of(row))
