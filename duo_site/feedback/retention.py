"""How long the answers of the survey are kept."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from duo_site.feedback.models import SurveyAnswerRow
from duo_site.retention import RetentionRule, count_deleted, mark


def _erase(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(SurveyAnswerRow).where(SurveyAnswerRow.day < before.date()))


SURVEY_TOTALS = RetentionRule(
    kind=mark("Aantallen antwoorden op de vragenlijst, per dag en pagina"),
    keep=None,
    period=mark("Altijd"),
    why=mark("Om te zien of de site beter wordt."),
)

SURVEY_ANSWERS = RetentionRule(
    kind=mark("Antwoorden op de vragenlijst, zonder naam"),
    keep=timedelta(days=730),
    period=mark("2 jaar"),
    why=mark("Om te zien of de site beter wordt."),
    erase=_erase,
)
