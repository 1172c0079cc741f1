"""Logging in and failing to, as the site shows and records it."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from structlog.testing import capture_logs

from duo_site import migrations
from duo_site.app import create_app
from duo_site.database import reading_session
from duo_site.demo.people import ANJA, BRAM, CAST, ELS, DemoPerson
from duo_site.identity import Means
from duo_site.login.providers import clients_of
from duo_site.web.session import COOKIE, SessionRow
from duo_site.web.site import Site
from tests.builders import make_settings
from tests.cast import identity_of
from tests.site.client import LookingClient
from tests.site.login.journey import (
    audit_lines,
    come_back,
    is_logged_in,
    log_in_as,
    token_of,
)
from tests.unit.login.houses import cancel_demo, enter_demo


@pytest.mark.parametrize(
    ("person", "landing"),
    [(ANJA, "/mijn-diplomas"), (BRAM, "/mijn-duo"), (ELS, "/redactie")],
    ids=lambda value: str(value)[:20],
)
def test_each_means_leads_to_its_own_pages(client: LookingClient, site: Site, person: DemoPerson, landing: str) -> None:
    answer = log_in_as(client, person)
    assert (answer.status_code, answer.headers["Location"]) == (303, landing)
    assert is_logged_in(client)
    subject = identity_of(person, site.secrecy).subject
    assert audit_lines(site) == [("inloggen", person.means, "gelukt", subject)]


def test_the_cookie_is_chance_alone_and_changes_at_the_login(client: LookingClient) -> None:
    begun = client.get("/inloggen/digid")
    cookie = begun.headers["Set-Cookie"]
    assert cookie.startswith("__Host-")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert not {"Max-Age", "Expires", "Domain"} & {part.split("=")[0] for part in cookie.split("; ")}
    before = token_of(client)
    come_back(client, "digid", enter_demo(begun.headers["Location"]))
    assert token_of(client) not in (None, before)
    assert is_logged_in(client)
    stranger = client.application.test_client()
    assert isinstance(stranger, LookingClient)
    stranger.set_cookie(COOKIE, str(before), domain="duo.test", secure=True)
    assert not is_logged_in(stranger)


def test_the_page_that_was_asked_for_comes_after_the_login(client: LookingClient) -> None:
    start = "/inloggen/digid?" + urlencode({"volgende": "/mijn-diplomas/7?taal=en"})
    assert log_in_as(client, ANJA, start).headers["Location"] == "/mijn-diplomas/7?taal=en"


@pytest.mark.parametrize("target", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "/inloggen/digid"])
def test_a_page_of_somebody_else_does_not(client: LookingClient, target: str) -> None:
    start = "/inloggen/digid?" + urlencode({"volgende": target})
    assert log_in_as(client, ANJA, start).headers["Location"] == "/mijn-diplomas"


@pytest.mark.parametrize("start", ["/en/inloggen/digid", "/en/inloggen/digid?volgende=/mijn-diplomas"])
def test_a_login_in_english_stays_in_english(client: LookingClient, start: str) -> None:
    assert "ui_locales=en" in client.get(start).headers["Location"]
    assert log_in_as(client, ANJA, start).headers["Location"] == "/en/mijn-diplomas"


def test_stopping_says_that_you_are_not_logged_in(client: LookingClient, site: Site) -> None:
    begun = client.get("/inloggen/digid?volgende=/mijn-diplomas/7")
    answer = come_back(client, "digid", cancel_demo(begun.headers["Location"]))
    page = client.page(answer.headers["Location"])
    assert page.findtext(".//h1") == "U bent niet ingelogd"
    assert "/inloggen/digid?volgende=%2Fmijn-diplomas%2F7" in page.xpath("//main//a/@href")
    assert audit_lines(site) == [("inloggen", "digid", "cancelled", "onbekend")]
    assert not is_logged_in(client)


@pytest.mark.parametrize(("person", "level"), [(ANJA, "Midden"), (BRAM, "EH2+"), (ELS, "twee stappen")], ids=str)
def test_too_low_a_level_names_the_level_that_is_needed(client: LookingClient, person: DemoPerson, level: str) -> None:
    answer = log_in_as(client, person, level=0)
    page = client.page(answer.headers["Location"], status=403)
    assert page.findtext(".//h1") == "U bent niet ingelogd"
    assert level in page.text_content()
    assert not is_logged_in(client)


@pytest.mark.parametrize("failure", ["low", "cancel", "replay", "unknown state", "twice the state"])
def test_a_login_that_fails_ends_the_session_there_was(client: LookingClient, failure: str) -> None:
    begun = client.get("/inloggen/digid")
    first = enter_demo(begun.headers["Location"])
    come_back(client, "digid", first)
    assert is_logged_in(client)
    token = token_of(client)
    address = client.get("/inloggen/digid").headers["Location"]
    match failure:
        case "low":
            come_back(client, "digid", enter_demo(address, 0))
        case "cancel":
            come_back(client, "digid", cancel_demo(address))
        case "replay":
            come_back(client, "digid", first)
        case "unknown state":
            come_back(client, "digid", {**enter_demo(address), "state": "x" * 43})
        case _:
            again = urlencode(enter_demo(address))
            client.get(f"/inloggen/digid/terug?{again}&{again}")
    assert not is_logged_in(client)
    client.set_cookie(COOKIE, str(token), domain="duo.test", secure=True)
    assert not is_logged_in(client)


def test_an_answer_is_of_no_use_in_another_browser(client: LookingClient, app: Flask) -> None:
    answer = enter_demo(client.get("/inloggen/digid").headers["Location"])
    victim = app.test_client()
    assert isinstance(victim, LookingClient)
    refused = come_back(victim, "digid", answer)
    assert refused.headers["Location"] == "/inloggen/digid/niet-gelukt/verlopen"
    assert not is_logged_in(victim)


def test_an_answer_of_one_means_is_of_no_use_for_another(client: LookingClient) -> None:
    answer = enter_demo(client.get("/inloggen/digid").headers["Location"])
    refused = come_back(client, "medewerker", answer)
    assert refused.headers["Location"] == "/inloggen/medewerker/niet-gelukt/verlopen"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("means", list(Means))
@pytest.mark.parametrize("reason", ["geannuleerd", "niveau", "storing", "verlopen", "onbekend"])
def test_each_explanation_offers_another_try(client: LookingClient, prefix: str, means: Means, reason: str) -> None:
    answer = client.get(f"{prefix}/inloggen/{means}/niet-gelukt/{reason}")
    assert answer.status_code in (200, 403, 503)
    assert answer.headers["Cache-Control"] == "no-store"
    assert f"{prefix}/inloggen/{means}" in html.fromstring(answer.text).xpath("//main//a/@href")


@pytest.mark.parametrize(
    "path", ["/inloggen/facebook", "/inloggen/digid/niet-gelukt/x", "/uitgelogd/x", "/inloggen/digid/"]
)
def test_other_words_are_not_ours(client: LookingClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_provider_that_is_down_gets_a_page(
    client: LookingClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = clients_of(site)
    honest = clients[Means.DIGID]
    away = type(honest)(replace(honest.provider, issuer="http://127.0.0.1:9/digid"), "x", honest._key)
    monkeypatch.setitem(clients, Means.DIGID, away)
    answer = client.get("/inloggen/digid")
    assert "Geen antwoord" not in client.page(answer.headers["Location"], status=503).text_content()
    assert answer.headers["Location"] == "/inloggen/digid/niet-gelukt/storing"
    assert client.get("/uitgelogd/digid").headers["Location"] == "/uitgelogd"


def test_a_means_that_is_not_configured_gets_a_page(
    client: LookingClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(clients_of(site), Means.MEDEWERKER)
    assert client.get("/inloggen/medewerker").headers["Location"] == "/inloggen/medewerker/niet-gelukt/storing"
    assert client.get("/inloggen/medewerker/terug?state=x").status_code == 303
    assert client.get("/inloggen/medewerker/niet-gelukt/niveau").status_code == 403
    assert client.get("/uitgelogd?middel=medewerker").status_code == 200


@pytest.mark.parametrize("path", ["/inloggen/digid", "/inloggen/digid/terug"])
def test_the_sixty_first_try_in_a_minute_has_to_wait(client: LookingClient, path: str) -> None:
    answers = [client.get(path) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {303}
    assert answers[60].status_code == 429
    # The limiter rounds the end of its window up to a whole second.
    assert 0 < int(answers[60].headers["Retry-After"]) <= 61


def test_no_log_line_and_no_session_row_shows_who_it_is(
    client: LookingClient, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with capture_logs() as lines:
        begun = client.get("/inloggen/digid")
        answer = enter_demo(begun.headers["Location"])
        come_back(client, "digid", answer)
        token = str(token_of(client))
        log_in_as(client, ANJA, level=0)
    # The browser of the test logs the addresses it asks for; those lines are not of the site.
    written = str(lines) + "\n".join(line for line in caplog.text.splitlines() if "/authorize?" not in line)
    secret = [str(ANJA.bsn), answer["code"], answer["state"], token, *(person.name.split()[0] for person in CAST)]
    assert len(lines) == 4
    assert not [word for word in secret if word in written]
    log_in_as(client, ANJA)
    with reading_session(site.engine) as session:
        rows = session.execute(select(SessionRow.id, SessionRow.contents)).all()
    assert rows
    assert not [word for row in rows for word in secret if word in row.id or word.encode() in row.contents]
    assert str(ANJA.bsn) not in str(audit_lines(site))


def test_localhost_leads_to_the_name_that_the_provider_knows(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, base_url="http://127.0.0.1:8000")
    app = create_app(settings)
    migrations.upgrade(app.extensions["duo"].engine)
    client = app.test_client()
    answer = client.get("/en/inloggen/digid?volgende=/mijn-diplomas", base_url="http://localhost:8000")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "http://127.0.0.1:8000/en/inloggen/digid?volgende=/mijn-diplomas"
    elsewhere = client.get("/inloggen/digid", base_url="http://elsewhere.test")
    assert not elsewhere.headers.get("Location", "").startswith("http://127")
    app.extensions["duo"].engine.dispose()
