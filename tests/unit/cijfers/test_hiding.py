"""No hidden count can be worked out: every table that fits what is shown is laid out, and each leaves room.

This looks at the rule from the other side than the code does: it knows nothing of rings, it tries all numbers.
"""

from collections.abc import Iterator
from operator import add

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from duo_site.cijfers.hiding import FEWEST, FREEDOM, hide_in_sum, hide_year_totals

NAMES = ("hbo", "mbo", "wft")
Row = tuple[int, ...]


def fits(total: int, number: int) -> Iterator[tuple[int, ...]]:
    """Lay out every way in which a sum can consist of so many counts."""
    if number == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in fits(total - first, number - 1):
            yield (first, *rest)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=4))
def test_a_hidden_count_in_a_sum_could_be_several_numbers(counts: list[int]) -> None:
    assume(sum(counts) >= FEWEST)
    row = {str(place): count for place, count in enumerate(counts)}
    hidden = sorted(hide_in_sum(row))
    assert {name for name, count in row.items() if count < FEWEST} <= set(hidden)
    if hidden:
        possible = list(fits(sum(row[name] for name in hidden), len(hidden)))
        for place, _name in enumerate(hidden):
            assert len({way[place] for way in possible}) > FREEDOM


@given(st.lists(st.integers(0, 25), min_size=2, max_size=4))
def test_not_even_who_knows_which_are_small_can_work_one_out(counts: list[int]) -> None:
    row = {str(place): count for place, count in enumerate(counts)}
    hidden = sorted(hide_in_sum(row))
    assume(hidden and len(hidden) < len(row))
    small = [row[name] < FEWEST for name in hidden]
    possible = [
        way
        for way in fits(sum(row[name] for name in hidden), len(hidden))
        if all((count < FEWEST) == is_small for count, is_small in zip(way, small, strict=True))
    ]
    for place, _name in enumerate(hidden):
        assert len({way[place] for way in possible}) > FREEDOM


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=2, max_size=4))
def test_a_hidden_count_in_a_year_could_be_several_numbers(year: list[list[int]]) -> None:
    assume(all(FEWEST <= sum(row) <= 24 for row in year))
    gone = [hide_in_sum(dict(zip(NAMES, row, strict=True))) for row in year]
    cells = {
        (month, name): row[place]
        for month, row in enumerate(year, 1)
        for place, name in enumerate(NAMES)
        if name in gone[month - 1]
    }
    totals = {name: sum(row[place] for row in year) for place, name in enumerate(NAMES)}
    doubtful = {name: totals[name] for _month, name in cells}
    hidden_totals = hide_year_totals(cells, doubtful)
    assert {name for name, total in doubtful.items() if total < FEWEST} <= hidden_totals
    known = [None if name in hidden_totals else totals[name] for name in NAMES]
    ways = [list(_rows_that_fit(row, hidden)) for row, hidden in zip(year, gone, strict=True)]
    for month, rows in enumerate(ways):
        others = _add_up([rows for place, rows in enumerate(ways) if place != month])
        possible = [row for row in rows if any(_is_as_shown(_sum(row, other), known) for other in others)]
        for place, name in enumerate(NAMES):
            assert name not in gone[month] or len({row[place] for row in possible}) > FREEDOM
    sums = [total for total in _add_up(ways) if _is_as_shown(total, known)]
    for place, name in enumerate(NAMES):
        assert name not in hidden_totals or len({total[place] for total in sums}) > FREEDOM


def _rows_that_fit(row: list[int], hidden: frozenset[str]) -> Iterator[Row]:
    """Lay out every month in which all that is shown is as it is shown."""
    places = [place for place, name in enumerate(NAMES) if name in hidden]
    for way in fits(sum(row[place] for place in places), len(places)) if places else [()]:
        filled = list(row)
        for place, count in zip(places, way, strict=True):
            filled[place] = count
        yield tuple(filled)


def _add_up(months: list[list[Row]]) -> set[Row]:
    """Give every sum that months can have together."""
    sums = {(0,) * len(NAMES)}
    for rows in months:
        sums = {_sum(total, row) for total in sums for row in rows}
    return sums


def _sum(one: Row, other: Row) -> Row:
    return tuple(map(add, one, other))


def _is_as_shown(total: Row, known: list[int | None]) -> bool:
    return all(shown in (None, count) for count, shown in zip(total, known, strict=True))


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"hbo": 50, "mbo": 40}, set()),
        ({"hbo": 50, "mbo": 40, "wft": 3}, {"wft", "mbo"}),
        ({"hbo": 50, "mbo": 40, "wft": 9, "vso": 9}, {"wft", "vso", "mbo"}),
        ({"hbo": 50, "wft": 6, "vso": 6}, {"wft", "vso"}),
        ({"hbo": 50, "mbo": 10, "wft": 0}, {"wft", "mbo", "hbo"}),
        ({"hbo": 12, "wft": 0}, {"wft", "hbo"}),
    ],
    ids=["none", "one is never alone", "two nines would be two nines", "two sixes hide each other", "ten", "all"],
)
def test_known_rows(counts: dict[str, int], hidden: set[str]) -> None:
    assert hide_in_sum(counts) == hidden


def test_a_column_alone_in_its_months_gives_up_its_total() -> None:
    cells = {(1, "wft"): 4, (1, "vso"): 30, (2, "nt2"): 5, (2, "hbo"): 80}
    totals = {"wft": 84, "vso": 330, "nt2": 105, "hbo": 900}
    assert hide_year_totals(cells, totals) == {"wft", "nt2", "vso", "hbo"}


def test_columns_that_hide_each_other_every_month_keep_their_totals() -> None:
    cells = {(month, name): count for month in range(1, 13) for name, count in (("wft", 4), ("vso", 8))}
    assert hide_year_totals(cells, {"wft": 48, "vso": 96}) == frozenset()
