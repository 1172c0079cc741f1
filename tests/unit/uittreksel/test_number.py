"""The number of an uittreksel can be typed, misread and mistyped."""

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duo_site.uittreksel.number import ALPHABET, new_number, parse_number

numbers = st.binary(min_size=17, max_size=17).map(lambda chance: new_number(lambda size: chance[:size]))


@given(numbers)
def test_a_number_reads_as_itself(number: str) -> None:
    assert parse_number(number) == number
    assert [len(group) for group in number.split("-")] == [4] * 7


@settings(deadline=None)
@given(numbers, st.data())
def test_spaces_hyphens_case_and_lookalikes_do_not_matter(number: str, data: st.DataObject) -> None:
    looks_like = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        data.draw(st.sampled_from(looks_like.get(character, character + character.lower())))
        + data.draw(st.sampled_from(["", " ", "-", "\n", "\u2013", "\u00a0"]))
        for character in number
    )
    assert parse_number(typed) == number


@given(numbers, st.integers(0, 27), st.sampled_from(ALPHABET))
def test_each_single_error_is_found(number: str, place: int, other: str) -> None:
    characters = list(number.replace("-", ""))
    if characters[place] == other:
        return
    characters[place] = other
    assert parse_number("".join(characters)) is None


@given(numbers, st.integers(0, 27), st.integers(0, 27))
def test_each_swap_is_found(number: str, first: int, second: int) -> None:
    characters = list(number.replace("-", ""))
    if characters[first] == characters[second]:
        return
    characters[first], characters[second] = characters[second], characters[first]
    assert parse_number("".join(characters)) is None


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    number = parse_number(text)
    assert number is None or parse_number(number) == number


@pytest.mark.parametrize("text", ["", "-", "0" * 27, "U" * 28, "\u0660" * 28, "0" * 5000, "0000 0000/0000"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_real_chance_gives_different_numbers() -> None:
    drawn = {new_number(secrets.token_bytes) for _ in range(200)}
    assert len(drawn) == 200
    assert {character for number in drawn for character in number} == {*ALPHABET, "-"}
