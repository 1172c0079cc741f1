"""Every kind of answer carries the headers, and only public pages may be kept. The client looks at each answer too."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from duo_site.demo.people import DemoPerson
from duo_site.web.assets import Assets
from duo_site.web.headers import SECURITY_HEADERS
from tests.cast import ANJA, BRAM
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in

Ask = Callable[[LookingClient], TestResponse]
STYLE = Assets().address("css/site.css")


def ask_too_often(client: LookingClient) -> TestResponse:
    for _ in range(2):
        client.get("/proef/beperkt")
    return client.get("/proef/beperkt")


def ask_as(person: DemoPerson, address: str) -> Ask:
    def ask(client: LookingClient) -> TestResponse:
        log_in(client, person)
        return client.get(address)

    return ask


def ask_again(address: str) -> Ask:
    def ask(client: LookingClient) -> TestResponse:
        return client.get(address, headers={"If-None-Match": client.get(address).headers["ETag"]})

    return ask


DYNAMIC: list[tuple[int, Ask]] = [
    (200, lambda client: client.get("/proef")),
    (200, lambda client: client.head("/proef")),
    (200, lambda client: client.options("/proef")),
    (200, lambda client: client.get("/proef/bewaard-met-koekje")),
    (200, lambda client: client.get("/healthz")),
    (200, lambda client: client.get("/metrics")),
    (200, ask_as(ANJA, "/proef/eigen")),
    (302, lambda client: client.get("/proef/eigen")),
    (303, lambda client: client.post("/proef/onthouden", data={"wat": "x"})),
    (308, lambda client: client.get("/proef/map")),
    (400, lambda client: client.post("/proef/onthouden")),
    (400, lambda client: client.get("/proef?%00")),
    (401, lambda client: client.post("/proef/eigen")),
    (403, ask_as(BRAM, "/proef/eigen")),
    (403, lambda client: client.post("/proef/open", headers={"Origin": "null"})),
    (404, lambda client: client.get("/bestaat-niet")),
    (404, lambda client: client.get("/en/bestaat-niet")),
    (404, lambda client: client.head("/bestaat-niet")),
    (404, lambda client: client.get("/api/v1/bestaat-niet")),
    (405, lambda client: client.post("/proef")),
    (405, lambda client: client.open("/bestaat-niet", method="TRACE")),
    (413, lambda client: client.post("/proef/open", data={"naam": "x" * 300_000})),
    (422, lambda client: client.get("/api/v1/diplomahulp?soort=onzin")),
    (422, lambda client: client.get("/diplomahulp?soort=onzin&jaar=onzin")),
    (429, ask_too_often),
    (500, lambda client: client.get("/proef/stuk/999912347")),
    (500, lambda client: client.get("/proef/schrijft")),
    (500, lambda client: client.get("/proef/leest")),
]
KEPT: list[tuple[int, Ask]] = [
    (200, lambda client: client.get("/")),
    (200, lambda client: client.get("/en/")),
    (200, lambda client: client.get("/proef/bewaard")),
    (200, lambda client: client.head("/proef/bewaard")),
    (304, ask_again("/proef/bewaard")),
    (304, ask_again(STYLE)),
    (200, lambda client: client.get(STYLE)),
    (404, lambda client: client.get("/static/nothing.css")),
    (405, lambda client: client.delete(STYLE)),
]


@pytest.fixture
def asked(trial_app: Flask) -> Iterator[LookingClient]:
    """Give a client that gets the page for errors instead of the error."""
    trial_app.testing = False
    yield client_of(trial_app)
    trial_app.testing = True


@pytest.mark.parametrize(("status", "ask"), DYNAMIC)
def test_what_is_made_for_one_is_kept_by_nobody(asked: LookingClient, status: int, ask: Ask) -> None:
    answer = ask(asked)
    assert answer.status_code == status
    assert answer.headers.getlist("Cache-Control") == ["no-store"]
    for name, value in SECURITY_HEADERS:
        assert answer.headers.getlist(name) == [value]
    assert not [name for name, _ in answer.headers if name.lower().startswith("x-ratelimit")]


@pytest.mark.parametrize(("status", "ask"), KEPT)
def test_what_is_the_same_for_everybody_may_be_kept(asked: LookingClient, status: int, ask: Ask) -> None:
    answer = ask(asked)
    assert answer.status_code == status
    (word,) = answer.headers.getlist("Cache-Control")
    assert "no-store" not in word
    assert "Set-Cookie" not in answer.headers
    for name, value in SECURITY_HEADERS:
        assert answer.headers.getlist(name) == [value]


def test_a_kept_page_shows_nobody(trial: LookingClient, trial_app: Flask) -> None:
    log_in(trial, ANJA)
    assert ANJA.name not in trial.get("/proef/bewaard").get_data(as_text=True)


def test_the_policy_is_strict() -> None:
    policy = dict(SECURITY_HEADERS)["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert directives["form-action"] == directives["script-src"] == directives["style-src"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy
    assert dict(SECURITY_HEADERS)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert dict(SECURITY_HEADERS)["Referrer-Policy"] == "no-referrer"


def test_errors_are_pages_in_both_languages(asked: LookingClient) -> None:
    assert asked.page("/bestaat-niet", 404).findtext(".//h1") == "Deze pagina bestaat niet"
    assert asked.page("/en/bestaat-niet", 404).get("lang") == "en"
    assert asked.page("/proef/stuk/999912347", 500).findtext(".//h1") == "Er ging iets mis"


def test_programs_get_problems(asked: LookingClient) -> None:
    answer = asked.get("/api/v1/bestaat-niet")
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["status"] == 404


@pytest.mark.parametrize(
    ("headers", "remote", "status"),
    [
        ({}, "127.0.0.1", 200),
        ({}, "::1", 200),
        ({}, "192.0.2.7", 404),
        ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1", 404),
        ({"Forwarded": "for=127.0.0.1"}, "127.0.0.1", 404),
        ({"X-Real-IP": "192.0.2.7"}, "127.0.0.1", 404),
        ({"Authorization": "Bearer "}, "192.0.2.7", 404),
        ({"Authorization": "Bearer x"}, "192.0.2.7", 404),
    ],
)
def test_figures_are_for_this_machine(trial: LookingClient, headers: dict[str, str], remote: str, status: int) -> None:
    overrides = {"REMOTE_ADDR": remote}
    assert trial.get("/metrics", headers=headers, environ_overrides=overrides).status_code == status
    has_detail = "database" in trial.get("/readyz", headers=headers, environ_overrides=overrides).get_json()
    assert has_detail == (status == 200)
