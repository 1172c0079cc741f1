"""The demo identity provider is as strict as a real one, and serves demonstrations alone."""

import base64
import hashlib
import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import ECKey
from lxml import html
from werkzeug.test import TestResponse

from duo_site.demo.identity_provider import DemonstrationOnly, make_identity_provider
from duo_site.demo.identity_provider.app import create_provider_app
from duo_site.demo.identity_provider.clients import ASSERTION_TYPE, read_clients
from duo_site.demo.people import CAST, list_people
from duo_site.login.domain import LEVELS
from duo_site.login.oidc import load_client_key, new_client_key
from duo_site.means import Means
from duo_site.settings import Provider, Settings, SettingsError
from tests.builders import BASE_URL, make_settings

PLACE = "127.0.0.1:8001"
ISSUER = f"http://{PLACE}/digid"
RETURN = f"{BASE_URL}/inloggen/digid/terug"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = {
    "client_id": "site",
    "redirect_uri": RETURN,
    "response_type": "code",
    "scope": "openid profile",
    "state": "s" * 43,
    "nonce": "n" * 43,
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
    "acr_values": LEVELS[Means.DIGID][2].uri,
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    key = tmp_path / "key.pem"
    new_client_key(key)
    providers = tuple(Provider(means, f"http://{PLACE}/{means}", "site", key, LEVELS[means][1].uri) for means in Means)
    return make_settings(tmp_path, providers=providers)


@pytest.fixture
def key(settings: Settings) -> ECKey:
    return load_client_key(settings.providers[0].client_key)


@pytest.fixture
def browser(settings: Settings) -> FlaskClient:
    app = create_provider_app(PLACE, read_clients(settings), BASE_URL)
    return app.test_client()


def get(browser: FlaskClient, path: str, **named: Any) -> TestResponse:
    return browser.get(path, base_url=f"http://{PLACE}", **named)


def post(browser: FlaskClient, path: str, data: dict[str, Any]) -> TestResponse:
    return browser.post(path, data=data, base_url=f"http://{PLACE}")


def choose(browser: FlaskClient, **deed: str) -> TestResponse:
    page = html.fromstring(get(browser, "/digid/authorize", query_string=ASKED).text)
    ticket = page.xpath("string(//input[@name='ticket']/@value)")
    return post(browser, "/digid/keuze", {"ticket": ticket, **deed})


def answer_in(answer: TestResponse) -> dict[str, str]:
    assert answer.status_code == 303
    assert answer.headers["Location"].split("?")[0] == RETURN
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def code(browser: FlaskClient, **deed: str) -> str:
    return answer_in(choose(browser, person="anja", **deed))["code"]


def assertion(key: ECKey, **changes: object) -> str:
    now = int(time.time())
    claims = {
        "iss": "site", "sub": "site", "aud": ISSUER, "jti": secrets.token_urlsafe(16), "iat": now, "exp": now + 60,
        **changes,
    }  # fmt: skip
    return jwt.encode({"alg": "ES256"}, {name: value for name, value in claims.items() if value is not None}, key)


def redeem(browser: FlaskClient, key: ECKey, given: str, means: str = "digid", **changes: Any) -> TestResponse:
    form = {
        "grant_type": "authorization_code",
        "code": given,
        "redirect_uri": RETURN,
        "code_verifier": VERIFIER,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion(key),
        **changes,
    }
    return post(browser, f"/{means}/token", {name: value for name, value in form.items() if value is not None})


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


def test_a_code_gives_an_id_token(browser: FlaskClient, key: ECKey) -> None:
    body = redeem(browser, key, code(browser)).get_json()
    keys = ECKey.import_key(get(browser, "/digid/jwks").get_json()["keys"][0])
    claims = jwt.decode(body["id_token"], keys, algorithms=["ES256"]).claims
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (ISSUER, "site", "n" * 43)
    assert (claims["bsn"], claims["name"], claims["acr"]) == ("999990019", "Anja de Vries", ASKED["acr_values"])
    assert claims["iat"] - 2 <= claims["auth_time"] <= claims["iat"] < claims["exp"]
    assert "999990019" not in claims["sub"]


def test_a_second_try_with_a_code_is_refused_and_revokes_the_first(browser: FlaskClient, key: ECKey) -> None:
    given = code(browser)
    token = redeem(browser, key, given).get_json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert get(browser, "/digid/userinfo", headers=bearer).get_json()["bsn"] == "999990019"
    assert get(browser, "/medewerker/userinfo", headers=bearer).status_code == 401
    second = redeem(browser, key, given)
    assert (second.status_code, second.get_json()["error"]) == (400, "invalid_grant")
    assert get(browser, "/digid/userinfo", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"code_verifier": "w" * 43}, 400, "invalid_grant"),
        ({"code_verifier": None}, 400, "invalid_grant"),
        ({"redirect_uri": f"{BASE_URL}/elders"}, 400, "invalid_grant"),
        ({"code": "unknown"}, 400, "invalid_grant"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"code_verifier": [VERIFIER, "w" * 43]}, 400, "invalid_request"),
        ({"client_assertion": None}, 401, "invalid_client"),
        ({"client_assertion": "a.b.c"}, 401, "invalid_client"),
        ({"client_assertion_type": "other"}, 401, "invalid_client"),
        ({"client_id": "another"}, 401, "invalid_client"),
    ],
)
def test_a_token_request_that_is_wrong_in_one_way_is_refused(
    browser: FlaskClient, key: ECKey, changes: dict[str, Any], status: int, error: str
) -> None:
    answer = redeem(browser, key, code(browser), **changes)
    assert (answer.status_code, answer.get_json()["error"]) == (status, error)


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://elsewhere.example"},
        {"aud": [ISSUER, "https://elsewhere.example"]},
        {"aud": f"http://{PLACE}/medewerker"},
        {"iss": "another"},
        {"sub": "another"},
        {"exp": 1000},
        {"exp": None},
        {"exp": int(time.time()) + 86_400},
        {"iat": int(time.time()) + 3600},
        {"jti": None},
        {"jti": ""},
    ],
)
def test_a_client_assertion_that_is_wrong_in_one_way_is_refused(
    browser: FlaskClient, key: ECKey, changes: dict[str, object]
) -> None:
    answer = redeem(browser, key, code(browser), client_assertion=assertion(key, **changes))
    assert (answer.status_code, answer.get_json()["error"]) == (401, "invalid_client")


def test_a_client_assertion_works_once(browser: FlaskClient, key: ECKey) -> None:
    proof = assertion(key)
    assert redeem(browser, key, code(browser), client_assertion=proof).status_code == 200
    assert redeem(browser, key, code(browser), client_assertion=proof).status_code == 401


def test_a_client_assertion_by_another_key_is_refused(browser: FlaskClient) -> None:
    assert redeem(browser, ECKey.generate_key("P-256"), code(browser)).status_code == 401


def test_a_code_of_one_means_is_worth_nothing_at_another(browser: FlaskClient, key: ECKey) -> None:
    proof = assertion(key, aud=f"http://{PLACE}/medewerker")
    answer = redeem(browser, key, code(browser), means="medewerker", client_assertion=proof)
    assert (answer.status_code, answer.get_json()["error"]) == (400, "invalid_grant")


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
