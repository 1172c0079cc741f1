"""What is asked of the answers, and what they say: counts, and lines that compare two periods. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from duo_site.feedback.domain import HIGHEST_MARK, Found, Kind, Task
from duo_site.feedback.reading.statistics import (
    Change,
    Sample,
    Share,
    Week,
    change_of_means,
    change_of_shares,
    sample_of,
)

HOME, NOWHERE = "start", "onbekend"
"""Parts of the site that no path begins with: the home page, and answers that name no page."""
_SHORTEST, _LONGEST = date(2000, 1, 1), date(2099, 12, 31)


class Period(StrEnum):
    """A stretch of days that ends today."""

    WEKEN_4 = "4-weken"
    WEKEN_13 = "13-weken"
    WEKEN_52 = "52-weken"
    ALLES = "alles"


_WEEKS = {Period.WEKEN_4: 4, Period.WEKEN_13: 13, Period.WEKEN_52: 52}


@dataclass(frozen=True)
class Days:
    """The first and the last day of a period."""

    first: date
    last: date

    @property
    def before(self) -> "Days | None":
        """The period of the same length just before; None where there can be none."""
        length = self.last - self.first + timedelta(days=1)
        if self.first - _SHORTEST < length:
            return None
        return Days(self.first - length, self.first - timedelta(days=1))


def days_of(period: Period, today: date) -> Days:
    """Give the days of a period that ends today."""
    weeks = _WEEKS.get(period)
    return Days(today - timedelta(days=7 * weeks - 1) if weeks else _SHORTEST, today)


def days_between(first: date | None, last: date | None, today: date) -> Days:
    """Give the days of a period that somebody chose himself; turns them round where they stand the wrong way."""
    one, other = first or _SHORTEST, last or today
    return Days(min(one, other), min(max(one, other), _LONGEST))


@dataclass(frozen=True)
class Wanted:
    """Which answers are asked for; an empty text and None mean all."""

    days: Days
    page: str = ""
    section: str | None = None
    task: Task | None = None
    kind: Kind | None = None
    language: str = ""


@dataclass(frozen=True)
class Tally:
    """Answers, counted; `marks` holds how often each mark was given, from 1 to 10."""

    answers: int = 0
    complete: int = 0
    ja: int = 0
    deels: int = 0
    nee: int = 0
    marks: tuple[int, ...] = (0,) * HIGHEST_MARK

    @property
    def partial(self) -> int:
        """How many answers stopped halfway."""
        return self.answers - self.complete

    @cached_property
    def found(self) -> Share:
        """How many found what they came for, of those who said so; "deels" is no yes."""
        return Share(self.ja, self.ja + self.deels + self.nee)

    @cached_property
    def sample(self) -> Sample:
        """The mark, summarised."""
        return sample_of(self.marks)

    def count_of(self, found: Found) -> int:
        """Tell how many gave an answer to the first question."""
        return {Found.JA: self.ja, Found.DEELS: self.deels, Found.NEE: self.nee}[found]


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Add counts together."""
    listed = list(tallies)
    return Tally(
        sum(tally.answers for tally in listed),
        sum(tally.complete for tally in listed),
        sum(tally.ja for tally in listed),
        sum(tally.deels for tally in listed),
        sum(tally.nee for tally in listed),
        tuple(map(sum, zip(*(tally.marks for tally in listed), strict=True))) if listed else Tally().marks,
    )


@dataclass(frozen=True)
class Line:
    """What was said of one thing (a page, a task …) in a period, and in the period before."""

    name: str
    now: Tally
    before: Tally = field(default_factory=Tally)

    @property
    def found_change(self) -> Change:
        """Whether more or fewer found what they came for than in the period before."""
        return change_of_shares(self.before.found, self.now.found)

    @property
    def mark_change(self) -> Change:
        """Whether the mark rose or fell since the period before."""
        return change_of_means(self.before.sample, self.now.sample)


def by_need(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Put first what surely needs work: the lowest upper end of the interval. What is not known comes last."""

    def need(line: Line) -> tuple[bool, float, int, str]:
        found = line.now.found
        return (not found.is_known, found.interval.high if found.is_known else 1.0, -line.now.answers, line.name)

    return tuple(sorted(lines, key=need))


def section_of(page: str) -> str:
    """Give the part of the site that a page belongs to: the first word of its path, or HOME or NOWHERE."""
    return (page.strip("/").split("/")[0] or HOME) if page else NOWHERE


@dataclass(frozen=True)
class Figures:
    """Everything the dashboard shows."""

    total: Line
    pages: tuple[Line, ...]
    sections: tuple[Line, ...]
    tasks: tuple[Line, ...]
    languages: tuple[Line, ...]
    weeks: tuple[tuple[Week, Tally], ...]
    waiting: int
