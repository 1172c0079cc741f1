"""The byte cache and the static files, held against the rules of RFC 9110 that they rely on."""

import gzip
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from wsgiref.validate import validator

import brotli  # type: ignore[import-untyped]
import pytest
from flask import Flask, Request, Response, g, request, session
from flask_login import LoginManager, UserMixin, current_user
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from duo_site.web.page_cache import CacheFigures, PageCache, kept
from duo_site.web.page_cache.accept_encoding import Encoding, choose_encoding
from duo_site.web.page_cache.middleware import is_invitation_closed
from duo_site.web.static_files import StaticFiles

POLICY = ("Content-Security-Policy", "default-src 'none'")
PAGE = "<!doctype html><p>Uw diploma é</p>\n" * 200
BODY = PAGE.encode()


@dataclass
class Clock:
    """A clock that a test sets."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


class ClosingClient(Client):
    """A client that closes every answer, as a server does."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        return super().open(*arguments, **{**options, "buffered": True})


@dataclass
class Site:
    """A small site behind a cache, and how often its views ran."""

    clock: Clock = field(default_factory=Clock)
    views: list[str] = field(default_factory=list)
    requests: int = 0
    max_bytes: int = 1_000_000
    text: str = PAGE

    def __post_init__(self) -> None:
        self.flask = _make_flask(self)
        self.cache = PageCache(validator(self._count), max_bytes=self.max_bytes, max_age_seconds=300, clock=self.clock)
        self.client = ClosingClient(validator(self.cache), use_cookies=False)

    def _count(self, environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        self.requests += 1
        return self.flask(environ, start_response)

    def get(self, path: str = "/kept", **headers: str) -> TestResponse:
        return self.ask("GET", path, **headers)

    def ask(self, method: str, path: str = "/kept", **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(path, method=method, headers=named)


class Person(UserMixin):
    """Somebody who is logged in."""

    id = "anja"


def _make_flask(site: Site) -> Flask:
    app = Flask("tried")
    app.secret_key = "for this test alone"
    manager = LoginManager(app)
    manager.request_loader(lambda request: Person() if "Person" in request.headers else None)

    @app.after_request
    def add_policy(answer: Response) -> Response:
        answer.headers.add(*POLICY)
        return answer

    @app.route("/kept")
    @app.route("/kept/<name>")
    @app.route("/persberichten/<name>")
    @app.route("/en/persberichten/<name>")
    @kept
    def kept_page(name: str = "") -> str:
        site.views.append(request.full_path)
        closed = request.cookies.get("uitnodiging") == "gesloten"
        return site.text + ("gesloten" if closed else "open")

    @app.route("/own")
    def own() -> str:
        site.views.append("own")
        return "eigen"

    @app.route("/who")
    @kept
    def who() -> str:
        return f"{current_user.is_authenticated}"

    @app.route("/cookie")
    @kept
    def cookie() -> str:
        session["seen"] = True
        return "met cookie"

    @app.route("/token")
    @kept
    def token() -> str:
        g.csrf_token = "chance"
        return "met token"

    @app.route("/answer/<int:status>")
    @kept
    def answer(status: int) -> Response:
        made = Response("antwoord", status)
        for name, value in request.args.items():
            made.headers[name] = value
        return made

    @app.route("/picture")
    @kept
    def picture() -> Response:
        return Response(bytes(range(256)) * 40, mimetype="image/png")

    @app.route("/stream")
    def stream() -> Response:
        def chunks() -> Iterator[str]:
            yield "een"
            yield "twee"

        return Response(chunks())

    return app


@pytest.fixture
def site() -> Site:
    return Site()


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


def test_an_old_page_is_made_again(site: Site) -> None:
    site.get()
    site.clock.seconds = 299.9
    site.get()
    assert site.requests == 1
    site.clock.seconds = 300
    site.get()
    assert site.requests == 2


def test_forget_takes_every_language_and_leaves_the_rest(site: Site) -> None:
    pages = ["/kept", "/persberichten/een", "/en/persberichten/een", "/persberichten/een?pagina=2"]
    for page in pages:
        site.get(page)
    site.cache.forget("/persberichten/")
    assert site.cache.figures().answers == 1
    for page in pages:
        site.get(page)
    assert site.requests == 7


def test_empty_takes_all(site: Site) -> None:
    site.get()
    site.get("/kept?a=1")
    site.cache.empty()
    figures = site.cache.figures()
    assert (figures.answers, figures.used_bytes) == (0, 0)


def test_the_bytes_are_bounded_and_the_longest_unused_go_first() -> None:
    site = Site(max_bytes=80_000)
    for number in range(30):
        site.get("/kept")
        site.get(f"/kept/{number}")
        assert site.cache.figures().used_bytes <= 80_000
    asked = site.requests
    site.get("/kept")
    assert site.requests == asked
    site.get("/kept/0")
    assert site.requests == asked + 1


def test_queries_cannot_push_out_the_pages_themselves() -> None:
    site = Site(max_bytes=200_000)
    site.get()
    for number in range(60):
        site.get(f"/kept?q={number}")
    asked = site.requests
    site.get()
    assert site.requests == asked
    assert site.cache.figures().used_bytes <= 200_000


def test_a_page_too_big_to_keep_is_still_answered() -> None:
    site = Site(max_bytes=10_000)
    for times in (1, 2):
        answer = site.get(Accept_Encoding="gzip")
        assert gzip.decompress(answer.data) == BODY + b"open"
        assert site.requests == times
    assert site.cache.figures().answers == 0


def test_a_big_page_is_kept_whole() -> None:
    site = Site(max_bytes=20_000_000, text=PAGE * 100)
    for _ in range(2):
        assert len(site.get().data) == len(BODY) * 100 + 4
    assert site.requests == 1


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


FILES = {"css/site.css": b"p { color: red }" * 50, "fonts/a.woff2": b"\0\1\2" * 99, "readme": b"?"}


@pytest.fixture
def static() -> Client:
    def behind(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"behind"]

    return ClosingClient(validator(StaticFiles(behind, FILES, version="abc", headers=[POLICY])))


def test_a_file_under_its_version_may_be_kept_for_ever(static: Client) -> None:
    answer = static.get("/static/abc/css/site.css", headers={"Accept-Encoding": "br"})
    assert brotli.decompress(answer.data) == FILES["css/site.css"]
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers[POLICY[0]] == POLICY[1]
    again = static.get(
        "/static/abc/css/site.css", headers={"Accept-Encoding": "br", "If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/static/old/css/site.css", "/static/css/site.css"])
def test_a_file_under_another_version_is_asked_for_again(static: Client, path: str) -> None:
    for _ in range(2):
        answer = static.get(path)
        assert (answer.data, answer.headers["Cache-Control"]) == (FILES["css/site.css"], "public, no-cache")


def test_a_font_is_served_as_it_is(static: Client) -> None:
    answer = static.get("/static/abc/fonts/a.woff2", headers={"Accept-Encoding": "gzip"})
    assert (answer.data, answer.headers["Content-Type"]) == (FILES["fonts/a.woff2"], "font/woff2")
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/abc/", "/static/abc/none.css", "/static/abc/../app.py", "/static/x/y/readme"],
)
def test_a_file_that_is_not_there(static: Client, path: str) -> None:
    answer = static.get(path)
    assert answer.status_code == 404
    assert answer.headers[POLICY[0]] == POLICY[1]


def test_static_files_are_only_read(static: Client) -> None:
    answer = static.post("/static/abc/css/site.css")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    head = static.head("/static/abc/css/site.css")
    assert (head.data, head.headers["Content-Length"]) == (b"", str(len(FILES["css/site.css"])))


def test_other_paths_go_on(static: Client) -> None:
    assert static.get("/staticx").data == b"behind"
    assert static.post("/").data == b"behind"
