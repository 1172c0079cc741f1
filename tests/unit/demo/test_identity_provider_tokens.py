"""The demo identity provider is as strict with codes and tokens as a real one."""

import time
from typing import Any

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import ECKey

from tests.builders import BASE_URL
from tests.unit.demo.asking import ASKED, ISSUER, PLACE, VERIFIER, assertion, code, get, redeem


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
