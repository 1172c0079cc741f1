"""The geometry of charts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from duo_site.web.charts import Point, column_chart, distribution, line_chart, nice_step, row_chart

write = "{:.0f}".format


def test_columns_stand_on_the_base_and_reach_as_high_as_they_count() -> None:
    chart = column_chart(["a", "b"], [[50, 100]], write)
    small, large = chart.parts
    assert small.y + small.height == large.y + large.height == chart.base
    assert large.height == pytest.approx(2 * small.height)
    assert [tick.text for tick in chart.ticks] == ["0", "20", "40", "60", "80", "100"]
    assert small.text == "a: 50"


def test_the_second_series_stands_on_the_first() -> None:
    first, second = column_chart(["a"], [[3], [4]], write).parts
    assert (first.series, second.series) == (1, 2)
    assert second.y + second.height == pytest.approx(first.y)


def test_a_chart_of_nothing_can_be_drawn() -> None:
    assert column_chart([], [[]], write).parts == ()
    assert distribution([0] * 10, write).parts == ()
    assert row_chart([], write).height > 0
    assert line_chart([], 0, 1, 0.5, write).lines == ()


def test_a_gap_in_the_figures_is_a_gap_in_the_line() -> None:
    known = [Point(str(week), 50.0, 40.0, 60.0, "50") for week in range(3)]
    chart = line_chart([*known, Point("3"), *known, Point("7"), known[0]], 0, 100, 50, write)
    assert len(chart.lines) == len(chart.bands) == 2
    assert len(chart.dots) == 7
    assert chart.bands[0][0] + chart.bands[0][-1] == "MZ"


def test_the_band_lies_around_the_line() -> None:
    chart = line_chart([Point("a", 50, 40, 60, ""), Point("b", 50, 40, 60, "")], 0, 100, 50, write)
    heights = sorted({float(y) for _x, y in re.findall(r"([\d.]+) ([\d.]+)", chart.bands[0])})
    assert heights[0] < chart.dots[0].y < heights[1]


def test_rows_keep_room_for_their_value() -> None:
    chart = row_chart([("a", 10), ("b", 5)], write)
    assert chart.rows[0].width < 80
    assert chart.rows[1].width == pytest.approx(chart.rows[0].width / 2)


def test_many_labels_are_thinned_and_more_so_on_a_narrow_screen() -> None:
    chart = column_chart([f"week {number}" for number in range(52)], [[1] * 52], write)
    assert len(chart.labels) <= 7
    assert sum(not label.is_minor for label in chart.labels) <= 4


@given(some.lists(some.integers(0, 10**7), min_size=1, max_size=60))
def test_everything_stays_inside_the_picture(values: list[int]) -> None:
    chart = column_chart([str(value) for value in values], [values], write)
    assert all(part.x >= 0 and part.x + part.width <= 100 for part in chart.parts)
    assert all(0 <= part.y <= part.y + part.height <= chart.base + 0.01 for part in chart.parts)
    assert len(chart.ticks) <= 7


@pytest.mark.parametrize(("top", "step"), [(1, 1), (4, 1), (9, 2), (100, 20), (101, 50), (1234567, 500000)])
def test_steps_are_round(top: float, step: float) -> None:
    assert nice_step(top) == step
