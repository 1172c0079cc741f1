"""Reading the totals. Two questions to the database, however many answers there are."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, text
from sqlalchemy.orm import Session

from duo_site.feedback.domain import State
from duo_site.feedback.models import NOT_COUNTED, SurveyAnswerRow, SurveyTotalRow
from duo_site.feedback.reading.domain import (
    HOME,
    NOWHERE,
    Days,
    Figures,
    Line,
    Tally,
    Wanted,
    add_up,
    by_need,
    section_of,
)
from duo_site.feedback.reading.statistics import Week, week_of, weeks_between
from duo_site.feedback.totals import COUNTS

_ROW = SurveyTotalRow
_SUMS = [func.sum(getattr(_ROW, name)) for name in COUNTS]
_MOST_PAGES = 500
_MOST_WEEKS = 157


def read_figures(session: Session, wanted: Wanted) -> Figures:
    """Give what was said in a period, per page, section, task, language and week, beside the period before."""
    rows = session.execute(_per_subject(wanted)).all()
    parts = [(row.page, row.task, row.language, bool(row.is_now), _tally(row[4:])) for row in rows]

    def lines(key: Callable[[str, str, str], str]) -> tuple[Line, ...]:
        sums: dict[tuple[str, bool], list[Tally]] = defaultdict(list)
        for page, task, language, is_now, tally in parts:
            sums[key(page, task, language), is_now].append(tally)
        names = dict.fromkeys(name for name, is_now in sums if is_now)
        return by_need(Line(name, add_up(sums[name, True]), add_up(sums.get((name, False), []))) for name in names)

    return Figures(
        total=Line(
            "",
            add_up(tally for *_subject, is_now, tally in parts if is_now),
            add_up(tally for *_subject, is_now, tally in parts if not is_now),
        ),
        pages=lines(lambda page, _task, _language: page)[:_MOST_PAGES],
        sections=lines(lambda page, _task, _language: section_of(page)),
        tasks=lines(lambda _page, task, _language: task),
        languages=lines(lambda _page, _task, language: language),
        weeks=_read_weeks(session, wanted),
        waiting=count_waiting(session),
    )


def read_tally(session: Session, wanted: Wanted) -> Tally:
    """Give the totals of a period alone."""
    row = session.execute(select(*_SUMS).where(*_filters(wanted), *_within(wanted.days))).one()
    return _tally(row) if row[0] is not None else Tally()


def count_waiting(session: Session) -> int:
    """Count the answers that wait for an editor."""
    waiting = (SurveyAnswerRow.state == State.WACHTRIJ, text(NOT_COUNTED))
    return session.scalar(select(func.count()).select_from(SurveyAnswerRow).where(*waiting)) or 0


def _per_subject(wanted: Wanted) -> Select[Any]:
    """Sum by page, task and language, for the period and the one before at once."""
    before = wanted.days.before
    span = Days(before.first, wanted.days.last) if before else wanted.days
    subject = (_ROW.page, _ROW.task, _ROW.language, (_ROW.day >= wanted.days.first).label("is_now"))
    return select(*subject, *_SUMS).where(*_filters(wanted), *_within(span)).group_by(*subject)


def _read_weeks(session: Session, wanted: Wanted) -> tuple[tuple[Week, Tally], ...]:
    """Sum by week; weeks without answers stand among the others, those before the first answer do not."""
    rows = session.execute(
        select(_ROW.day, *_SUMS).where(*_filters(wanted), *_within(wanted.days)).group_by(_ROW.day).order_by(_ROW.day)
    ).all()
    if not rows:
        return ()
    weeks: dict[Week, list[Tally]] = defaultdict(list)
    for row in rows:
        weeks[week_of(row.day)].append(_tally(row[1:]))
    listed = weeks_between(rows[0].day, rows[-1].day)
    return tuple((week, add_up(weeks[week])) for week in listed[-_MOST_WEEKS:])


def _within(days: Days) -> tuple[ColumnElement[bool], ...]:
    return (_ROW.day >= days.first, _ROW.day <= days.last)


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if wanted.page:
        filters.append(_ROW.page == wanted.page)
    if wanted.section is not None:
        filters.append(in_section(_ROW.page, wanted.section))
    if wanted.task:
        filters.append(_ROW.task == wanted.task)
    if wanted.kind:
        filters.append(_ROW.kind == wanted.kind)
    if wanted.language:
        filters.append(_ROW.language == wanted.language)
    return filters


def in_section(page: Any, section: str) -> ColumnElement[bool]:
    """Tell in SQL whether a page belongs to a part of the site."""
    if section in (HOME, NOWHERE):
        return cast(ColumnElement[bool], page == ("/" if section == HOME else ""))
    return or_(page == f"/{section}", page.startswith(f"/{section}/", autoescape=True))


def _tally(counts: Sequence[Any] | Row[Any]) -> Tally:
    answers, complete, ja, deels, nee, *marks = (int(count) for count in counts)
    return Tally(answers, complete, ja, deels, nee, tuple(marks))
