"""The public figures as values: what was counted in a month or a year, and whether it is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class Series(StrEnum):
    """What is counted, by its word in addresses and files."""

    DOWNLOADS = "downloads"
    UITTREKSELS = "uittreksels"
    CONTROLES = "controles"
    NUMMERS = "nummers"


class Split(StrEnum):
    """What a figure is divided by."""

    SOORT = "soort"
    TAAL = "taal"
    OORDEEL = "oordeel"


SPLITS: dict[Series, tuple[Split, ...]] = {
    Series.DOWNLOADS: (Split.SOORT, Split.TAAL),
    Series.UITTREKSELS: (Split.SOORT, Split.TAAL),
    Series.CONTROLES: (Split.SOORT, Split.TAAL, Split.OORDEEL),
    Series.NUMMERS: (Split.SOORT, Split.TAAL),
}


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return self.following.first_day - timedelta(days=1)

    @property
    def following(self) -> "Month":
        """The month after this one."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def __str__(self) -> str:
        """Write the month as ISO 8601 does."""
        return f"{self.year}-{self.number:02}"


def month_of(day: date) -> Month:
    """Give the month of a day."""
    return Month(day.year, day.month)


def months_from(first: Month, last: Month) -> tuple[Month, ...]:
    """List the months from one to another, both included; none where the last lies before the first."""
    return tuple(_walk(first, last))


def _walk(first: Month, last: Month) -> Iterator[Month]:
    month = first
    while month <= last:
        yield month
        month = month.following


@dataclass(frozen=True)
class Part:
    """What a figure is about: everything, or one value of a division, such as soort hbo."""

    split: Split | None = None
    value: str = ""


ALL = Part()


@dataclass(frozen=True)
class Figure:
    """One count; None where it is hidden. `month` is None for a whole year."""

    series: Series
    year: int
    month: int | None
    part: Part
    count: int | None

    @property
    def period(self) -> str:
        """Write the period as ISO 8601 does."""
        return str(self.year) if self.month is None else str(Month(self.year, self.month))

    @property
    def is_known(self) -> bool:
        """Whether the count is shown."""
        return self.count is not None


@dataclass(frozen=True)
class Figures:
    """All figures that may be seen, hidden ones as gaps. `months` are those that have ended, since counting began."""

    months: tuple[Month, ...]
    figures: tuple[Figure, ...]
    _by_place: dict[tuple[Series, int, int | None, Part], Figure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_place = {(figure.series, figure.year, figure.month, figure.part): figure for figure in self.figures}
        object.__setattr__(self, "_by_place", by_place)

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which a month has ended, the newest first."""
        return tuple(sorted({month.year for month in self.months}, reverse=True))

    @property
    def up_to(self) -> date | None:
        """The last day that is counted in; None where no month has ended."""
        return self.months[-1].last_day if self.months else None

    def months_of(self, year: int) -> tuple[Month, ...]:
        """List the months of a year that have ended."""
        return tuple(month for month in self.months if month.year == year)

    def is_complete(self, year: int) -> bool:
        """Tell whether a year has ended."""
        return bool(self.months) and self.months[-1] >= Month(year, 12)

    def find(self, series: Series, year: int, month: int | None = None, part: Part = ALL) -> Figure | None:
        """Find a figure; None where there is none yet."""
        return self._by_place.get((series, year, month, part))

    def list_parts(self, series: Series, split: Split) -> tuple[Part, ...]:
        """List the values of a division, in their order."""
        found = {figure.part: None for figure in self.figures if figure.series is series and figure.part.split is split}
        return tuple(found)

    def select(self, *, series: Series | None = None, first: str = "", last: str = "") -> Iterable[Figure]:
        """List figures: of one series, and from and to a year or month (ISO 8601)."""
        return (
            figure
            for figure in self.figures
            if series in (None, figure.series) and lies_between(figure.period, first, last)
        )


def lies_between(period: str, first: str, last: str) -> bool:
    """Tell whether a whole year or month lies between two (ISO 8601); an empty end is no end."""
    return (not first or _first_month(period) >= _first_month(first)) and (
        not last or _last_month(period) <= _last_month(last)
    )


def _first_month(period: str) -> str:
    return period if "-" in period else f"{period}-01"


def _last_month(period: str) -> str:
    return period if "-" in period else f"{period}-12"
