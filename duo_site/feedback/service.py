"""Storing what visitors answered, and completing it; nothing is stored that could identify somebody."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from duo_site.feedback import totals
from duo_site.feedback.domain import LONGEST_PAGE, Found, Goal, Kind, State, SurveyAnswer, Task, page_of
from duo_site.feedback.models import SurveyAnswerRow, SurveyTotalRow
from duo_site.feedback.redaction import redact

# Made once, on the bare table: storing an answer must stay cheap when there are many.
_ADDING = insert(cast(Table, SurveyAnswerRow.__table__))
_COUNTED = select(func.sum(SurveyTotalRow.answers)).where(
    SurveyTotalRow.day == bindparam("day"), SurveyTotalRow.page == bindparam("page")
)


@dataclass(frozen=True)
class Rest:
    """What somebody answered when he was asked on; what he left open is None or empty."""

    doel: Goal | None
    cijfer: int | None
    opmerking: str
    gemist: str


def store_answer(session: Session, answer: SurveyAnswer, key: UUID, names: Iterable[str] = ()) -> SurveyAnswer:
    """Store an answer under a key of chance and count it; tells what was stored. `names` are taken out of its texts."""
    names = tuple(names)
    clean = replace(
        answer,
        page=stored_page(answer.page),
        opmerking=redact(answer.opmerking, names),
        gemist=redact(answer.gemist, names),
    )
    session.connection().execute(_ADDING, {"id": key, **_columns(clean)})
    totals.add(session, clean)
    return clean


def complete_answer(
    session: Session, key: UUID, rest: Rest, names: Iterable[str] = (), *, is_doubtful: bool = False
) -> SurveyAnswer | None:
    """Fill in what an answer left open, never changing what it says; None where there is no such answer.

    A doubtful one no longer counts, until an editor says that it does.
    """
    row = session.scalars(select(SurveyAnswerRow).where(SurveyAnswerRow.id == key).with_for_update()).one_or_none()
    if row is None:
        return None
    names, before = tuple(names), answer_of(row)
    after = replace(
        before,
        doel=before.doel or rest.doel,
        cijfer=before.cijfer or rest.cijfer,
        opmerking=before.opmerking or redact(rest.opmerking, names),
        gemist=before.gemist or redact(rest.gemist, names),
        state=State.WACHTRIJ if is_doubtful and before.state is State.GETELD else before.state,
    )
    session.execute(update(SurveyAnswerRow).where(SurveyAnswerRow.id == key).values(_columns(after)))
    totals.add(session, before, times=-1)
    totals.add(session, after)
    return after


def stored_page(page: str) -> str:
    """Give what is stored of a page: no query, nothing of a person, a document or a secret."""
    return redact(page_of(page))[:LONGEST_PAGE]


def find_answer(session: Session, key: UUID) -> SurveyAnswer | None:
    """Find an answer by its key."""
    row = session.scalars(select(SurveyAnswerRow).where(SurveyAnswerRow.id == key)).one_or_none()
    return answer_of(row) if row else None


def count_of_day(session: Session, day: date, page: str) -> int:
    """Tell how many answers about a page count on a day."""
    return session.connection().execute(_COUNTED, {"day": day, "page": page}).scalar_one() or 0


def answer_of(row: SurveyAnswerRow) -> SurveyAnswer:
    """Give the answer that a row holds."""
    return SurveyAnswer(
        day=row.day,
        page=row.page,
        task=Task(row.task),
        kind=Kind(row.kind),
        gevonden=Found(row.gevonden),
        language=row.language,
        doel=Goal(row.doel) if row.doel else None,
        cijfer=row.cijfer,
        opmerking=row.opmerking,
        gemist=row.gemist,
        state=State(row.state),
    )


def _columns(answer: SurveyAnswer) -> dict[str, object]:
    return {
        "day": answer.day,
        "page": answer.page,
        "task": answer.task,
        "kind": answer.kind,
        "complete": answer.is_complete,
        "doel": answer.doel,
        "gevonden": answer.gevonden,
        "cijfer": answer.cijfer,
        "opmerking": answer.opmerking,
        "gemist": answer.gemist,
        "language": answer.language,
        "state": answer.state,
    }
