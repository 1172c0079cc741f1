"""A small site behind a byte cache, for the tests of the cache."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.validate import validator

from flask import Flask, Response, g, request, session
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.test import Client, TestResponse

from duo_site.web.page_cache import PageCache, kept

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
