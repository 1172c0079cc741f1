"""Own paths, and what is kept of a page and a comment."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duo_site.feedback.domain import clean_comment, is_own_path, page_of


@pytest.mark.parametrize("address", ["/", "/diplomahulp", "/en/diplomahulp?soort=hbo&jaar=1994", "/organisatie/#top"])
def test_own_paths(address: str) -> None:
    assert is_own_path(address)


@pytest.mark.parametrize(
    "address",
    ["", "diplomahulp", "//elders.example", "/\\elders.example", "https://elders.example/", "javascript:alert(1)",
     "/\t/elders.example", "/ /elders", "/x\r\nSet-Cookie: a=b", "/a\\b", "\\\\elders", "/\x00"],
)  # fmt: skip
def test_other_addresses(address: str) -> None:
    assert not is_own_path(address)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/zoeken?q=Anja+de+Vries", "/zoeken"),
        ("/particulier/diploma-kwijt#vae", "/particulier/diploma-kwijt"),
        ("/gedeeld/a-secret-of-somebody", "/gedeeld"),
        ("/controle/ABCD-1234", "/controle"),
        ("/mijn-diplomas/7", "/mijn-diplomas"),
        ("/", "/"),
    ],
)
def test_what_is_kept_of_a_page(address: str, page: str) -> None:
    assert page_of(address) == page


@settings(deadline=None)
@given(st.text())
def test_a_clean_comment_can_be_stored(text: str) -> None:
    cleaned = clean_comment(text)
    assert "\x00" not in cleaned
    assert "\r" not in cleaned
    assert clean_comment(cleaned) == cleaned
