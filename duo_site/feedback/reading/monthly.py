"""What the survey said in each month: for the public figures, which do not know this room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from duo_site.feedback.domain import HIGHEST_MARK, Found, Kind
from duo_site.feedback.models import SurveyTotalRow
from duo_site.feedback.reading.statistics import Sample, Share, sample_of

_COUNTS = (*(found.value for found in Found), *(f"mark_{mark}" for mark in range(1, HIGHEST_MARK + 1)))
_DAYS = select(SurveyTotalRow.day, *(func.sum(getattr(SurveyTotalRow, name)).label(name) for name in _COUNTS)).group_by(
    SurveyTotalRow.day
)


@dataclass(frozen=True)
class MonthOfAnswers:
    """The answers to the survey in a month, the first day of which is `month`: who found it all, and the marks."""

    month: date
    found: Share
    marks: Sample


def list_months(session: Session, before: date) -> Sequence[MonthOfAnswers]:
    """List the months with answers before a day, oldest first; the one question at the foot of pages is left out."""
    months: dict[date, list[int]] = {}
    days = session.execute(_DAYS.where(SurveyTotalRow.day < before, SurveyTotalRow.kind == Kind.VRAAGLIJST))
    for row in days:
        counts = months.setdefault(row.day.replace(day=1), [0] * len(_COUNTS))
        for place, name in enumerate(_COUNTS):
            counts[place] += getattr(row, name)
    return [_make(month, counts) for month, counts in sorted(months.items())]


def _make(month: date, counts: list[int]) -> MonthOfAnswers:
    found, marks = counts[: len(Found)], counts[len(Found) :]
    return MonthOfAnswers(month, Share(found[list(Found).index(Found.JA)], sum(found)), sample_of(tuple(marks)))
