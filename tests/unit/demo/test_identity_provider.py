"""The demo identity provider shows its people, is as strict as a real one, and serves demonstrations alone."""

import base64
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import ECKey
from lxml import html

from duo_site.demo.identity_provider import DemonstrationOnly, make_identity_provider
from duo_site.demo.people import CAST, list_people
from duo_site.login.domain import LEVELS
from duo_site.means import Means
from duo_site.settings import Provider, Settings, SettingsError
from tests.builders import BASE_URL, make_settings
from tests.unit.demo.asking import (
    ASKED,
    ISSUER,
    answer_in,
    choose,
    code,
    get,
    post,
    redeem,
)


@pytest.mark.parametrize(("means", "language"), [(means, language) for means in Means for language in ("nl", "en")])
def test_the_page_shows_each_person_as_a_button(browser: FlaskClient, means: Means, language: str) -> None:
    asked = {**ASKED, "redirect_uri": f"{BASE_URL}/inloggen/{means}/terug", "ui_locales": language}
    answer = get(browser, f"/{means}/authorize", query_string=asked)
    page = html.fromstring(answer.text)
    assert page.get("lang") == language
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//button[@name='person']/text()") == [person.name for person in list_people(means)]
    assert not page.xpath("//script | //style | //@style | //img")
    for field in page.xpath("//input[not(@type='hidden')]"):
        assert page.xpath("//label[@for=$id]", id=field.get("id"))
    described = page.xpath("//@aria-describedby")
    assert described
    assert all(page.xpath("//*[@id=$id]", id=identifier) for identifier in described)
    warning = {
        "nl": "Demonstratie - geen DigiD of eHerkenning",
        "en": "Demonstration - this is not DigiD or eHerkenning",
    }
    assert warning[language] in page.text_content()


def test_the_front_page_names_the_whole_cast(browser: FlaskClient) -> None:
    page = html.fromstring(get(browser, "/", headers={"Accept-Language": "en"}).text)
    assert page.get("lang") == "en"
    assert page.xpath("//li/strong/text()") == [person.name for person in CAST]
    assert f"{BASE_URL}/en/inloggen/digid" in page.xpath("//a/@href")


@pytest.mark.parametrize("path", ["/", "/digid/authorize", "/digid/jwks", "/nowhere", "/static/provider.css"])
def test_every_answer_has_strict_headers(browser: FlaskClient, path: str) -> None:
    with get(browser, path) as answer:
        answer.get_data()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert f"form-action 'self' {BASE_URL};" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"nonce": ""}, "invalid_request"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"prompt": "none"}, "login_required"),
        ({"request": "x"}, "request_not_supported"),
    ],
)
def test_a_request_that_is_wrong_goes_back_with_the_reason(
    browser: FlaskClient, changes: dict[str, str], error: str
) -> None:
    answer = answer_in(get(browser, "/digid/authorize", query_string={**ASKED, **changes}))
    assert answer == {"error": error, "state": "s" * 43, "iss": ISSUER}


@pytest.mark.parametrize(
    "changes", [{"redirect_uri": "https://kwaad.example/"}, {"client_id": "another"}, {"state": "s" * 600}]
)
def test_a_request_of_a_stranger_goes_nowhere(browser: FlaskClient, changes: dict[str, str]) -> None:
    answer = get(browser, "/digid/authorize", query_string={**ASKED, **changes})
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert len(html.fromstring(answer.text).xpath("//h1")) == 1


def test_cancelling_and_a_low_level(browser: FlaskClient, key: ECKey) -> None:
    stopped = answer_in(choose(browser, cancel="1"))
    assert stopped == {"error": "access_denied", "state": "s" * 43, "iss": ISSUER}
    body = redeem(browser, key, code(browser, low="1")).get_json()
    keys = ECKey.import_key(get(browser, "/digid/jwks").get_json()["keys"][0])
    assert jwt.decode(body["id_token"], keys, algorithms=["ES256"]).claims["acr"] == LEVELS[Means.DIGID][0].uri


@pytest.mark.parametrize("person", ["bram", "nobody", ""])
def test_only_people_of_the_means_can_be_chosen(browser: FlaskClient, person: str) -> None:
    assert choose(browser, person=person).status_code == 400


def test_a_choice_is_made_once(browser: FlaskClient) -> None:
    page = html.fromstring(get(browser, "/digid/authorize", query_string=ASKED).text)
    form = {"ticket": page.xpath("string(//input[@name='ticket']/@value)"), "person": "anja"}
    assert post(browser, "/digid/keuze", form).status_code == 303
    assert post(browser, "/digid/keuze", form).status_code == 400


def test_a_name_that_points_at_this_machine_is_refused(browser: FlaskClient) -> None:
    assert browser.get("/", base_url="http://kwaad.example:8001").status_code == 400


def test_a_site_of_an_operator_is_not_served(settings: Settings, tmp_path: Path) -> None:
    claimed = make_settings(tmp_path, providers=settings.providers, operator="Iemand")
    with pytest.raises(DemonstrationOnly):
        make_identity_provider(claimed)


def test_the_process_ends_with_a_clear_line(tmp_path: Path) -> None:
    environment = {
        "DUO_SECRET_KEY": "s" * 40,
        "DUO_DATA_KEY": base64.b64encode(b"d" * 32).decode(),
        "DUO_BASE_URL": BASE_URL,
        "DUO_INSTANCE": str(tmp_path),
        "DUO_OPERATOR": "Iemand",
    }
    command = [sys.executable, "-m", "duo_site.demo.identity_provider"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("DUO_OPERATOR is set")


@pytest.mark.parametrize(
    "issuer",
    ["http://0.0.0.0:8001/digid", "https://127.0.0.1:8001/digid", "http://127.0.0.1:8001/x", "http://127.0.0.1/digid"],
)
def test_it_serves_on_loopback_alone(settings: Settings, tmp_path: Path, issuer: str) -> None:
    first = settings.providers[0]
    other = Provider(first.means, issuer, first.client_id, first.client_key, first.acr)
    with pytest.raises(SettingsError):
        make_identity_provider(make_settings(tmp_path, providers=(other,)))
