"""Many who ask the byte cache for a page at once."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli  # type: ignore[import-untyped]
import pytest

from duo_site.web.page_cache import PageCache
from tests.unit.web.cached_site import BODY, Clock, ClosingClient, Site


@dataclass
class SlowApplication:
    """An application that answers when told, and counts how many it makes at once."""

    fails: bool = False
    go_on: threading.Event = field(default_factory=threading.Event)
    began: threading.Event = field(default_factory=threading.Event)
    made: int = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        self.made += 1
        number = self.made
        self.began.set()
        self.go_on.wait(5)
        if self.fails:
            raise RuntimeError("made to fail")
        environ["duo.keep"].is_kept = True
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"nummer {number}".encode()]


def _get(application: WSGIApplication) -> bytes:
    body: bytes = ClosingClient(application).get("/").data
    return body


def test_a_page_made_before_a_change_is_not_kept_after_it() -> None:
    slow = SlowApplication()
    cache = PageCache(slow)
    with ThreadPoolExecutor() as pool:
        old = pool.submit(_get, cache)
        assert slow.began.wait(5)
        cache.empty()
        slow.go_on.set()
        assert old.result(5) == b"nummer 1"
    assert _get(cache) == b"nummer 2"
    assert _get(cache) == b"nummer 2"


def test_an_expired_page_is_made_by_one_while_others_wait() -> None:
    clock = Clock()
    slow = SlowApplication()
    slow.go_on.set()
    cache = PageCache(slow, max_age_seconds=300, clock=clock)
    _get(cache)
    slow.go_on.clear()
    slow.began.clear()
    clock.seconds = 301
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(_get, cache) for _ in range(8)]
        assert slow.began.wait(5)
        slow.go_on.set()
        assert {answer.result(5) for answer in answers} == {b"nummer 2"}
    assert slow.made == 2


def test_a_page_that_many_make_at_first_is_pressed_and_kept_once() -> None:
    slow = SlowApplication()
    cache = PageCache(slow)
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(_get, cache) for _ in range(8)]
        assert slow.began.wait(5)
        slow.go_on.set()
        assert len({answer.result(5) for answer in answers}) == 1
    assert cache.figures().answers == 1


def test_pages_that_are_not_kept_never_wait_for_one_another() -> None:
    both_are_inside = threading.Barrier(2, timeout=5)

    def own(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        both_are_inside.wait()
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"eigen"]

    cache = PageCache(own)
    for _ in range(2):
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(lambda _: _get(cache), range(2))) == [b"eigen"] * 2


def test_who_waits_for_a_failure_makes_the_page_himself() -> None:
    clock = Clock()
    slow = SlowApplication()
    slow.go_on.set()
    cache = PageCache(slow, max_age_seconds=300, clock=clock)
    _get(cache)
    clock.seconds = 301
    slow.fails = True
    with ThreadPoolExecutor(4) as pool:
        for answer in [pool.submit(_get, cache) for _ in range(4)]:
            with pytest.raises(RuntimeError):
                answer.result(5)
    slow.fails = False
    assert _get(cache).startswith(b"nummer")


def test_many_threads_get_what_they_asked_for() -> None:
    site = Site(max_bytes=120_000)

    def ask(number: int) -> bool:
        if number % 50 == 0:
            site.cache.empty()
        if number % 50 == 25:
            site.cache.forget("/kept/")
        site.clock.seconds += 1
        page = site.get(f"/kept/{number % 7}?n={number % 5}", Accept_Encoding="br" if number % 2 else "gzip")
        decode = brotli.decompress if number % 2 else gzip.decompress
        return bool(decode(page.data) == BODY + b"open")

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(600)))
    assert site.cache.figures().used_bytes <= 120_000
