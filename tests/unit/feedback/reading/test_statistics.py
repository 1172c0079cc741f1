"""The figures agree with published ones."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from duo_site.feedback.reading.statistics import (
    FEWEST,
    Change,
    Sample,
    Share,
    Week,
    change_of_means,
    change_of_shares,
    difference_of_means,
    difference_of_shares,
    sample_of,
    t_quantile,
    week_of,
    weeks_between,
)

# Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17:857-872,
# table I, method 3 (Wilson, without continuity correction).
WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Newcombe (1998), "Interval estimation for the difference between independent proportions", Statistics in Medicine
# 17:873-890, table II, method 10 (square-and-add of Wilson's intervals).
NEWCOMBE = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]
# Any printed table of Student's t, two-sided 95 percent (such as NIST/SEMATECH e-Handbook, 1.3.6.7.2).
STUDENT = [(9, 2.262), (10, 2.228), (15, 2.131), (20, 2.086), (30, 2.042), (60, 2.000), (100, 1.984)]


@pytest.mark.parametrize(("count", "of", "low", "high"), WILSON)
def test_wilson_agrees_with_the_published_table(count: int, of: int, low: float, high: float) -> None:
    interval = Share(count, of).interval
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize(("after", "before", "low", "high"), NEWCOMBE)
def test_the_difference_agrees_with_the_published_table(
    after: tuple[int, int], before: tuple[int, int], low: float, high: float
) -> None:
    interval = difference_of_shares(Share(*before), Share(*after))
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize(("freedom", "published"), STUDENT)
def test_student_agrees_with_the_printed_table(freedom: int, published: float) -> None:
    assert t_quantile(freedom) == pytest.approx(published, abs=0.001)


def test_welch_agrees_with_the_example_of_r() -> None:
    # "Student's sleep data" (1908), as t.test(extra ~ group, data = sleep) of R prints it: df = 17.776,
    # 95 percent confidence interval -3.3654832 0.2054832.
    one = Sample(10, 0.75, 1.789010**2)
    two = Sample(10, 2.33, 2.002249**2)
    interval = difference_of_means(before=two, after=one)
    assert interval.low == pytest.approx(-3.3654832, abs=1e-3)
    assert interval.high == pytest.approx(0.2054832, abs=1e-3)


def test_the_mean_of_marks_and_its_interval() -> None:
    sample = sample_of((0, 0, 0, 0, 0, 2, 4, 8, 4, 2))
    assert (sample.n, sample.mean) == (20, 8.0)
    assert sample.variance == pytest.approx(24 / 19)
    # 2.093 is t for 19 degrees of freedom.
    assert sample.interval.high - 8 == pytest.approx(2.093 * (24 / 19 / 20) ** 0.5, abs=1e-3)


@given(some.integers(0, 5000).flatmap(lambda of: some.tuples(some.integers(0, of), some.just(of))))
def test_wilson_holds_the_share_and_stays_inside(share: tuple[int, int]) -> None:
    found = Share(*share)
    assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1


def test_a_change_is_only_called_one_when_the_interval_says_so() -> None:
    assert change_of_shares(Share(40, 100), Share(60, 100)) is Change.UP
    assert change_of_shares(Share(60, 100), Share(40, 100)) is Change.DOWN
    assert change_of_shares(Share(50, 100), Share(58, 100)) is Change.NONE
    assert change_of_shares(Share(0, FEWEST - 1), Share(100, 100)) is Change.UNKNOWN
    low, high = sample_of((0, 0, 0, 20, 20, 20, 0, 0, 0, 0)), sample_of((0, 0, 0, 0, 0, 0, 20, 20, 20, 0))
    assert change_of_means(low, high) is Change.UP
    assert change_of_means(high, low) is Change.DOWN
    assert change_of_means(low, low) is Change.NONE
    assert change_of_means(sample_of((9,)), high) is Change.UNKNOWN
    assert change_of_means(sample_of((10,)), sample_of((0, 10))) is Change.UP


def test_weeks_are_those_of_iso_8601() -> None:
    assert week_of(date(2027, 1, 3)) == Week(2026, 53)
    assert week_of(date(2026, 12, 31)).monday == date(2026, 12, 28)
    assert Week(2026, 53).following == Week(2027, 1)
    assert weeks_between(date(2026, 12, 30), date(2027, 1, 12)) == (Week(2026, 53), Week(2027, 1), Week(2027, 2))
