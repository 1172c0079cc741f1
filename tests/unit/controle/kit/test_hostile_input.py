"""Whatever strangers write, the kit answers, and never that it is valid."""

import base64
import json
import random
import struct
import zlib
from typing import Any

import base45
import cbor2
import pytest

from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.proofs import Proofs
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.qr_writing import PREFIX
from duo_site.uittreksel.proofs.signing import sign_cose
from tests.unit.controle.conftest import NUMBER, SEALED_AT
from tests.unit.controle.kit.conftest import Ask, Question

ISSUED = int(SEALED_AT.timestamp())
FIELDS = [NUMBER.replace("-", ""), 0, 0, "Havo", "Anja", 10349, "De Zonnewijzer", 16968, "4", 7]


def question(inhoud: UittrekselInhoud, data: bytes, packed: bytes | None = None) -> Question:
    written = base45.b45encode(zlib.compress(data, 9) if packed is None else packed).decode()
    return Question("qr", f"{inhoud.check_address}#{PREFIX}{written.replace('%', '%25').replace(' ', '%20')}".encode())


def sign(inhoud: UittrekselInhoud, key: SigningKey, payload: bytes) -> bytes:
    return sign_cose(payload, key, inhoud.check_address.encode())


def list_broken_cbor(whole: bytes) -> dict[str, bytes]:
    """List what is no COSE_Sign1 of ours, made of one that is."""
    protected, _, payload, signature = cbor2.loads(whole).value
    twice = b"\xa2\x01\x26\x01\x26"
    return {
        "nested": b"\x81" * 3000 + b"\x00",
        "nested maps": b"\xa1\x00" * 1500 + b"\x00",
        "nested tags": b"\xd2" * 3000 + b"\x00",
        "list of four billion": b"\xd2\x9a\xff\xff\xff\xff",
        "list of 2^64": b"\xd2\x9b" + b"\xff" * 8,
        "bytes of four billion": b"\x5a\xff\xff\xff\xff",
        "bytes of 2^53": b"\x5b" + struct.pack(">Q", 2**53),
        "indefinite list": b"\xd2\x9f" + whole[2:] + b"\xff",
        "indefinite bytes": b"\x5f\x41\x00\xff",
        "break": b"\xff",
        "cut off": whole[:-1],
        "longer": whole + b"\x00",
        "empty list": b"\xd2\x80",
        "long head": b"\xd2\x98\x04" + whole[2:],
        "untagged": whole[1:],
        "other tag": b"\xd1" + whole[1:],
        "double key": cbor2.dumps(cbor2.CBORTag(18, [twice, {}, payload, signature])),
        "something unsigned": cbor2.dumps(cbor2.CBORTag(18, [protected, {4: b"x"}, payload, signature])),
        "no protected": cbor2.dumps(cbor2.CBORTag(18, [b"", {}, payload, signature])),
        "text": cbor2.dumps(cbor2.CBORTag(18, ["a", {}, "b", "c"])),
        "short signature": cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature[:63]])),
        "no signature": cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, bytes(64)])),
        "float": cbor2.dumps(1.5),
        "other algorithm": cbor2.dumps(cbor2.CBORTag(18, [cbor2.dumps({1: -8, 4: b"x"}), {}, payload, signature])),
    }


def test_broken_cose_is_changed(ask: Ask, inhoud: UittrekselInhoud, key: SigningKey) -> None:
    whole = sign(inhoud, key, cbor2.dumps({6: ISSUED, -65537: FIELDS}, canonical=True))
    assert ask(question(inhoud, whole))[0].oordeel == "geldig"
    broken = list_broken_cbor(whole)
    answers = ask(*(question(inhoud, data) for data in broken.values()))
    assert {name: answer.oordeel for name, answer in zip(broken, answers, strict=True)} == dict.fromkeys(
        broken, "gewijzigd"
    )


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {6: ISSUED},
        {6: "now", -65537: FIELDS},
        {6: ISSUED, -65537: FIELDS[:9]},
        {6: ISSUED, -65537: [*FIELDS, 1]},
        {6: ISSUED, -65537: ["0" * 28, *FIELDS[1:]]},
        {6: ISSUED, -65537: [*FIELDS[:1], 2, *FIELDS[2:]]},
        {6: ISSUED, -65537: [*FIELDS[:2], -1, *FIELDS[3:]]},
        {6: ISSUED, -65537: [*FIELDS[:5], "1998-05-03", *FIELDS[6:]]},
        {6: ISSUED, -65537: [*FIELDS[:5], 2**31, *FIELDS[6:]]},
        {6: ISSUED, -65537: [*FIELDS[:9], -1]},
        {6: ISSUED, -65537: [*FIELDS[:9], 2**26]},
        [1],
        None,
    ],
)
def test_signed_nonsense_is_changed(ask: Ask, inhoud: UittrekselInhoud, key: SigningKey, claims: Any) -> None:
    (answer,) = ask(question(inhoud, sign(inhoud, key, cbor2.dumps(claims, canonical=True))))
    assert (answer.oordeel, answer.gegevens) == ("gewijzigd", None)


