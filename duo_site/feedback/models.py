"""What the survey stores: rows are only ever added, and nothing in them tells who answered."""

from datetime import date
from uuid import UUID

from sqlalchemy import String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base
from duo_site.feedback.domain import LONGEST_PAGE


class SurveyAnswerRow(Base):
    """An answer to the survey, under a key of chance, with the day only."""

    __tablename__ = "survey_answer"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    page: Mapped[str] = mapped_column(String(LONGEST_PAGE))
    doel: Mapped[str | None] = mapped_column(String(30))
    gevonden: Mapped[str] = mapped_column(String(10))
    cijfer: Mapped[int | None] = mapped_column()
    opmerking: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
