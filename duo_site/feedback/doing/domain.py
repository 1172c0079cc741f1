"""A change that followed from what visitors said, and the figures before and after. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from duo_site.feedback.reading.domain import Days, Line

LONGEST_TEXT = 600
_WEEKS = timedelta(weeks=8)


@dataclass(frozen=True)
class Deed:
    """What was changed on a page on a day; the texts by language. `answers` counts the comments it followed from."""

    id: UUID
    page: str
    day: date
    said: dict[str, str]
    done: dict[str, str]
    is_published: bool
    answers: int = 0


@dataclass(frozen=True)
class Effect:
    """What visitors of the page said in the weeks before the change, and since."""

    before: Days
    after: Days
    line: Line


def days_before(day: date) -> Days:
    """Give the eight weeks before the day of a change."""
    return Days(day - _WEEKS, day - timedelta(days=1))


def days_after(day: date, today: date) -> Days:
    """Give the eight weeks from the day after a change, as far as they have passed; the day itself has both pages."""
    first = day + timedelta(days=1)
    return Days(first, min(day + _WEEKS, max(today, first)))
