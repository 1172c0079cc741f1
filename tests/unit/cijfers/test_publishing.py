"""What is shown of counts, when, and that nothing shown is ever under ten or taken back."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from duo_site.cijfers.domain import ALL, Figures, Month, Part, Series, Split, lies_between, months_from
from duo_site.cijfers.hiding import FEWEST
from tests.unit.cijfers.builders import LATER, publish_months

SOORTEN = ("wo", "hbo", "mbo", "vo", "wft", "nt2")
YEAR = months_from(Month(2026, 1), Month(2026, 12))
BUSY = dict.fromkeys(SOORTEN, 40)
ALL_SOORTEN = {
    "wo": 40, "hbo": 40, "mbo": 40, "vo": 40, "vavo": 40, "vso": 40, "schooldiploma": 40, "staatsexamen-vo": 40,
    "staatsexamen-vso": 40, "nt2": 40, "inburgering": 40, "wft": 40,
}  # fmt: skip
MONTH = st.fixed_dictionaries(dict.fromkeys(SOORTEN, st.one_of(st.integers(0, 12), st.integers(0, 60))))
MONTHS = st.lists(MONTH, min_size=1, max_size=14)


def shown(figures: Figures, period: str, part: Part = ALL) -> int | None:
    year, _dash, month = period.partition("-")
    found = figures.find(Series.DOWNLOADS, int(year), int(month) if month else None, part)
    assert found is not None, f"there is nothing of {period}"
    return found.count


def soort(name: str) -> Part:
    return Part(Split.SOORT, name)


def test_a_month_is_shown_when_it_has_ended() -> None:
    counts = {Month(2026, 4): BUSY, Month(2026, 5): BUSY}
    figures = publish_months(counts, date(2026, 5, 31))
    assert figures.months == (Month(2026, 4),)
    assert figures.up_to == date(2026, 4, 30)
    assert shown(figures, "2026-04") == 240
    assert figures.find(Series.DOWNLOADS, 2026, 5) is None
    assert publish_months(counts, date(2026, 6, 1)).months == (Month(2026, 4), Month(2026, 5))


def test_before_the_first_month_has_ended_there_is_nothing() -> None:
    assert publish_months({Month(2026, 5): BUSY}, date(2026, 5, 31)) == Figures((), ())


def test_a_year_is_shown_when_it_has_ended() -> None:
    counts = dict.fromkeys(YEAR, ALL_SOORTEN)
    assert publish_months(counts, date(2026, 12, 31)).find(Series.DOWNLOADS, 2026) is None
    figures = publish_months(counts, LATER)
    assert shown(figures, "2026") == 12 * 12 * 40
    assert shown(figures, "2026", soort("wft")) == 12 * 40


def test_a_small_soort_is_hidden_with_another_and_its_year_is_shown() -> None:
    counts = {month: ALL_SOORTEN | {"wft": 4, "nt2": 15} for month in YEAR}
    figures = publish_months(counts)
    assert shown(figures, "2026-03", soort("wft")) is None
    assert shown(figures, "2026-03", soort("nt2")) is None, "else the total of the month would tell"
    assert shown(figures, "2026-03", soort("hbo")) == 40
    assert shown(figures, "2026-03") == 10 * 40 + 19
    assert shown(figures, "2026", soort("wft")) == 48
    assert shown(figures, "2026", soort("nt2")) == 180


def test_one_small_month_is_not_told_by_its_year() -> None:
    counts = dict.fromkeys(YEAR, ALL_SOORTEN) | {Month(2026, 2): ALL_SOORTEN | {"wft": 4}}
    figures = publish_months(counts)
    assert shown(figures, "2026-02", soort("wft")) is None
    assert shown(figures, "2026-03", soort("wft")) == 40
    assert shown(figures, "2026", soort("wft")) is None, "else the other months would tell"
    assert shown(figures, "2026") == 12 * 12 * 40 - 36


def test_of_a_month_with_little_nothing_is_shown_nor_of_its_year() -> None:
    counts = dict.fromkeys(YEAR, ALL_SOORTEN) | {Month(2026, 2): {"wft": 9}}
    figures = publish_months(counts)
    assert shown(figures, "2026-02") is None
    assert shown(figures, "2026") is None, "else the other months would tell"
    assert shown(figures, "2026", soort("hbo")) is None
    assert shown(figures, "2026-03") == 12 * 40


def test_a_month_without_anything_is_a_small_one() -> None:
    counts = {Month(2026, 1): ALL_SOORTEN, Month(2026, 3): ALL_SOORTEN}
    assert shown(publish_months(counts), "2026-02") is None


def test_a_new_word_counts_as_the_last_one() -> None:
    figures = publish_months({Month(2026, 1): ALL_SOORTEN | {"nieuw": 25}})
    assert shown(figures, "2026-01", soort("wft")) == 65
    assert figures.list_parts(Series.DOWNLOADS, Split.SOORT)[-1] == soort("wft")


def test_periods() -> None:
    assert lies_between("2026-03", "2026", "2026-03")
    assert not lies_between("2026", "2026-02", "")
    assert lies_between("2026", "2025", "2026-12")
    assert not lies_between("2026-04", "", "2026-03")


@settings(deadline=None, max_examples=40)
@given(MONTHS)
def test_no_count_under_ten_is_shown_and_every_sum_is_right(months: list[dict[str, int]]) -> None:
    first = Month(2025, 11)
    counts = dict(zip(months_from(first, Month(2027, 12)), months, strict=False))
    for figure in publish_months(counts, date(2027, 4, 1)).figures:
        assert figure.count is None or figure.count >= FEWEST
        if figure.count is not None and figure.series is Series.DOWNLOADS and figure.part.split is not Split.TAAL:
            here = [
                count
                for month, soorten in counts.items()
                for name, count in soorten.items()
                if month.year == figure.year
                and figure.month in (None, month.number)
                and figure.part.value in ("", name)
            ]
            assert figure.count == sum(here)


@settings(deadline=None, max_examples=40)
@given(MONTHS, st.integers(1, 14))
def test_what_was_shown_is_never_taken_back(months: list[dict[str, int]], seen: int) -> None:
    counts = dict(zip(months_from(Month(2025, 11), Month(2027, 12)), months, strict=False))
    day = months_from(Month(2025, 11), Month(2027, 12))[seen].first_day
    late = publish_months(counts, date(2028, 1, 1))
    for figure in publish_months(counts, day).figures:
        assert late.find(figure.series, figure.year, figure.month, figure.part) == figure
