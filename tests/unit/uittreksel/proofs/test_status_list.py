"""The status list: every place tells its status, a stale or foreign list tells nothing."""

import base64
import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from duo_site.uittreksel.domain import MOST_PLACES, Status
from duo_site.uittreksel.proofs import CredentialKeys, Proofs
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.signing import sign_jwt
from duo_site.uittreksel.proofs.status_list import (
    NoStatusList,
    StaleStatusList,
    StatusList,
    read_status_list,
    write_status_list,
)

NOW = datetime(2026, 11, 21, 13, 40, tzinfo=UTC)
SITE = "https://register.example"
SIZE = 2**17
CHANGED = {0: Status.INGETROKKEN, 1: Status.VERVANGEN, 7: Status.INGETROKKEN, SIZE - 1: Status.VERVANGEN}


@pytest.fixture(scope="module")
def token(key: SigningKey) -> bytes:
    """A list with four that changed."""
    return write_status_list(SIZE, CHANGED, NOW, SITE, key, NOW)


def claims_of(token: bytes) -> dict[str, Any]:
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token.split(b".")[1] + b"=="))
    return claims


def read(token: bytes, keys: CredentialKeys) -> StatusList:
    found = read_status_list(token, keys, NOW)
    assert isinstance(found, StatusList), found
    return found


def test_every_place_tells_its_status(token: bytes, keys: CredentialKeys) -> None:
    found = read(token, keys)
    assert {place: found.find(place) for place in range(SIZE)} == dict.fromkeys(range(SIZE), Status.GELDIG) | CHANGED


@pytest.mark.parametrize("place", [None, -1, SIZE, SIZE * 1000])
def test_a_place_that_is_not_there_tells_nothing(token: bytes, keys: CredentialKeys, place: int | None) -> None:
    assert read(token, keys).find(place) is None


def test_a_value_without_meaning_tells_nothing(token: bytes, keys: CredentialKeys) -> None:
    assert replace(read(token, keys), bits=b"\xc0").find(0) is None


def test_it_is_a_bitstring_status_list(token: bytes) -> None:
    claims = claims_of(token)
    subject = claims["credentialSubject"]
    assert claims["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert (subject["type"], subject["statusPurpose"], subject["statusSize"]) == ("BitstringStatusList", "message", 2)
    assert subject["ttl"] == 30_000
    bits = gzip.decompress(base64.urlsafe_b64decode(subject["encodedList"].removeprefix("u") + "=="))
    assert len(bits) * 8 == 2 * SIZE
    assert bits[0] == 0b01_10_00_00, "the first place stands at the left"
    assert claims["validFrom"] == "2026-11-21T13:40:00Z"
    assert len(token) < 1500


def test_within_an_hour_nothing_new_means_the_same_bytes(key: SigningKey) -> None:
    changed_at = NOW - timedelta(days=3)
    written = [write_status_list(SIZE, CHANGED, changed_at, SITE, key, NOW + timedelta(minutes=m)) for m in (0, 19, 20)]
    assert written[0] == written[1] != written[2]


def test_a_stale_list_tells_nothing(token: bytes, keys: CredentialKeys) -> None:
    assert isinstance(read_status_list(token, keys, NOW + timedelta(hours=24)), StatusList)
    for moment in (NOW + timedelta(hours=25), NOW + timedelta(days=400), NOW - timedelta(hours=1)):
        assert isinstance(read_status_list(token, keys, moment), StaleStatusList)


def test_a_fresh_key_signs_a_list_that_holds(stranger: SigningKey, key: SigningKey, keys: CredentialKeys) -> None:
    begun = key.valid_from + timedelta(minutes=5)
    written = write_status_list(SIZE, {}, None, SITE, key, begun)
    assert isinstance(read_status_list(written, keys, begun), StatusList)


def test_lists_of_others_and_other_credentials_are_none(
    stranger: SigningKey, impostor: SigningKey, keys: CredentialKeys, proofs: Proofs, token: bytes
) -> None:
    for signer in (stranger, impostor):
        assert read_status_list(write_status_list(SIZE, {}, None, SITE, signer, NOW), keys, NOW) == NoStatusList()
    header, _payload, signature = token.split(b".")
    without = claims_of(token)
    without["credentialSubject"]["encodedList"] = "u" + base64.urlsafe_b64encode(gzip.compress(bytes(SIZE))).decode()
    forged = base64.urlsafe_b64encode(json.dumps(without).encode()).rstrip(b"=")
    for other in (proofs.attachment, b".".join([header, forged, signature]), b"", b"x.y.z", b"." * 100_000):
        assert read_status_list(other, keys, NOW) == NoStatusList()


@pytest.mark.parametrize(
    "change",
    [
        {"encodedList": "u"},
        {"encodedList": "uAAAA"},
        {"encodedList": "zAAAA"},
        {"encodedList": 7},
        {"encodedList": "u" + base64.urlsafe_b64encode(gzip.compress(bytes(MOST_PLACES // 4 + 1))).decode()},
        {"encodedList": "u" + base64.urlsafe_b64encode(gzip.compress(bytes(SIZE))[:-9]).decode()},
        {"statusSize": 1},
        {"type": "Person"},
    ],
)
def test_signed_nonsense_is_no_list(
    change: dict[str, Any], token: bytes, key: SigningKey, keys: CredentialKeys
) -> None:
    claims = claims_of(token)
    claims["credentialSubject"] |= change
    assert read_status_list(sign_jwt(claims, key), keys, NOW) == NoStatusList()


def test_a_list_for_millions(key: SigningKey, keys: CredentialKeys) -> None:
    changed = dict.fromkeys(range(0, 2**22, 97), Status.INGETROKKEN)
    token = write_status_list(2**22, changed, NOW, SITE, key, NOW)
    found = read(token, keys)
    assert found.find(97) is Status.INGETROKKEN
    assert found.find(98) is Status.GELDIG
