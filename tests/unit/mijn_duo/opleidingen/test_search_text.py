"""What is searched for and in: plain words, parts of words, words between quotation marks, and never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duo_site.mijn_duo.opleidingen.search_text import plain, read_query, write_search_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crème brûlée!", "creme brulee"),
        ("Food & Business", "food business"),
        ("Øresund, Straße", "oresund strasse"),
        ("  HBO-ICT ", "hbo ict"),
        ("%_\\'\"", ""),
    ],
)
def test_text_becomes_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Verpleegkunde", ("verpleegkunde",)),
        ("ad zorg", (" ad", "zorg")),
        ('"data science" master', ("data science", "master")),
        ("Financiën", ("financien",)),
        ("34560", ("34560",)),
        ('"', ()),
        ('zorg "en', ("zorg", " en")),
    ],
)
def test_a_query_becomes_parts(query: str, expected: tuple[str, ...]) -> None:
    assert read_query(query) == expected


def test_words_of_two_signs_count_at_the_beginning_of_a_word() -> None:
    (part,) = read_query("ad")
    assert part in write_search_text("80112", "Associate degree: Ad Zorg")
    assert part not in write_search_text("34401", "Leefstijlraad")


@given(st.text(max_size=300))
def test_no_sign_that_means_something_to_a_database_is_left(query: str) -> None:
    for part in read_query(query):
        assert not set("%_\\'\"*^(){}:-") & set(part)
        assert part.strip()


@given(st.text(max_size=80))
def test_what_is_written_is_found_by_its_own_name(name: str) -> None:
    written = write_search_text("12345", name)
    assert all(part in written for part in read_query(name))
