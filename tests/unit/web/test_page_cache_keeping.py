"""What the byte cache keeps and what it leaves alone."""

import pytest
from flask import Request
from hypothesis import given
from hypothesis import strategies as st

from duo_site.web.page_cache.middleware import is_invitation_closed
from tests.unit.web.cached_site import Site


@pytest.mark.parametrize(
    "path",
    [
        "/own",
        "/cookie",
        "/token",
        "/stream",
        "/none",
        "/answer/201",
        "/answer/404",
        "/answer/422",
        "/answer/302",
        "/answer/200?Cache-Control=private",
        "/answer/200?Cache-Control=no-store",
        "/answer/200?Vary=Accept-Language",
        "/answer/200?Vary=*",
        "/answer/200?Content-Encoding=gzip",
        "/kept?" + "q" * 513,
    ],
)
def test_what_is_not_kept(site: Site, path: str) -> None:
    for times in (1, 2, 3):
        answer = site.get(path)
        assert site.requests == times
        assert "ETag" not in answer.headers
    assert site.cache.figures().answers == 0


def test_a_vary_that_the_cache_knows_is_no_hindrance(site: Site) -> None:
    for _ in range(2):
        answer = site.get("/answer/200?Vary=Cookie,accept-encoding")
        assert answer.headers.getlist("Vary") == ["Accept-Encoding, Cookie"]
    assert site.requests == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_pass_through(site: Site, method: str) -> None:
    site.get()
    assert "ETag" not in site.ask(method).headers
    assert site.requests == 2


def test_a_get_with_a_body_is_not_kept(site: Site) -> None:
    site.client.get("/kept", data=b"taal=en")
    assert site.cache.figures().answers == 0


def test_a_stream_comes_whole(site: Site) -> None:
    assert site.get("/stream").data == b"eentwee"


def test_nobody_is_logged_in_on_a_kept_page(site: Site) -> None:
    assert site.get("/who", Person="anja").data == b"False"
    assert site.get("/who").data == b"False"
    assert site.requests == 1


def test_the_query_is_part_of_the_address_as_given(site: Site) -> None:
    site.get("/kept?a=1&b=2")
    site.get("/kept?b=2&a=1")
    site.get("/kept?a=1&b=2")
    site.get("/kept?" + "q" * 512)
    site.get("/kept?" + "q" * 512)
    assert site.requests == 3


@pytest.mark.parametrize("cookie", ["a=1", "uitnodiging=open", "x=uitnodiging=gesloten", "uitnodiging", "\xff=1"])
def test_other_cookies_do_not_matter(site: Site, cookie: str) -> None:
    site.get()
    assert site.get(Cookie=cookie).data.endswith(b"open")
    assert site.requests == 1


@pytest.mark.parametrize("cookie", ["uitnodiging=gesloten", "a=1; uitnodiging=gesloten;b=2", 'uitnodiging="gesloten"'])
def test_a_closed_invitation_has_its_own_page(site: Site, cookie: str) -> None:
    assert site.get().data.endswith(b"open")
    for _ in range(2):
        assert site.get(Cookie=cookie).data.endswith(b"gesloten")
    assert site.get().data.endswith(b"open")
    assert site.requests == 2


@given(rest=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40))
def test_the_cache_reads_the_cookie_as_flask_does(rest: str) -> None:
    header = "uitnodiging=gesloten" + rest
    seen_by_flask = Request({"HTTP_COOKIE": header}).cookies.get("uitnodiging") == "gesloten"
    assert is_invitation_closed(header) == seen_by_flask
