"""What a number of answers says, and how sure that is. Pure.

Shares bear the score interval of Wilson (1927, JASA 22:209); two shares are compared by method 10 of Newcombe (1998,
Statistics in Medicine 17:873), which is built from it. Means bear Student's interval and are compared by that of
Welch (1947, Biometrika 34:28). All at 95 percent. Under `FEWEST` answers nothing is said at all.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from math import sqrt

FEWEST = 10
"""Under so many answers a share or a mean tells more of chance, or of one person, than of the page."""
_Z = 1.959963984540054


@dataclass(frozen=True)
class Interval:
    """Where the true value lies, 19 times out of 20."""

    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    count: int
    of: int

    @property
    def is_known(self) -> bool:
        """Whether there are answers enough to say something."""
        return self.of >= FEWEST

    @property
    def value(self) -> float:
        """The share itself, from 0 to 1; 0 where nobody answered."""
        return self.count / self.of if self.of else 0.0

    @cached_property
    def interval(self) -> Interval:
        """Wilson's interval; from 0 to 1 where nobody answered."""
        if not self.of:
            return Interval(0.0, 1.0)
        n, p, z2 = self.of, self.count / self.of, _Z * _Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        # At the ends the formula gives exactly 0 and 1; rounding must not put the share itself outside.
        return Interval(min(max(0.0, middle - half), p), max(min(1.0, middle + half), p))


@dataclass(frozen=True)
class Sample:
    """The size, the mean and the variance (with n - 1) of a number of marks."""

    n: int
    mean: float
    variance: float

    @property
    def is_known(self) -> bool:
        """Whether there are marks enough to say something."""
        return self.n >= FEWEST

    @property
    def interval(self) -> Interval:
        """Student's interval of the mean; asks for at least two marks."""
        half = t_quantile(self.n - 1) * sqrt(self.variance / self.n)
        return Interval(self.mean - half, self.mean + half)


def sample_of(counts: tuple[int, ...]) -> Sample:
    """Summarise marks by how often each was given; the first count is that of mark 1."""
    n = sum(counts)
    if not n:
        return Sample(0, 0.0, 0.0)
    mean = sum(mark * count for mark, count in enumerate(counts, 1)) / n
    squares = sum(count * (mark - mean) ** 2 for mark, count in enumerate(counts, 1))
    return Sample(n, mean, squares / (n - 1) if n > 1 else 0.0)


class Change(StrEnum):
    """What happened between two periods; a change is only called one where the interval leaves out 0."""

    UP = "omhoog"
    DOWN = "omlaag"
    NONE = "geen"
    UNKNOWN = "onbekend"


def difference_of_shares(before: Share, after: Share) -> Interval:
    """Give the interval of `after` minus `before` (Newcombe's method 10)."""
    p1, p2 = after.value, before.value
    one, two = after.interval, before.interval
    below = sqrt((p1 - one.low) ** 2 + (two.high - p2) ** 2)
    above = sqrt((one.high - p1) ** 2 + (p2 - two.low) ** 2)
    return Interval(p1 - p2 - below, p1 - p2 + above)


def difference_of_means(before: Sample, after: Sample) -> Interval:
    """Give the interval of `after` minus `before` (Welch, with Satterthwaite's degrees of freedom)."""
    one, two = after.variance / after.n, before.variance / before.n
    error = one + two
    difference = after.mean - before.mean
    if not error:
        return Interval(difference, difference)
    freedom = error**2 / (one**2 / (after.n - 1) + two**2 / (before.n - 1))
    half = t_quantile(freedom) * sqrt(error)
    return Interval(difference - half, difference + half)


def change_of_shares(before: Share, after: Share) -> Change:
    """Tell whether a share changed."""
    if not (before.is_known and after.is_known):
        return Change.UNKNOWN
    return _change(difference_of_shares(before, after))


def change_of_means(before: Sample, after: Sample) -> Change:
    """Tell whether a mean mark changed."""
    if not (before.is_known and after.is_known):
        return Change.UNKNOWN
    return _change(difference_of_means(before, after))


def t_quantile(freedom: float) -> float:
    """Give Student's t of 95 percent, two-sided (Abramowitz and Stegun 26.7.5; to 0.002 from 9 degrees upward)."""
    z, v = _Z, freedom
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )


@dataclass(frozen=True, order=True)
class Week:
    """A week of ISO 8601: it begins on Monday, and belongs to the year that holds its Thursday."""

    year: int
    number: int

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def following(self) -> "Week":
        """The week after this one."""
        return week_of(self.monday + timedelta(days=7))


def week_of(day: date) -> Week:
    """Give the week of a day."""
    year, number, _weekday = day.isocalendar()
    return Week(year, number)


def weeks_between(first: date, last: date) -> tuple[Week, ...]:
    """List the weeks from that of the first day to that of the last."""
    count = (week_of(last).monday - week_of(first).monday).days // 7 + 1
    return tuple(week_of(week_of(first).monday + timedelta(weeks=number)) for number in range(count))


def _change(difference: Interval) -> Change:
    if difference.low > 0:
        return Change.UP
    return Change.DOWN if difference.high < 0 else Change.NONE
