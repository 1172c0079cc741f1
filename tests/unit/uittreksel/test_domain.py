"""The contents of an uittreksel survive being stored, and nonsense is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duo_site.uittreksel.domain import MOST_PLACES, Cijfer, Document, UittrekselInhoud, UnreadableInhoud

texts = st.text(min_size=1).filter(str.strip)
contents = st.builds(
    UittrekselInhoud,
    number=texts,
    language=st.sampled_from(["nl", "en"]),
    document=st.sampled_from(Document),
    qualification=st.lists(texts, min_size=1, max_size=10).map(tuple),
    profiel=st.none() | texts,
    holder=texts,
    birth_date=st.dates(),
    onderwijsinstelling=texts,
    place=texts,
    obtained_on=st.dates(),
    nlqf=st.none() | st.sampled_from(["1", "4+", "6"]),
    downloaded_on=st.dates(),
    grades=st.lists(st.builds(Cijfer, texts, *[st.none() | texts] * 3), max_size=5).map(tuple),
    check_address=texts.map("https://register.example/{}".format),
    operator=st.none() | texts,
    status_index=st.none() | st.integers(0, MOST_PLACES - 1),
)


@settings(deadline=None)
@given(contents)
def test_contents_survive_json(inhoud: UittrekselInhoud) -> None:
    assert UittrekselInhoud.from_json(inhoud.to_json()) == inhoud


def test_contents_from_before_the_status_list_are_read(inhoud: Callable[..., UittrekselInhoud]) -> None:
    text = inhoud().to_json().replace(',"status_index":null', "")
    assert "status_index" not in text
    assert UittrekselInhoud.from_json(text) == inhoud()


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"number":1}', "[" * 100_000])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInhoud):
        UittrekselInhoud.from_json(text)


def test_no_document_is_made_of_nonsense(inhoud: Callable[..., UittrekselInhoud]) -> None:
    for changes in (
        {"qualification": ()},
        {"language": "fr"},
        {"check_address": "javascript:alert(1)"},
        {"status_index": -1},
        {"status_index": MOST_PLACES},
    ):
        with pytest.raises(UnreadableInhoud):
            inhoud(**changes)


@pytest.mark.parametrize(("nlqf", "eqf"), [("4", "4"), ("4+", "4"), ("6", "6"), ("instroomniveau", None), (None, None)])
def test_the_european_level_follows_the_dutch_one(
    inhoud: Callable[..., UittrekselInhoud], nlqf: str | None, eqf: str | None
) -> None:
    assert inhoud(nlqf=nlqf).eqf == eqf


def test_contents_hold_no_bsn(inhoud: Callable[..., UittrekselInhoud]) -> None:
    assert "bsn" not in inhoud(birth_date=date(2000, 1, 1)).to_json().lower()
