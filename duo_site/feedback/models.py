"""What the survey stores: answers in which nothing tells who gave them, and their totals."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base
from duo_site.feedback.domain import LONGEST_PAGE

HAS_COMMENT = "(opmerking <> '' OR gemist <> '')"
NOT_COUNTED = "state <> 'geteld'"
"""Which rows stand in the two small indexes; a question must bear the same words, or SQLite does not use them."""


class SurveyAnswerRow(Base):
    """An answer, under a key of chance, with the day only."""

    __tablename__ = "survey_answer"
    __table_args__ = (
        Index("ix_survey_answer_comment", "day", sqlite_where=text(HAS_COMMENT), postgresql_where=text(HAS_COMMENT)),
        Index(
            "ix_survey_answer_state", "state", "day", sqlite_where=text(NOT_COUNTED), postgresql_where=text(NOT_COUNTED)
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    page: Mapped[str] = mapped_column(String(LONGEST_PAGE))
    task: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    complete: Mapped[bool] = mapped_column()
    doel: Mapped[str | None] = mapped_column(String(30))
    gevonden: Mapped[str] = mapped_column(String(10))
    cijfer: Mapped[int | None] = mapped_column()
    opmerking: Mapped[str] = mapped_column(Text)
    gemist: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(10))


class SurveyTotalRow(Base):
    """The answers in state "geteld" of one day, page, task, kind and language, counted; see totals.py."""

    __tablename__ = "survey_total"

    day: Mapped[date] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(String(LONGEST_PAGE), primary_key=True)
    task: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    answers: Mapped[int] = mapped_column()
    complete: Mapped[int] = mapped_column()
    ja: Mapped[int] = mapped_column()
    deels: Mapped[int] = mapped_column()
    nee: Mapped[int] = mapped_column()
    mark_1: Mapped[int] = mapped_column()
    mark_2: Mapped[int] = mapped_column()
    mark_3: Mapped[int] = mapped_column()
    mark_4: Mapped[int] = mapped_column()
    mark_5: Mapped[int] = mapped_column()
    mark_6: Mapped[int] = mapped_column()
    mark_7: Mapped[int] = mapped_column()
    mark_8: Mapped[int] = mapped_column()
    mark_9: Mapped[int] = mapped_column()
    mark_10: Mapped[int] = mapped_column()
