"""From counts to what may be seen of them. Pure.

What is shown of a month depends on that month alone, and comes when it has ended; what is shown of a year comes when
the year has ended. So nothing that was shown is ever taken back, and two editions tell no more than the later one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from duo_site.cijfers.domain import ALL, SPLITS, Figure, Figures, Month, Part, Series, Split, month_of, months_from
from duo_site.cijfers.hiding import FEWEST, hide_in_sum, hide_year_totals

Table = tuple[tuple[tuple[int, str], int], ...]
"""Counts by month and value, sorted: one division of one series in one year."""
Values = Mapping[tuple[Series, Split], tuple[str, ...]]


@dataclass(frozen=True)
class Count:
    """What was counted of one value of a division in a month, as it is in truth."""

    series: Series
    month: Month
    split: Split
    value: str
    count: int


def publish(counts: Iterable[Count], values: Values, today: date) -> Figures:
    """Choose what may be seen on a day; `values` are those of each division of a series, in their order.

    A value that is none of them counts as the last, so that a new word changes nothing in months that were shown.
    """
    ended = [count for count in counts if count.month < month_of(today)]
    if not ended:
        return Figures((), ())
    newest = _month_before(month_of(today))
    months = months_from(min(count.month for count in ended), newest)
    by_place: dict[tuple[Series, Split], dict[tuple[Month, str], int]] = {}
    for count in ended:
        named, table = values[count.series, count.split], by_place.setdefault((count.series, count.split), {})
        place = count.month, count.value if count.value in named else named[-1]
        table[place] = table.get(place, 0) + count.count
    figures: list[Figure] = []
    for series, splits in SPLITS.items():
        for year in sorted({month.year for month in months}):
            here = [month for month in months if month.year == year]
            tables = {split: _table(by_place.get((series, split), {}), values[series, split], here) for split in splits}
            figures += _publish_year(series, year, tuple(tables.items()), newest >= Month(year, 12))
    return Figures(months, tuple(figures))


def _month_before(month: Month) -> Month:
    return Month(month.year - (month.number == 1), (month.number - 2) % 12 + 1)


def _table(counts: Mapping[tuple[Month, str], int], named: tuple[str, ...], months: list[Month]) -> Table:
    """Give every month every value, also those that were not counted: nothing is a count under ten too."""
    return tuple(((month.number, value), counts.get((month, value), 0)) for month in months for value in named)


@lru_cache(maxsize=512)
def _publish_year(
    series: Series, year: int, tables: tuple[tuple[Split, Table], ...], is_complete: bool
) -> tuple[Figure, ...]:
    """Choose what is seen of a series in a year. A year that has ended is worked out once."""
    totals: dict[int, int] = {}
    for (month, _value), count in tables[0][1]:
        totals[month] = totals.get(month, 0) + count
    shown = {month for month, total in totals.items() if total >= FEWEST}
    figures = [Figure(series, year, month, ALL, total if month in shown else None) for month, total in totals.items()]
    # Where a month is hidden, a total of the year would tell it.
    has_year = is_complete and len(shown) == len(totals)
    if is_complete:
        figures.append(Figure(series, year, None, ALL, sum(totals.values()) if has_year else None))
    for split, table in tables:
        figures += _publish_split(series, year, split, dict(table), shown, has_year, is_complete)
    return tuple(figures)


def _publish_split(
    series: Series,
    year: int,
    split: Split,
    table: dict[tuple[int, str], int],
    shown: set[int],
    has_year: bool,
    is_complete: bool,
) -> list[Figure]:
    hidden: dict[tuple[int, str], int] = {}
    totals: dict[str, int] = {}
    for month in dict.fromkeys(month for month, _value in table):
        row = {value: count for (here, value), count in table.items() if here == month}
        gone = hide_in_sum(row) if month in shown else frozenset(row)
        hidden |= {(month, value): row[value] for value in row if value in gone}
    for (_month, value), count in table.items():
        totals[value] = totals.get(value, 0) + count
    figures = [
        Figure(series, year, month, Part(split, value), None if (month, value) in hidden else count)
        for (month, value), count in table.items()
    ]
    if not is_complete:
        return figures
    doubtful = {value: totals[value] for _month, value in hidden}
    gone = hide_year_totals(hidden, doubtful) if has_year else frozenset(totals)
    return figures + [
        Figure(series, year, None, Part(split, value), None if value in gone else total)
        for value, total in totals.items()
    ]
