"""Every page that the byte cache may keep is the same for everybody: nobody's name, host or cookie gets into it."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from flask import Flask
from lxml import etree
from werkzeug.test import TestResponse

from duo_site.database import reading_session, writing_session
from duo_site.demo.nieuwsbrief import write_demo_issues
from duo_site.nieuwsbrief.service import list_public_issues
from duo_site.web.page_cache import is_kept
from duo_site.web.session import COOKIE
from duo_site.web.site import Site
from tests.builders import BASE_URL
from tests.cast import ANJA
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in

FORGED = "evil.test"
QUERIES = (
    "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994",
    "/diplomahulp?soort=hbo&wijzig=soort",
    "/api/v1/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994",
    "/feedback?pagina=/contact",
    "/inloggen?wie=organisatie",
    "/cijfers?wat=controles",
    "/cijfers/aantallen.csv",
    "/api/v1/cijfers?wat=downloads",
    "/organisatie/persberichten/?jaar=2017",
)
"""Addresses whose query changes the page."""

NOT_KEPT = {"/inloggen/problemen", "/en/inloggen/problemen"}
"""This page says to each visitor what went wrong for him."""

ARCHIVE = "/nieuwsbrief/archief"

Ask = Callable[[LookingClient, str], TestResponse]


@pytest.fixture(autouse=True)
def sent_issues(site: Site) -> None:
    """Fill the archive of the nieuwsbrief, whose pages are kept too."""
    with writing_session(site.engine) as session:
        write_demo_issues(session)


def kept_endpoints(app: Flask) -> set[str]:
    return {endpoint for endpoint, view in app.view_functions.items() if is_kept(view)}


def addresses(app: Flask) -> list[str]:
    """List what is kept: what the sitemap names, some queries, and every rule in the languages in which it answers."""
    kept, visitor = kept_endpoints(app), client_of(app)
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint in kept and not rule.arguments]
    tried = {f"{language}{rule}" for language in ("", "/en") for rule in rules}
    answered = {address for address in tried if visitor.get(address).status_code == HTTPStatus.OK}
    with reading_session(app.extensions["duo"].engine) as session:
        issues = {f"{ARCHIVE}/{issue.id}" for issue in list_public_issues(session)[:1]}
    return sorted(answered | issues | set(QUERIES) | (set(sitemap_addresses(app)) - NOT_KEPT))


def sitemap_addresses(app: Flask) -> Iterator[str]:
    sitemap = etree.fromstring(client_of(app).get("/sitemap.xml").get_data())
    for place in sitemap.findall("{*}url/{*}loc"):
        yield urlsplit(str(place.text)).path


def answers(site: Site, client: LookingClient, asked: list[str], ask: Ask) -> dict[str, tuple[int, object, bytes]]:
    """Have every page made anew for this client, never taken from what was made for another."""
    site.empty_page_cache()
    found: dict[str, tuple[int, object, bytes]] = {}
    for address in asked:
        answer = ask(client, address)
        assert "Set-Cookie" not in answer.headers, address
        found[address] = answer.status_code, sorted(answer.headers), answer.get_data()
    return found


def plainly(client: LookingClient, address: str) -> TestResponse:
    return client.get(address)


def with_a_forged_host(client: LookingClient, address: str) -> TestResponse:
    headers = {"Host": FORGED, "X-Forwarded-Host": FORGED, "Forwarded": f"host={FORGED}"}
    return client.get(address, headers=headers)


def test_a_kept_page_is_the_same_for_everybody(app: Flask, site: Site) -> None:
    asked = addresses(app)
    visitor, anja, stranger = client_of(app), client_of(app), client_of(app)
    log_in(anja, ANJA)
    stranger.set_cookie(COOKIE, "of a session that has ended", domain=urlsplit(BASE_URL).hostname or "", secure=True)
    expected = answers(site, visitor, asked, plainly)
    assert [address for address in asked if expected[address][0] != HTTPStatus.OK] == []
    for client, ask in ((anja, plainly), (stranger, plainly), (visitor, with_a_forged_host)):
        found = answers(site, client, asked, ask)
        assert [address for address in asked if found[address] != expected[address]] == []
    texts = [body for _, _, body in expected.values()]
    assert not [text for text in texts if FORGED.encode() in text or ANJA.name.encode() in text]


def test_what_is_asked_here_is_all_that_is_kept(app: Flask, site: Site) -> None:
    asked = addresses(app)
    answers(site, client_of(app), asked, plainly)
    # Each of them lies in the cache, so the comparison speaks of kept pages.
    assert site.page_cache_figures().answers == len(asked)
    rules = app.url_map.bind("duo.test", url_scheme="https")
    paths = {address.partition("?")[0].removeprefix("/en") or "/" for address in asked}
    assert kept_endpoints(app) == {rules.match(path)[0] for path in paths}
