"""What visitors think of the site, per month. The application gives what reads it: this room does not know the survey.

Under ten answers nothing is said of a month, and the shares are whole percents.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from duo_site.cijfers.domain import Month, month_of
from duo_site.cijfers.hiding import FEWEST


class Interval(Protocol):
    """Where the true value lies, 19 times out of 20."""

    @property
    def low(self) -> float:
        """The lower end."""
        ...

    @property
    def high(self) -> float:
        """The upper end."""
        ...


class Share(Protocol):
    """How many of how many, with Wilson's interval."""

    @property
    def of(self) -> int:
        """How many there were."""
        ...

    @property
    def value(self) -> float:
        """The share, from 0 to 1."""
        ...

    @property
    def interval(self) -> Interval:
        """Wilson's interval."""
        ...


class Sample(Protocol):
    """A mean with its interval."""

    @property
    def n(self) -> int:
        """How many marks there were."""
        ...

    @property
    def mean(self) -> float:
        """The mean mark."""
        ...

    @property
    def interval(self) -> Interval:
        """Student's interval of the mean."""
        ...


class Answers(Protocol):
    """The answers to the survey in a month."""

    @property
    def month(self) -> date:
        """The first day of the month."""
        ...

    @property
    def found(self) -> Share:
        """Who found what he came for."""
        ...

    @property
    def marks(self) -> Sample:
        """The marks."""
        ...


ReadAnswers = Callable[[Session, date], Sequence[Answers]]
"""Lists the months with answers before a day, oldest first."""


@dataclass(frozen=True)
class Estimate:
    """A value with its interval, and the number of answers that it rests on."""

    value: float
    low: float
    high: float
    answers: int


@dataclass(frozen=True)
class Satisfaction:
    """What visitors thought in a month: the share that found it (in percent) and the mark; None under ten answers."""

    month: Month
    found: Estimate | None
    mark: Estimate | None


def read_satisfaction(session: Session, read: ReadAnswers, today: date) -> tuple[Satisfaction, ...]:
    """Give what visitors thought in each month that has ended and about which something can be said."""
    months = [_summarise(answers) for answers in read(session, today.replace(day=1))]
    return tuple(month for month in months if month.found or month.mark)


def _summarise(answers: Answers) -> Satisfaction:
    found, marks = answers.found, answers.marks
    return Satisfaction(
        month_of(answers.month),
        _estimate(found.value, found.interval, found.of, 100, 0) if found.of >= FEWEST else None,
        _estimate(marks.mean, marks.interval, marks.n, 1, 1) if marks.n >= FEWEST else None,
    )


def _estimate(value: float, interval: Interval, answers: int, times: int, decimals: int) -> Estimate:
    low, high = (max(0.0, interval.low) * times, interval.high * times)
    return Estimate(round(value * times, decimals), round(low, decimals), round(high, decimals), answers)
