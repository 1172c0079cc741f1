"""A question in words, answered in a few lines."""

from datetime import date

import pytest

from duo_site.diplomahulp.dataset import load_dataset
from duo_site.diplomahulp.quick import find_quick_answer

DATASET = load_dataset()
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "soort", "year"),
    [
        ("hbo 1994", "hbo", 1994),
        ("Staat mijn HBO-diploma uit 1994 in het register?", "hbo", 1994),
        ("mavo 1985", "vo", 1985),
        ("vwo-diploma 2010", "vo", 2010),
        ("post-hbo 2011", "post-hbo", 2011),
        ("staatsexamen nt2 2009", "nt2", 2009),
    ],
)
def test_one_soort_and_one_year_are_answered(text: str, soort: str, year: int) -> None:
    found = find_quick_answer(DATASET, text, TODAY, "nl")
    if not DATASET.soorten[soort].asks_year:
        assert found is None
        return
    assert found is not None
    assert found.href.startswith(f"/diplomahulp?soort={soort}&jaar={year}")
    assert found.title
    assert found.text


@pytest.mark.parametrize(
    "text", ["hbo", "1994", "hbo of wo 1994", "hbo 1994 2001", "hbo 1894", "hbo 2199", "hobo 1994", ""]
)
def test_other_texts_are_not(text: str) -> None:
    assert find_quick_answer(DATASET, text, TODAY, "nl") is None


def test_english_is_answered_in_english() -> None:
    found = find_quick_answer(DATASET, "university 2001", TODAY, "en")
    assert found is not None
    assert found.href.startswith("/en/diplomahulp?soort=wo&jaar=2001")
