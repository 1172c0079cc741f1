"""The totals of the answers that count, kept in the transaction that stores, moves or drops an answer."""

from functools import cache
from typing import Any, cast

from sqlalchemy import Executable, Select, Table, case, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from duo_site.feedback.domain import HIGHEST_MARK, Found, State, SurveyAnswer
from duo_site.feedback.models import SurveyAnswerRow, SurveyTotalRow

KEY = ("day", "page", "task", "kind", "language")
MARKS = {mark: f"mark_{mark}" for mark in range(1, HIGHEST_MARK + 1)}
COUNTS = ("answers", "complete", *(found.value for found in Found), *MARKS.values())
_TABLE = cast(Table, SurveyTotalRow.__table__)


def add(session: Session, answer: SurveyAnswer, times: int = 1) -> None:
    """Count an answer in state "geteld"; with `times=-1` take out again what was counted. Other states do nothing."""
    if answer.state is not State.GETELD:
        return
    counts = dict.fromkeys(COUNTS, 0)
    counts |= {"answers": times, "complete": times * answer.is_complete, answer.gevonden.value: times}
    if answer.cijfer is not None:
        counts[MARKS[answer.cijfer]] = times
    key: dict[str, Any] = {name: getattr(answer, name) for name in KEY}
    session.connection().execute(_adding(session.get_bind().dialect.name), key | counts)


def rebuild(session: Session) -> None:
    """Count anew from the first day of which answers are kept; the totals of earlier days stay."""
    first = session.execute(select(func.min(SurveyAnswerRow.day))).scalar_one()
    if first is None:
        return
    session.execute(delete(SurveyTotalRow).where(SurveyTotalRow.day >= first))
    session.execute(insert(SurveyTotalRow).from_select([*KEY, *COUNTS], _count_all()))


@cache
def _adding(dialect_name: str) -> Executable:
    """Write the statement that adds counts to a total; made once, because every answer needs it."""
    dialect = postgresql if dialect_name == "postgresql" else sqlite
    fresh = dialect.insert(_TABLE)
    added = {name: _TABLE.c[name] + fresh.excluded[name] for name in COUNTS}
    return cast(Executable, fresh.on_conflict_do_update(index_elements=list(KEY), set_=added))


def _count_all() -> Select[Any]:
    row = SurveyAnswerRow
    key = [getattr(row, name) for name in KEY]
    counts = [
        func.count(),
        func.sum(case((row.complete, 1), else_=0)),
        *(func.sum(case((row.gevonden == found, 1), else_=0)) for found in Found),
        *(func.sum(case((row.cijfer == mark, 1), else_=0)) for mark in MARKS),
    ]
    return select(*key, *counts).where(row.state == State.GETELD).group_by(*key)
