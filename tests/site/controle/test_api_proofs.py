"""The controle for programs: what is known of a number, the keys and the status list, and nothing of anybody."""

from collections.abc import Iterator

import pytest
from flask import Flask

from duo_site.database import writing_session
from duo_site.uittreksel.domain import Status, UittrekselRequest
from duo_site.uittreksel.keys import load_keys
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.proofs.key_document import read_key_document
from duo_site.uittreksel.proofs.keys import (
    CREDENTIAL_KEY_LIST,
    CredentialKeys,
    load_credential_keys,
)
from duo_site.uittreksel.proofs.status_list import StatusList, read_status_list
from duo_site.uittreksel.service import set_status, store
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.seals import make_keys
from tests.unit.uittreksel.proofs.conftest import INHOUD, MADE_AT

API = "/api/v1"
DIPLOMA = "98CD-anja-1"
UNKNOWN = new_number(lambda size: b"\xa5" * size)


@pytest.fixture
def keys(site: Site) -> CredentialKeys:
    """Give the site its keys, and nothing that an earlier test published."""
    folder = site.settings.seal_folder
    make_keys(folder)
    site.parts.pop("controle.status_lists", None)
    return load_credential_keys(folder)


@pytest.fixture
def issued(site: Site, keys: CredentialKeys) -> Iterator[str]:
    """Enter an uittreksel in the register."""
    request = UittrekselRequest(DIPLOMA, 1, "nl", True, INHOUD.downloaded_on)
    with writing_session(site.engine) as session:
        store(session, site.secrecy, request, INHOUD, "0" * 64, MADE_AT)
    yield INHOUD.number
    site.parts.pop("controle.status_lists", None)


def withdraw(site: Site) -> None:
    with writing_session(site.engine) as session:
        assert set_status(session, DIPLOMA, Status.INGETROKKEN, now()) == 1


def test_a_known_number(client: LookingClient, site: Site, issued: str) -> None:
    answer = client.get(f"{API}/uittreksels/{issued.lower().replace('-', ' ')}")
    assert answer.status_code == 200
    assert answer.get_json() == {"nummer": issued, "oordeel": "geldig", "afgegeven_op": "2026-11-21"}
    assert answer.headers["API-Version"] == "1.0.0"
    assert answer.headers["Cache-Control"] == "no-store"
    withdraw(site)
    assert client.get(f"{API}/uittreksels/{issued}").get_json()["oordeel"] == "ingetrokken"


def test_unknown_and_malformed_are_alike(client: LookingClient, issued: str) -> None:
    numbers = (UNKNOWN, "0", issued[:-1], issued[:-1] + "0", "x" * 500, "%F0%9F%A6%84", "a/b", "a%2Fb", "'--")
    answers = [client.get(f"{API}/uittreksels/{number}") for number in numbers]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.mimetype for answer in answers} == {"application/problem+json"}
    assert len({answer.get_data() for answer in answers}) == 1


def test_trying_numbers_is_limited(client: LookingClient) -> None:
    answers = [client.get(f"{API}/uittreksels/0000") for _ in range(31)]
    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
    assert answers[-1].mimetype == "application/problem+json"
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_the_keys(client: LookingClient, site: Site, keys: CredentialKeys) -> None:
    answer = client.get(f"{API}/sleutels")
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    read_seals, read_credentials = read_key_document(answer.get_data())
    assert read_credentials == keys
    assert read_seals.keys == load_keys(site.settings.seal_folder).keys


def test_the_status_list(client: LookingClient, site: Site, keys: CredentialKeys, issued: str) -> None:
    answer = client.get(f"{API}/statuslijst")
    assert answer.status_code == 200
    assert answer.mimetype == "application/vc+jwt"
    found = read_status_list(answer.get_data(), keys, now())
    assert isinstance(found, StatusList)
    assert found.find(INHOUD.status_index) is Status.GELDIG


def test_a_withdrawal_stands_in_the_next_list(
    client: LookingClient, site: Site, keys: CredentialKeys, issued: str
) -> None:
    withdraw(site)
    found = read_status_list(client.get(f"{API}/statuslijst").get_data(), keys, now())
    assert isinstance(found, StatusList)
    assert found.find(INHOUD.status_index) is Status.INGETROKKEN


@pytest.mark.parametrize("name", ["sleutels", "statuslijst"])
def test_both_lists_may_be_kept_for_thirty_seconds(client: LookingClient, keys: CredentialKeys, name: str) -> None:
    first = client.get(f"{API}/{name}")
    assert first.headers["Cache-Control"] == "public, max-age=30"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in first.headers
    again = client.get(f"{API}/{name}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert again.headers["API-Version"] == "1.0.0"
    head = client.head(f"{API}/{name}")
    assert (head.status_code, head.headers["ETag"], head.get_data()) == (200, first.headers["ETag"], b"")
    assert client.post(f"{API}/{name}").status_code == 405


@pytest.mark.parametrize("name", ["sleutels", "statuslijst"])
def test_nothing_of_anybody_stands_in_them(client: LookingClient, issued: str, name: str) -> None:
    text = client.get(f"{API}/{name}").get_data(as_text=True)
    for secret in (INHOUD.holder, INHOUD.number, "PRIVATE", "anja"):
        assert secret not in text


@pytest.fixture
def without_credential_keys(site: Site, keys: CredentialKeys) -> Iterator[None]:
    """Take the list of credential keys away for a while."""
    path = site.settings.seal_folder / CREDENTIAL_KEY_LIST
    aside = path.rename(path.with_suffix(".aside"))
    yield
    aside.rename(path)


@pytest.mark.usefixtures("without_credential_keys")
@pytest.mark.parametrize("name", ["sleutels", "statuslijst"])
def test_without_keys_it_says_so(client: LookingClient, name: str) -> None:
    answer = client.get(f"{API}/{name}")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert answer.headers["Retry-After"] == "600"
    assert answer.headers["Cache-Control"] == "no-store"


def test_openapi_shows_examples(app: Flask, client: LookingClient) -> None:
    paths = client.get(f"{API}/openapi.json").get_json()["paths"]
    for path in ("/uittreksels/{nummer}", "/sleutels", "/statuslijst"):
        assert "example" in str(paths[path]["get"])
    assert paths["/uittreksels/{nummer}"]["get"]["parameters"][0]["name"] == "nummer"
