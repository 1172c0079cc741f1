"""What the byte cache answers, held against the rules of RFC 9110 that it relies on."""

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest

from duo_site.web.page_cache import CacheFigures
from tests.unit.web.cached_site import BODY, POLICY, Site


def test_a_kept_page_is_made_once_and_never_reaches_flask_again(site: Site) -> None:
    first, second = site.get(), site.get()
    assert first.data == second.data == BODY + b"open"
    assert first.headers == second.headers
    assert site.requests == 1
    assert site.cache.figures() == CacheFigures(hits=1, misses=1, answers=1, used_bytes=site.cache.figures().used_bytes)


def test_the_headers_of_a_hit(site: Site) -> None:
    site.get()
    answer = site.get()
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Vary"] == "Accept-Encoding, Cookie"
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers.getlist(POLICY[0]) == [POLICY[1]]
    assert not answer.headers["ETag"].startswith("W/")


@pytest.mark.parametrize(
    ("accepted", "coding", "decode"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip;q=1, br;q=0.5", "gzip", gzip.decompress),
    ],
)
def test_codings_are_true_and_have_their_own_tag(
    site: Site, accepted: str, coding: str, decode: Callable[[bytes], bytes]
) -> None:
    for _ in range(2):
        answer = site.get(Accept_Encoding=accepted)
        assert answer.headers["Content-Encoding"] == coding
        assert decode(answer.data) == BODY + b"open"
        assert answer.headers["Content-Length"] == str(len(answer.data))
        assert answer.headers["ETag"] != site.get().headers["ETag"]
    assert site.requests == 1


def test_a_view_may_allow_more_than_the_cache_does(site: Site) -> None:
    for _ in range(2):
        answer = site.get("/answer/200?Cache-Control=public,max-age=60")
        assert answer.headers.getlist("Cache-Control") == ["public,max-age=60"]
    assert site.requests == 1


def test_only_a_good_answer_says_that_it_may_be_kept(site: Site) -> None:
    client = site.flask.test_client()
    assert client.get("/kept").headers["Cache-Control"] == "public, no-cache"
    for path in ("/answer/422", "/answer/302", "/token"):
        assert "Cache-Control" not in client.get(path).headers


def test_a_picture_is_kept_but_not_pressed(site: Site) -> None:
    answer = site.get("/picture", Accept_Encoding="br")
    assert "Content-Encoding" not in answer.headers
    assert len(answer.data) == 256 * 40


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', '"a,b",W/{tag} , "c"', "*", " * "])
def test_a_known_tag_gets_304_with_the_headers_kept(site: Site, form: str) -> None:
    tag = site.get().headers["ETag"]
    answer = site.get(If_None_Match=form.format(tag=tag))
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert answer.headers["Vary"] == "Accept-Encoding, Cookie"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers[POLICY[0]] == POLICY[1]
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & set(answer.headers.keys())
    assert site.ask("HEAD", If_None_Match=tag).status_code == 304


@pytest.mark.parametrize("header", ['"other"', "", "unquoted", '"', "**", 'W/"x", "y"', "\xff"])
def test_an_unknown_tag_gets_the_page(site: Site, header: str) -> None:
    site.get()
    assert site.get(If_None_Match=header).status_code == 200


def test_the_tag_of_one_coding_does_not_stand_for_another(site: Site) -> None:
    plain = site.get().headers["ETag"]
    assert site.get(If_None_Match=plain, Accept_Encoding="br").status_code == 200


def test_a_first_request_may_get_304_too(site: Site) -> None:
    tag = site.get().headers["ETag"]
    site.cache.empty()
    assert site.get(If_None_Match=tag).status_code == 304


def test_the_tag_changes_with_the_page(site: Site) -> None:
    old = site.get().headers["ETag"]
    site.text = "anders"
    site.cache.empty()
    assert site.get(If_None_Match=old).status_code == 200


def test_head_comes_from_the_entry_of_get(site: Site) -> None:
    full = site.get()
    head = site.ask("HEAD")
    assert head.data == b""
    assert head.headers == full.headers
    assert site.requests == 1


def test_head_first_has_the_same_headers_and_fills_the_cache(site: Site) -> None:
    head = site.ask("HEAD")
    assert head.data == b""
    asked = site.requests
    full = site.get()
    assert site.requests == asked
    assert head.headers == full.headers


def test_head_of_what_is_not_kept_passes_through(site: Site) -> None:
    answer = site.ask("HEAD", "/own")
    assert (answer.status_code, answer.data, site.views) == (200, b"", ["own"])


def test_a_range_is_ignored(site: Site) -> None:
    site.get()
    answer = site.get(Range="bytes=0-9")
    assert (answer.status_code, answer.data) == (200, BODY + b"open")
    assert "Accept-Ranges" not in answer.headers
