"""Forms of other sites are refused, forms behind login carry the token of their own session."""

import pytest
from flask import Flask

from tests.builders import BASE_URL
from tests.cast import ANJA, BRAM
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in
from tests.site.test_sessions import token_of

OURS: list[dict[str, str]] = [
    {},
    {"Origin": BASE_URL},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
]
OF_OTHERS: list[dict[str, str]] = [
    {"Origin": "https://evil.test"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": BASE_URL + ".evil.test"},
    {"Origin": BASE_URL + "@evil.test"},
    {"Origin": BASE_URL + "/"},
    {"Origin": "http://duo.test"},
    {"Origin": f"{BASE_URL}, https://evil.test"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "SAME-ORIGIN"},
    {"Sec-Fetch-Site": "cross-site", "Origin": BASE_URL},
    {"Sec-Fetch-Site": "same-origin, cross-site"},
    {"Origin": "https://evil.test", "X-Forwarded-Host": "evil.test"},
    {"Origin": "https://evil.test", "Referer": BASE_URL},
]


@pytest.mark.parametrize("headers", OURS)
def test_our_own_forms_are_taken(trial: LookingClient, headers: dict[str, str]) -> None:
    assert trial.post("/proef/open", headers=headers).status_code == 200
    assert trial.post("/en/proef/open", headers=headers).status_code == 200


@pytest.mark.parametrize("headers", OF_OTHERS)
def test_forms_of_other_sites_are_refused(trial: LookingClient, headers: dict[str, str]) -> None:
    assert trial.post("/proef/open", headers=headers).status_code == 403
    assert trial.post("/en/proef/open", headers=headers).status_code == 403
    assert trial.get("/proef", headers=headers).status_code == 200, "links from elsewhere are welcome"


def test_behind_login_a_form_carries_its_token(trial: LookingClient, trial_app: Flask) -> None:
    log_in(trial, ANJA)
    other = client_of(trial_app)
    log_in(other, BRAM)
    own, of_another = token_of(trial), token_of(other)
    for data in ({}, {"csrf_token": ""}, {"csrf_token": "x"}, {"csrf_token": of_another}, {"csrf_token": "\x00"}):
        answer = trial.post("/proef/eigen", data=data)
        assert answer.status_code == 400
        assert "Deze pagina stond te lang open" in answer.get_data(as_text=True)
    assert trial.post(f"/proef/eigen?csrf_token={own}").status_code == 400, "a token in an address is no token"
    assert trial.post("/proef/eigen", data={"csrf_token": own}).status_code == 200
    for headers in OF_OTHERS:
        assert trial.post("/proef/eigen", data={"csrf_token": own}, headers=headers).status_code == 403


def test_a_form_behind_login_from_who_is_not_logged_in(trial: LookingClient) -> None:
    assert trial.post("/proef/eigen", data={"csrf_token": "x"}).status_code == 401


@pytest.mark.parametrize("language", ["", "/en"])
def test_after_the_login_one_comes_back_where_one_was(trial: LookingClient, language: str) -> None:
    answer = trial.get(f"{language}/proef/eigen?a=1&b=%C3%A9")
    assert answer.status_code == 302
    wanted = "%2Fproef%2Feigen%3Fa%3D1%26b%3D%25C3%25A9"
    assert answer.headers["Location"] == f"{language}/inloggen/digid?volgende={wanted}"
