"""What editors add to answers; it goes when the answer goes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base
from duo_site.feedback.comments.domain import LONGEST_LABEL

_ANSWER = "survey_answer.id"


class LabelRow(Base):
    """A label on an answer."""

    __tablename__ = "survey_label"

    answer_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey(_ANSWER, ondelete="CASCADE"), primary_key=True)
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL), primary_key=True, index=True)


class HandledRow(Base):
    """An answer that an editor is done with."""

    __tablename__ = "survey_handled"

    answer_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey(_ANSWER, ondelete="CASCADE"), primary_key=True)


class StepRow(Base):
    """Something an editor did to many answers, so that it can be undone; who did it stands in the audit log."""

    __tablename__ = "survey_step"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL))


class StepAnswerRow(Base):
    """An answer that a step changed, and the state it had before."""

    __tablename__ = "survey_step_answer"

    step: Mapped[int] = mapped_column(ForeignKey("survey_step.number", ondelete="CASCADE"), primary_key=True)
    answer_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey(_ANSWER, ondelete="CASCADE"), primary_key=True, index=True)
    before: Mapped[str] = mapped_column(String(10))
