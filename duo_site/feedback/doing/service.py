"""Writing down what was changed, and reading it with the figures before and after."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from duo_site.feedback.doing.domain import Deed, Effect, days_after, days_before
from duo_site.feedback.doing.models import DeedAnswerRow, DeedRow
from duo_site.feedback.models import SurveyAnswerRow
from duo_site.feedback.reading.domain import Line, Wanted
from duo_site.feedback.reading.service import read_tally

_MOST = 50


def begin_deed(session: Session, key: UUID, answers: Sequence[UUID], day: date, at: datetime) -> None:
    """Begin a change that follows from answers, on the page that most of them are about."""
    rows = session.execute(
        select(SurveyAnswerRow.id, SurveyAnswerRow.page).where(SurveyAnswerRow.id.in_(answers))
    ).all()
    pages = Counter(row.page for row in rows)
    page = min(pages, key=lambda name: (-pages[name], name)) if pages else ""
    texts = dict.fromkeys(("said_nl", "said_en", "done_nl", "done_en"), "")
    session.execute(insert(DeedRow).values(id=key, page=page, day=day, made_at=at, published_at=None, **texts))
    if rows:
        session.execute(insert(DeedAnswerRow), [{"deed_id": key, "answer_id": row.id} for row in rows])


def save_deed(session: Session, deed: Deed, at: datetime) -> None:
    """Keep what an editor wrote; the moment of publishing is that of the first time."""
    published = func.coalesce(DeedRow.published_at, at) if deed.is_published else None
    session.execute(
        update(DeedRow)
        .where(DeedRow.id == deed.id)
        .values(
            page=deed.page,
            day=deed.day,
            said_nl=deed.said["nl"],
            said_en=deed.said["en"],
            done_nl=deed.done["nl"],
            done_en=deed.done["en"],
            published_at=published,
        )
    )


def delete_deed(session: Session, key: UUID) -> None:
    """Take a change away."""
    session.execute(delete(DeedRow).where(DeedRow.id == key))


def find_deed(session: Session, key: UUID) -> Deed | None:
    """Find a change."""
    row = session.execute(_choose().where(DeedRow.id == key)).one_or_none()
    return _deed(row) if row else None


def list_deeds(session: Session, *, published: bool = False) -> tuple[Deed, ...]:
    """List the changes, the newest first; with `published` those that visitors see."""
    chosen = _choose().order_by(DeedRow.day.desc(), DeedRow.id).limit(_MOST)
    if published:
        chosen = chosen.where(DeedRow.published_at.is_not(None))
    return tuple(_deed(row) for row in session.execute(chosen))


def list_answers(session: Session, key: UUID) -> tuple[UUID, ...]:
    """List the answers that led to a change."""
    return tuple(session.scalars(select(DeedAnswerRow.answer_id).where(DeedAnswerRow.deed_id == key)))


def read_effect(session: Session, deed: Deed, today: date) -> Effect:
    """Give what visitors of the page said before the change and since."""
    before, after = days_before(deed.day), days_after(deed.day, today)
    earlier = read_tally(session, Wanted(before, page=deed.page))
    return Effect(before, after, Line(deed.page, read_tally(session, Wanted(after, page=deed.page)), earlier))


def _choose() -> Any:
    count = select(func.count()).where(DeedAnswerRow.deed_id == DeedRow.id).scalar_subquery()
    return select(DeedRow, count.label("answers"))


def _deed(row: Any) -> Deed:
    kept: DeedRow = row.DeedRow
    return Deed(
        kept.id,
        kept.page,
        kept.day,
        {"nl": kept.said_nl, "en": kept.said_en},
        {"nl": kept.done_nl, "en": kept.done_en},
        kept.published_at is not None,
        row.answers,
    )