def test_packing(ask: Ask, inhoud: UittrekselInhoud, proofs: Proofs) -> None:
    whole = zlib.decompress(unpack_qr(proofs))
    packings = [
        zlib.compress(bytes(10_000_000), 9),
        zlib.compress(whole)[:-1],
        zlib.compress(whole) + b"more",
        zlib.compress(whole, wbits=-15),
        zlib.compress(whole, wbits=31),
        whole,
    ]
    answers = ask(*(question(inhoud, b"", packed) for packed in packings))
    assert {answer.oordeel for answer in answers} == {"niet-te-controleren"}


def unpack_qr(proofs: Proofs) -> bytes:
    written = proofs.qr.partition("#")[2].removeprefix(PREFIX).replace("%20", " ").replace("%25", "%")
    packed: bytes = base45.b45decode(written)
    return packed


def test_flipped_bits_of_both(ask: Ask, inhoud: UittrekselInhoud, proofs: Proofs) -> None:
    chance, questions = random.Random(7), []
    whole = zlib.decompress(unpack_qr(proofs))
    for _ in range(150):
        for kind, data in (("qr", whole), ("credential", proofs.attachment)):
            flipped = bytearray(data)
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            questions.append(question(inhoud, bytes(flipped)) if kind == "qr" else Question(kind, bytes(flipped)))
    said = {answer.oordeel for answer in ask(*questions)}
    assert said <= {"gewijzigd", "niet-van-ons", "niet-te-controleren"}
    assert "gewijzigd" in said


def encode(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def test_other_tokens(ask: Ask, proofs: Proofs, key: SigningKey) -> None:
    header, payload, signature = proofs.attachment.decode().split(".")
    ours = {"alg": "ES256", "typ": "vc+jwt", "kid": key.id}
    tokens = {
        f"{encode(ours | {'alg': 'none'})}.{payload}.": "gewijzigd",
        f"{encode(ours | {'alg': 'HS256'})}.{payload}.{signature}": "gewijzigd",
        f"{encode(ours | {'typ': 'JWT'})}.{payload}.{signature}": "gewijzigd",
        f"{header}.{payload}.": "gewijzigd",
        f"{header}.{payload}.{signature}=": "gewijzigd",
        f"{header}.{encode({})}.{signature}": "gewijzigd",
        f"{encode(ours | {'kid': ['__proto__']})}.{payload}.{signature}": "niet-van-ons",
        f"{encode({'alg': 'ES256'})}.{payload}.{signature}": "niet-van-ons",
        f"{encode(None)}.{payload}.{signature}": "niet-te-controleren",
        f"{encode(ours)}.{payload}": "niet-te-controleren",
        f"{'[' * 100_000}.{payload}.{signature}": "niet-te-controleren",
        "..": "niet-te-controleren",
        "{}": "niet-te-controleren",
        "e" * 300_000: "niet-te-controleren",
    }
    answers = ask(*(Question("credential", token.encode()) for token in tokens))
    assert [answer.oordeel for answer in answers] == list(tokens.values())


def test_other_kinds_and_clocks(ask: Ask, proofs: Proofs) -> None:
    answers = ask(Question("toString", b"x"), Question("credential", b""), Question("qr", b"\xff\xfe"))
    assert [answer.oordeel for answer in answers] == ["niet-te-controleren"] * 3
