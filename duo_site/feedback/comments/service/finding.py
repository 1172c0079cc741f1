"""Finding comments: the newest first, and never more than can be leafed through."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, text
from sqlalchemy.orm import Session

from duo_site.feedback.comments.domain import (
    MARKS_OF,
    MOST_PAGES,
    PER_PAGE,
    Comment,
    Listed,
    Marked,
    Stand,
    WantedComments,
    harmless,
)
from duo_site.feedback.comments.models import HandledRow, LabelRow
from duo_site.feedback.domain import Found, Kind, State, Task
from duo_site.feedback.models import HAS_COMMENT, NOT_COUNTED, SurveyAnswerRow
from duo_site.feedback.reading.service import in_section

_ROW = SurveyAnswerRow
_IS_HANDLED = exists().where(HandledRow.answer_id == _ROW.id)
_BATCH = 1000


def list_comments(session: Session, wanted: WantedComments) -> Listed:
    """Give a page of comments, and the labels there are."""
    most = PER_PAGE * MOST_PAGES + 1
    total = session.scalar(select(func.count()).select_from(_ids(wanted).limit(most).subquery())) or 0
    chosen = _newest_first(_select(wanted)).limit(PER_PAGE).offset((wanted.page - 1) * PER_PAGE)
    return Listed(_with_labels(session, session.execute(chosen).all()), total, list_labels(session))


def list_ids(session: Session, wanted: WantedComments, most: int) -> tuple[UUID, ...]:
    """List which answers a filter finds, the newest first."""
    return tuple(session.scalars(_newest_first(_ids(wanted)).limit(most)))


def list_newest(session: Session, wanted: WantedComments, most: int) -> tuple[Comment, ...]:
    """Give the newest comments that a filter finds."""
    return _with_labels(session, session.execute(_newest_first(_select(wanted)).limit(most)).all())


def stream_comments(session: Session, wanted: WantedComments) -> Iterator[Comment]:
    """Give every comment that a filter finds, a batch at a time, so that there may be any number."""
    rows = session.execute(_newest_first(_select(wanted)).execution_options(yield_per=_BATCH))
    for batch in rows.partitions(_BATCH):
        yield from _with_labels(session, batch)


def get_comments(session: Session, ids: Sequence[UUID]) -> tuple[Comment, ...]:
    """Give comments by key, the newest first; those that are gone are left out."""
    return _with_labels(session, session.execute(_newest_first(_columns().where(_ROW.id.in_(ids)))).all())


def list_labels(session: Session) -> tuple[str, ...]:
    """List the labels that editors gave."""
    return tuple(session.scalars(select(LabelRow.label).distinct().order_by(LabelRow.label)))


def _columns() -> Select[Any]:
    columns: Sequence[Any] = (
        _ROW.id, _ROW.day, _ROW.page, _ROW.task, _ROW.kind, _ROW.gevonden, _ROW.cijfer, _ROW.opmerking, _ROW.gemist,
        _ROW.language, _ROW.state, _IS_HANDLED.label("is_handled"),
    )  # fmt: skip
    return select(*columns)


def _select(wanted: WantedComments) -> Select[Any]:
    return _columns().where(*_filters(wanted))


def _ids(wanted: WantedComments) -> Select[Any]:
    return select(_ROW.id).where(*_filters(wanted))


def _newest_first(chosen: Select[Any]) -> Select[Any]:
    return chosen.order_by(_ROW.day.desc(), _ROW.id)


def _filters(wanted: WantedComments) -> list[ColumnElement[bool]]:
    answers = wanted.answers
    filters = [_ROW.day >= answers.days.first, _ROW.day <= answers.days.last, *_stand(wanted.stand)]
    if answers.page:
        filters.append(_ROW.page == answers.page)
    if answers.section is not None:
        filters.append(in_section(_ROW.page, answers.section))
    for column, value in (
        (_ROW.task, answers.task), (_ROW.kind, answers.kind), (_ROW.language, answers.language),
        (_ROW.gevonden, wanted.found),
    ):  # fmt: skip
        if value:
            filters.append(column == value)
    if wanted.marked is Marked.GEEN:
        filters.append(_ROW.cijfer.is_(None))
    elif wanted.marked:
        filters.append(_ROW.cijfer.between(*MARKS_OF[wanted.marked]))
    if wanted.label:
        filters.append(exists().where(LabelRow.answer_id == _ROW.id, LabelRow.label == wanted.label))
    for word in wanted.query.split():
        found = [column.icontains(word, autoescape=True) for column in (_ROW.opmerking, _ROW.gemist)]
        filters.append(or_(*found))
    return filters


def _stand(stand: Stand) -> list[Any]:
    """Tell in SQL what a stand means; the texts are those of the partial indexes, which SQLite takes literally."""
    counted = and_(_ROW.state == State.GETELD, text(HAS_COMMENT))
    match stand:
        case Stand.NIEUW:
            return [counted, ~_IS_HANDLED]
        case Stand.AFGEHANDELD:
            return [counted, _IS_HANDLED]
        case Stand.WACHTRIJ | Stand.SPAM:
            return [_ROW.state == State(stand), text(NOT_COUNTED)]
        case Stand.ALLE:
            return [text(HAS_COMMENT)]


def _with_labels(session: Session, rows: Sequence[Any]) -> tuple[Comment, ...]:
    ids = [row.id for row in rows]
    chosen = (
        select(LabelRow.answer_id, LabelRow.label).where(LabelRow.answer_id.in_(ids)).order_by(*LabelRow.__table__.c)
    )
    pairs = session.execute(chosen).all() if ids else []
    labels = {key: tuple(label for _id, label in pair) for key, pair in groupby(pairs, lambda pair: pair[0])}
    return tuple(
        Comment(
            row.id, row.day, row.page, Task(row.task), Kind(row.kind), Found(row.gevonden), row.cijfer,
            harmless(row.opmerking), harmless(row.gemist), row.language, State(row.state), row.is_handled,
            labels.get(row.id, ()),
        )
        for row in rows
    )  # fmt: skip
