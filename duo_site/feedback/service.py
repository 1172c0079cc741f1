"""Storing what visitors answered."""

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from duo_site.feedback.domain import LONGEST_PAGE, SurveyAnswer, page_of
from duo_site.feedback.models import SurveyAnswerRow
from duo_site.feedback.redaction import redact


def store_answer(session: Session, answer: SurveyAnswer, key: UUID) -> None:
    """Store an answer under a key of chance, without what could identify somebody."""
    session.execute(
        insert(SurveyAnswerRow).values(
            id=key,
            day=answer.day,
            page=redact(page_of(answer.page))[:LONGEST_PAGE],
            doel=answer.doel,
            gevonden=answer.gevonden,
            cijfer=answer.cijfer,
            opmerking=redact(answer.opmerking),
            language=answer.language,
        )
    )
