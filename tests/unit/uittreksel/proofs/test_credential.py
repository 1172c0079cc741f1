"""The credential in the file says what the page says, and only our keys make it speak."""

import base64
import hmac
import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from duo_site.uittreksel.domain import Cijfer, Document, UittrekselInhoud
from duo_site.uittreksel.proofs import CredentialKeys, Proofs, make_proofs, read_inhoud, read_qr
from duo_site.uittreksel.proofs.credential import MOST_BYTES, write_credential
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.qr_reading import QrHolds
from duo_site.uittreksel.proofs.signing import sign_jwt
from duo_site.uittreksel.proofs.status_list import write_status_list
from tests.unit.uittreksel.proofs.conftest import INHOUD, MADE_AT


def encode(value: Any) -> bytes:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def decode(part: bytes) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + b"=="))


def claims_of(attachment: bytes) -> dict[str, Any]:
    claims: dict[str, Any] = decode(attachment.split(b".")[1])
    return claims


TEXTS = st.text(min_size=1).filter(str.strip)
OTHER_VALUES: dict[str, Any] = {
    "language": "en",
    "document": Document.CERTIFICAAT,
    "qualification": tuple(f"Regel {number}" for number in range(10)),
    "profiel": None,
    "holder": "محمد الأمين Ωμέγα Žižek fan 'e Fryslân",
    "birth_date": date(1901, 1, 1),
    "onderwijsinstelling": "School met “aanhalingstekens” & <haken>",
    "place": "'s-Hertogenbosch",
    "obtained_on": date(1996, 2, 29),
    "nlqf": None,
    "downloaded_on": date(2027, 1, 1),
    "grades": (),
    "operator": None,
    "status_index": None,
}


def test_every_field_comes_back(proofs: Proofs, keys: CredentialKeys) -> None:
    assert read_inhoud(proofs.attachment, keys) == INHOUD


@pytest.mark.parametrize("name", OTHER_VALUES)
def test_every_field_is_in_the_credential(name: str, key: SigningKey, keys: CredentialKeys, proofs: Proofs) -> None:
    other = replace(INHOUD, **{name: OTHER_VALUES[name]})
    attachment = write_credential(other, key, MADE_AT)
    assert claims_of(attachment) != claims_of(proofs.attachment), "the credential does not say this field"
    assert read_inhoud(attachment, keys) == other


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_text_comes_back(data: st.DataObject, key: SigningKey, keys: CredentialKeys) -> None:
    grades = st.lists(st.builds(Cijfer, TEXTS, *[st.none() | st.text()] * 3), max_size=4)
    other = replace(
        INHOUD,
        holder=data.draw(st.text()),
        place=data.draw(st.text()),
        profiel=data.draw(st.none() | st.text()),
        qualification=tuple(data.draw(st.lists(TEXTS, min_size=1, max_size=10))),
        birth_date=data.draw(st.dates()),
        grades=tuple(data.draw(grades)),
        operator=data.draw(st.none() | st.text()),
    )
    made = make_proofs(other, key, MADE_AT)
    assert read_inhoud(made.attachment, keys) == other
    found = read_qr(made.qr, keys)
    assert isinstance(found, QrHolds)
    assert found.inhoud.birth_date == other.birth_date


def test_no_field_was_forgotten() -> None:
    tried = {*OTHER_VALUES, "number", "check_address"}
    assert tried == {field.name for field in fields(UittrekselInhoud)}


def test_it_is_a_credential_of_the_data_model_2(proofs: Proofs) -> None:
    header, claims = decode(proofs.attachment.split(b".")[0]), claims_of(proofs.attachment)
    assert header["alg"] == "ES256"
    assert header["typ"] == "vc+jwt"
    assert set(header) == {"alg", "typ", "kid"}
    assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert claims["type"][0] == "VerifiableCredential"
    assert claims["issuer"]["id"] == "https://register.example"
    assert claims["validFrom"] == "2026-11-21T13:00:00Z"
    assert not {"vc", "vp"} & set(claims)
    status = claims["credentialStatus"]
    assert status["type"] == "BitstringStatusListEntry"
    assert status["statusListIndex"] == "131071"
    assert status["statusListCredential"] == "https://register.example/api/v1/statuslijst"
    assert len(status["statusMessage"]) == 2 ** status["statusSize"]
    achievement = claims["credentialSubject"]["hasClaim"]
    assert achievement["specifiedBy"]["eqfLevel"] == "4"
    assert achievement["provenBy"][0]["title"] == ["Nederlandse taal"]


def test_sixty_vakken_and_long_names_fit(key: SigningKey, keys: CredentialKeys) -> None:
    grades = tuple(Cijfer(f"Vak met een lange naam {number}", "6.8", "7.1", "7") for number in range(60))
    large = replace(INHOUD, grades=grades, holder="Ж" * 120, qualification=("Opleiding " * 12,) * 10)
    attachment = write_credential(large, key, MADE_AT)
    assert read_inhoud(attachment, keys) == large
    assert len(attachment) < MOST_BYTES


