"""Whoever reads, answers or subscribes gets no cookie: only a login and closing the invitation set one."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from duo_site.web.access import access_of
from tests.builders import BASE_URL
from tests.site.client import LookingClient

SETS_COOKIES = ("/inloggen/digid", "/inloggen/eherkenning", "/inloggen/medewerker")
"""Where a login starts."""
FORMS = {
    "/feedback": {"gevonden": "ja", "cijfer": "8", "opmerking": "Goed", "pagina": "/cijfers"},
    "/nieuwsbrief": {"email": "iemand@voorbeeld.test", "sector": "hoger-onderwijs", "sectoren": "hoger-onderwijs"},
}


def public_addresses(app: Flask) -> Iterator[str]:
    """List every public address without arguments, in both languages; each page of text has a rule of its own."""
    for rule in app.url_map.iter_rules():
        is_public = access_of(app.view_functions[rule.endpoint]) == "public"
        if is_public and "GET" in (rule.methods or ()) and not rule.arguments:
            yield from (rule.rule, f"/en{rule.rule}")


def assert_no_cookie(answer: TestResponse, address: str) -> None:
    assert "Set-Cookie" not in answer.headers, address


def test_no_public_page_sets_a_cookie(app: Flask, client: LookingClient) -> None:
    asked = set(public_addresses(app))
    assert {"/cijfers", "/feedback", "/en/cijfers", "/cijfers/catalogus.jsonld", "/contact"} <= asked
    for address in sorted(asked):
        if not address.removeprefix("/en").startswith(SETS_COOKIES):
            assert_no_cookie(client.get(address), address)
    for address in ("/cijfers?jaar=2025&wat=controles", "/cijfers/aantallen.csv", "/api/v1/cijfers", "/cijfers?jaar=x"):
        assert_no_cookie(client.get(address), address)


@pytest.mark.parametrize("address", FORMS)
def test_answering_sets_no_cookie(client: LookingClient, address: str) -> None:
    answer = client.post(address, data=FORMS[address], headers={"Origin": BASE_URL})
    assert answer.status_code < 500
    assert_no_cookie(answer, address)
