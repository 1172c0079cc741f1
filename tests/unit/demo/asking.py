"""Asking the demo identity provider, as a browser and as a site do."""

import base64
import hashlib
import secrets
import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import ECKey
from lxml import html
from werkzeug.test import TestResponse

from duo_site.demo.identity_provider.clients import ASSERTION_TYPE
from duo_site.login.domain import LEVELS
from duo_site.means import Means
from tests.builders import BASE_URL

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
