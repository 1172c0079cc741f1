"""Figures in a sentence: what can be quoted, and how it is written."""

from datetime import date

import pytest

from duo_site.cijfers.domain import Month, Series, months_from
from duo_site.cijfers.quoting import read_quote, write_quote
from tests.unit.cijfers.builders import publish_months
from tests.unit.cijfers.test_publishing import ALL_SOORTEN

FIGURES = publish_months(
    {month: ALL_SOORTEN | {"hbo": 900, "wft": 3} for month in months_from(Month(2025, 1), Month(2026, 3))},
    date(2026, 4, 10),
)


@pytest.mark.parametrize(
    ("argument", "language", "text"),
    [
        ("downloads-2025", "nl", "15.636 (stand van 31 december 2025)"),
        ("downloads-2025-06", "nl", "1.303 (stand van 30 juni 2025)"),
        ("downloads-2025/hbo", "nl", "10.800 (stand van 31 december 2025)"),
        ("downloads-laatste-maand", "nl", "1.303 (stand van 31 maart 2026)"),
        ("downloads-2026-02/wft", "nl", "een aantal dat wij niet laten zien"),
        ("downloads-2026", "nl", "een aantal dat nog niet bekend is"),
        ("controles-2020", "nl", "een aantal dat nog niet bekend is"),
    ],
)
def test_how_a_quote_is_written(argument: str, language: str, text: str) -> None:
    assert write_quote(FIGURES, argument, language) == text


def test_without_any_figure_a_quote_says_so() -> None:
    empty = publish_months({})
    assert write_quote(empty, "downloads-laatste-maand", "nl") == "een aantal dat nog niet bekend is"


@pytest.mark.parametrize(
    "argument",
    ["", "downloads", "bezoekers-2025", "downloads-25", "downloads-2025-13", "downloads-2025/geldig", "numbers-2025"],
)
def test_nonsense_is_refused(argument: str) -> None:
    with pytest.raises(LookupError):
        read_quote(argument)


def test_an_outcome_belongs_to_controles() -> None:
    assert read_quote("controles-2025/geldig").part.value == "geldig"
    assert read_quote("controles-2025").series is Series.CONTROLES
