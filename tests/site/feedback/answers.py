"""Answers for tests, stored as the site stores them, with their totals."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from duo_site.database import reading_session, writing_session
from duo_site.feedback import totals
from duo_site.feedback.domain import Found, Goal, Kind, State, SurveyAnswer, Task
from duo_site.feedback.models import SurveyAnswerRow, SurveyTotalRow
from duo_site.web.clock import today
from duo_site.web.site import Site

PAGE = "/particulier/diploma-kwijt"


def answer(
    found: Found = Found.JA,
    mark: int | None = 8,
    text: str = "",
    *,
    page: str = PAGE,
    task: Task = Task.PAGINA,
    language: str = "nl",
    day: date | None = None,
    state: State = State.GETELD,
    missed: str = "",
) -> SurveyAnswer:
    """Make an answer of today."""
    return SurveyAnswer(
        day or today(), page, task, Kind.VRAAGLIJST, found, language,
        doel=Goal.KWIJT if mark is not None else None, cijfer=mark, opmerking=text, gemist=missed, state=state,
    )  # fmt: skip


def store(site: Site, answers: Iterable[SurveyAnswer]) -> list[UUID]:
    """Store answers and count them; gives their keys."""
    keys = []
    with writing_session(site.engine) as session:
        for one in answers:
            keys.append(uuid4())
            row = {name: getattr(one, name) for name in _FIELDS}
            session.execute(insert(SurveyAnswerRow).values(id=keys[-1], complete=one.is_complete, **row))
            totals.add(session, one)
    return keys


def totals_of(site: Site) -> dict[tuple[object, ...], tuple[int, ...]]:
    """Read all totals that are not nothing, by their key."""
    with reading_session(site.engine) as session:
        rows = session.scalars(select(SurveyTotalRow)).all()
    read = {
        tuple(getattr(row, name) for name in totals.KEY): tuple(getattr(row, name) for name in totals.COUNTS)
        for row in rows
    }
    return {key: counts for key, counts in read.items() if any(counts)}


def rebuilt(site: Site) -> dict[tuple[object, ...], tuple[int, ...]]:
    """Count everything anew, and read the totals."""
    with writing_session(site.engine) as session:
        totals.rebuild(session)
    return totals_of(site)


_FIELDS = ("day", "page", "task", "kind", "gevonden", "language", "doel", "cijfer", "opmerking", "gemist", "state")