def test_same_input_same_bytes(key: SigningKey, proofs: Proofs) -> None:
    assert write_credential(INHOUD, key, MADE_AT) == proofs.attachment


def test_a_flipped_byte_anywhere_is_found(proofs: Proofs, keys: CredentialKeys) -> None:
    whole = proofs.attachment
    for place in [*range(0, len(whole), 7), len(whole) - 1]:
        for bit in (0x01, 0x20):
            changed = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
            assert read_inhoud(changed, keys) is None, place


def test_changed_claims_under_the_old_signature(proofs: Proofs, keys: CredentialKeys) -> None:
    header, payload, signature = proofs.attachment.split(b".")
    claims = decode(payload)
    claims["credentialSubject"]["fullName"] = "Iemand Anders"
    assert read_inhoud(b".".join([header, encode(claims), signature]), keys) is None


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "ES384", "RS256", "", None, 7])
def test_other_algorithms_do_not_exist(proofs: Proofs, keys: CredentialKeys, algorithm: Any) -> None:
    header, payload, signature = proofs.attachment.split(b".")
    changed = encode(decode(header) | {"alg": algorithm})
    for signed in (signature, b""):
        assert read_inhoud(b".".join([changed, payload, signed]), keys) is None


def test_a_public_key_is_no_secret_of_hs256(proofs: Proofs, keys: CredentialKeys) -> None:
    header, payload, _signature = proofs.attachment.split(b".")
    message = encode(decode(header) | {"alg": "HS256"}) + b"." + payload
    public = ECKey.import_key(keys.keys[-1].to_jwk())
    for secret in (public.as_pem(private=False), json.dumps(keys.keys[-1].to_jwk()).encode()):
        forged = message + b"." + encode(hmac.digest(secret, message, "sha256"))
        assert read_inhoud(forged, keys) is None


def test_a_key_that_the_token_brings_is_not_used(stranger: SigningKey, keys: CredentialKeys, proofs: Proofs) -> None:
    from joserfc.jws import serialize_compact

    own = ECKey.import_key(stranger.private)
    for kid in (stranger.id, keys.current_id):
        header = {"alg": "ES256", "typ": "vc+jwt", "kid": kid, "jwk": own.as_dict(private=False)}
        payload = json.dumps(claims_of(proofs.attachment))
        assert read_inhoud(serialize_compact(header, payload, own).encode(), keys) is None


def test_a_foreign_key_and_one_that_bears_our_id(
    stranger: SigningKey, impostor: SigningKey, keys: CredentialKeys
) -> None:
    for signer in (stranger, impostor):
        assert read_inhoud(write_credential(INHOUD, signer, MADE_AT), keys) is None


def test_a_status_list_is_no_uittreksel(key: SigningKey, keys: CredentialKeys) -> None:
    assert read_inhoud(write_status_list(2**17, {}, None, "https://register.example", key, MADE_AT), keys) is None


@pytest.mark.parametrize(
    "change",
    [
        {"type": ["VerifiableCredential"]},
        {"validFrom": "gisteren"},
        {"validFrom": "2026-11-21T13:00:00"},
        {"id": "https://register.example/controle/0000"},
        {"identifier": "0000"},
        {"credentialSubject": None},
        {"credentialSubject": []},
        {"issuer": "https://register.example"},
        {"demonstration": True},
        {"primaryLanguage": "fy"},
        {"downloadedOn": 7},
        {"credentialStatus": {"statusListIndex": "-1"}},
        {"credentialStatus": {"statusListIndex": 7}},
        {"credentialStatus": {"statusListIndex": "9" * 5000}},
    ],
)
def test_signed_nonsense_is_nothing(
    change: dict[str, Any], key: SigningKey, keys: CredentialKeys, proofs: Proofs
) -> None:
    assert read_inhoud(sign_jwt(claims_of(proofs.attachment) | change, key), keys) is None


@pytest.mark.parametrize(
    "attachment",
    [
        b"",
        b".",
        b"..",
        b"...." * 10,
        b"{}",
        b"%PDF-1.7",
        b"e30.e30.e30",
        b"\xff" * 100,
        b"a" * (MOST_BYTES + 1),
        encode(b"[" * 100_000) + b"." + encode(b"{}") + b".AAAA",
        encode({"alg": "ES256", "typ": "vc+jwt", "kid": ["x"]}) + b"." + encode(b"[" * 100_000) + b"." + b"A" * 86,
        INHOUD.to_json().encode(),
    ],
)
def test_strange_bytes_are_nothing(attachment: bytes, keys: CredentialKeys) -> None:
    assert read_inhoud(attachment, keys) is None
