"""The coding of an answer, held against RFC 9110 section 12.5.3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duo_site.web.page_cache.accept_encoding import Encoding, choose_encoding


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "identity"),
        ("", "identity"),
        ("br", "br"),
        ("BR", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip;q=0", "identity"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("br;q=0.5, gzip;q=0.5, identity;q=0.4", "br"),
        ("gzip;q=0.5, identity", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("identity;q=0", "identity"),
        ("gzip;q=2", "identity"),
        ("gzip;q=", "identity"),
        ("gzip;q=0.1234", "identity"),
        ("gzip ; Q=0.8 , ,br;q=0.7", "gzip"),
        ("gzip;x=1;q=0.5", "gzip"),
        ("deflate, zstd", "identity"),
        ("gzip," + "x" * 600, "identity"),
    ],
)
def test_the_choice_of_a_coding(header: str | None, chosen: str) -> None:
    assert choose_encoding(header) == chosen


QUALITIES = st.sampled_from(["0", "0.0", "0.001", "0.5", "0.999", "1", "1.000"])


@given(wishes=st.dictionaries(st.sampled_from(["br", "gzip", "identity", "deflate"]), QUALITIES, min_size=1))
def test_the_chosen_coding_is_one_of_the_best_and_never_a_refused_one(wishes: dict[str, str]) -> None:
    chosen = choose_encoding(", ".join(f"{coding};q={quality}" for coding, quality in wishes.items()))
    named = {coding: float(quality) for coding, quality in wishes.items() if coding != "deflate"}
    if chosen is Encoding.IDENTITY:
        assert all(quality <= named.get("identity", 0) for quality in named.values())
    else:
        assert named[chosen.value] == max(named.values()) > 0


@given(header=st.text(max_size=60))
def test_any_header_gets_a_coding(header: str) -> None:
    assert choose_encoding(header) in Encoding
