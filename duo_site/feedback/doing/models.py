"""What editors write about changes, and the answers that led to them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base
from duo_site.feedback.domain import LONGEST_PAGE


class DeedRow(Base):
    """A change of a page; who wrote it down stands in the audit log alone."""

    __tablename__ = "survey_deed"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    page: Mapped[str] = mapped_column(String(LONGEST_PAGE))
    day: Mapped[date] = mapped_column()
    said_nl: Mapped[str] = mapped_column(Text)
    said_en: Mapped[str] = mapped_column(Text)
    done_nl: Mapped[str] = mapped_column(Text)
    done_en: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime | None] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()


class DeedAnswerRow(Base):
    """An answer that led to a change; it goes when the answer goes."""

    __tablename__ = "survey_deed_answer"

    deed_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("survey_deed.id", ondelete="CASCADE"), primary_key=True)
    answer_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("survey_answer.id", ondelete="CASCADE"), primary_key=True, index=True
    )
