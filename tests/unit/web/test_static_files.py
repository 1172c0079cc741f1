"""The static files, held against the rules of RFC 9110 that they rely on."""

from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.validate import validator

import brotli  # type: ignore[import-untyped]
import pytest
from werkzeug.test import Client

from duo_site.web.static_files import StaticFiles
from tests.unit.web.cached_site import POLICY, ClosingClient

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
