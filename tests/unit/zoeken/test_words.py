"""Words as the index keeps them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duo_site.zoeken.words import fold, list_tokens, list_words, stem, stems_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mijn diploma's", ["mijn", "diploma"]),
        ("Café, BELGIË!", ["cafe", "belgie"]),
        ("vwo-diploma uit 2010", ["vwo", "diploma", "uit", "2010"]),
        ("", []),
        ("!? ... '", []),
        ("дип\u0301лом", ["диплом"]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert list_words(text) == words


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("diploma's", "diploma", "nl"),
        ("controleren", "controleert", "nl"),
        ("diplomas", "diploma", "nl"),
        ("uittreksels", "uittreksel", "nl"),
        ("checked", "checking", "en"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str, language: str) -> None:
    assert stems_of([one], language) == stems_of([other], language) != ""


def test_years_and_other_languages_stay_whole() -> None:
    assert stem("2010", "nl") == "2010"
    assert stem("diplomanan", "pap") == "diplomanan"


def test_words_that_say_nothing_are_left_out() -> None:
    assert stems_of(["Wat is een uittreksel?"], "nl") == stem("uittreksel", "nl")


@given(st.text())
def test_a_token_stands_where_it_says(text: str) -> None:
    for token in list_tokens(text):
        assert fold(text[token.start : token.end]).startswith(token.word)
