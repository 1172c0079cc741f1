"""Downloading an overview over HTTP from the real server: how soon it begins, and what the server holds meanwhile."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection

from benchmarks.programs import ProgramFailed, running, site_command
from duo_site.app import create_app
from duo_site.demo.people import BRAM
from duo_site.settings import Settings
from duo_site.web.session import COOKIE, start_session
from tests.cast import identity_of

_PIECE = 1024 * 1024
_LOOK_EVERY_PIECES = 8


@dataclass(frozen=True)
class Download:
    """Seconds to the first byte and to the last, bytes, and the memory of the server before and at most, in MB."""

    first: float
    seconds: float
    size: int
    before: float
    most: float


def download(environment: Mapping[str, str], numbers: list[str]) -> list[Download]:
    """Let Bram download the overviews of zaken, one after another, from one new server."""
    cookie = _log_in(environment)
    port = int(environment["DUO_BASE_URL"].rpartition(":")[2])
    with running(site_command("wsgi:application", port), port, environment) as server:
        _get(port, cookie, "/mijn-duo", server.memory_mb)  # What the first request of a server loads is not looked at.
        return [_get(port, cookie, f"/mijn-duo/zaken/{number}/overzicht", server.memory_mb) for number in numbers]


def _log_in(environment: Mapping[str, str]) -> str:
    """Give the cookie of a session of Bram, in the database that the server uses."""
    app = create_app(Settings.from_environment(environment))
    site = app.extensions["duo"]
    with app.test_request_context(base_url=environment["DUO_BASE_URL"]) as context:
        start_session(identity_of(BRAM, site.secrecy))
        answer = app.response_class()
        app.session_interface.save_session(app, context.session, answer)
    site.engine.dispose()
    [cookie] = [header for header in answer.headers.getlist("Set-Cookie") if header.startswith(f"{COOKIE}=")]
    return cookie.partition(";")[0]


def _get(port: int, cookie: str, path: str, memory: Callable[[], float]) -> Download:
    before = most = memory()
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    size = len(answer.read(1))
    first = time.perf_counter() - began
    if answer.status != 200:
        raise ProgramFailed(f"{path} answered {answer.status}.")
    pieces = 0
    while piece := answer.read(_PIECE):
        size, pieces = size + len(piece), pieces + 1
        if pieces % _LOOK_EVERY_PIECES == 0:
            most = max(most, memory())
    seconds = time.perf_counter() - began
    connection.close()
    return Download(first, seconds, size, before, max(most, memory()))
