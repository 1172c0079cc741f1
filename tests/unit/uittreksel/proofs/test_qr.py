"""The small credential of the QR code: it fits, it is a plain address, and only our keys make it speak."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import base45
import cbor2
import pytest

from duo_site.uittreksel.domain import Document
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.proofs import CredentialKeys, Proofs, QrTextTooLong, read_qr
from duo_site.uittreksel.proofs.compact import UITTREKSEL, cut, shorten, write_claims
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.qr_reading import (
    LONGEST_TEXT,
    QrChanged,
    QrHolds,
    QrNotOurs,
    QrUnreadable,
    QrWithoutProof,
)
from duo_site.uittreksel.proofs.qr_writing import PREFIX, write_qr
from duo_site.uittreksel.proofs.signing import sign_cose
from duo_site.uittreksel.qr import draw_qr
from tests.unit.uittreksel.proofs.conftest import INHOUD, MADE_AT

LONG_LINES = tuple(f"Regel {number} van een zeer lange opleiding in de techniek en de natuur" for number in range(10))
OTHER_NUMBER = new_number(lambda size: bytes(range(9, 9 + size)))


def version_of(text: str) -> int:
    return (draw_qr(text).size - 8 - 17) // 4


def pack(data: bytes) -> str:
    written: str = base45.b45encode(zlib.compress(data, 9)).decode()
    return PREFIX + written.replace("%", "%25").replace(" ", "%20")


def unpack(text: str) -> bytes:
    written = text.partition("#")[2].removeprefix(PREFIX)
    return zlib.decompress(base45.b45decode(written.replace("%20", " ").replace("%25", "%")))


def with_credential(data: bytes, address: str = INHOUD.check_address) -> str:
    return f"{address}#{pack(data)}"


def holds(text: str, keys: CredentialKeys) -> QrHolds:
    outcome = read_qr(text, keys)
    assert isinstance(outcome, QrHolds), outcome
    return outcome


def test_it_says_ten_fields_of_the_document(proofs: Proofs, keys: CredentialKeys, key: SigningKey) -> None:
    found = holds(proofs.qr, keys)
    said = found.inhoud
    assert (found.issued_at, found.key_id, found.address) == (MADE_AT, key.id, INHOUD.check_address)
    assert (said.number, said.language, said.document) == (INHOUD.number, "nl", Document.DIPLOMA)
    assert (said.holder, said.birth_date, said.obtained_on) == (INHOUD.holder, INHOUD.birth_date, INHOUD.obtained_on)
    assert said.qualification == " / ".join(INHOUD.qualification)
    assert said.onderwijsinstelling == INHOUD.onderwijsinstelling
    assert (said.nlqf, said.status_index, said.shortened) == ("4+", 131_071, ())


@pytest.mark.parametrize("document", Document)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_kinds_and_languages_come_back(
    document: Document, language: Any, key: SigningKey, keys: CredentialKeys
) -> None:
    other = replace(INHOUD, document=document, language=language, nlqf=None, status_index=None)
    said = holds(write_qr(other, key, MADE_AT), keys).inhoud
    assert (said.document, said.language, said.nlqf, said.status_index) == (document, language, None, None)


def test_the_text_is_one_plain_web_address(proofs: Proofs) -> None:
    address, mark, credential = proofs.qr.partition("#")
    assert (address, mark) == (INHOUD.check_address, "#")
    assert re.fullmatch(r"(?:[A-Z0-9$*+./:-]|%20|%25)+", credential), "RFC 3986, and alphanumeric in a QR code"
    assert version_of(proofs.qr) <= 16


def test_same_input_same_text(key: SigningKey, proofs: Proofs) -> None:
    assert write_qr(INHOUD, key, MADE_AT) == proofs.qr


@pytest.mark.parametrize("letter", ["a", "é", "Ж", "م", "‑", "𝒜"])
@pytest.mark.parametrize("site", ["https://duo.test", "https://" + "register." * 10 + "example/voorbeeld"])
def test_the_longest_names_fit_version_20(letter: str, site: str, key: SigningKey, keys: CredentialKeys) -> None:
    address = f"{site}/en/controle/{INHOUD.number}"
    largest = replace(
        INHOUD,
        holder=(letter * 11 + " ") * 10,
        qualification=LONG_LINES,
        onderwijsinstelling=letter * 200,
        nlqf="10 of hoger",
        status_index=2**26 - 1,
        birth_date=date(1901, 1, 1),
        check_address=address,
    )
    text = write_qr(largest, key, MADE_AT)
    assert version_of(text) <= 20
    said = holds(text, keys).inhoud
    assert "qualification" in said.shortened
    assert largest.holder.startswith(said.holder.removesuffix("…"))
    assert LONG_LINES[0].startswith(said.qualification.removesuffix("…")[:20])
    if letter in "aéЖم" and len(site) < 20:
        assert said.holder == largest.holder, "120 letters of two bytes stay whole"


def test_an_address_without_end_is_refused(key: SigningKey) -> None:
    endless = replace(INHOUD, check_address=f"https://{'a' * 600}.example/controle/{INHOUD.number}")
    with pytest.raises(QrTextTooLong):
        write_qr(endless, key, MADE_AT)


@pytest.mark.parametrize(("text", "size", "expected"), [("abc", 3, "abc"), ("abcdef", 5, "ab…"), ("éé éé", 6, "é…")])
def test_cutting_is_between_characters_and_marked(text: str, size: int, expected: str) -> None:
    assert cut(text, size) == expected
    assert len(expected.encode()) <= size


def test_names_share_the_room() -> None:
    for room in range(20, 400):
        said = shorten(replace(INHOUD, holder="é" * 120, qualification=LONG_LINES), room)
        used = sum(len(text.encode()) for text in (said.holder, said.qualification, said.onderwijsinstelling))
        assert used <= room + 3


def test_a_changed_sign_anywhere_never_holds(proofs: Proofs, keys: CredentialKeys) -> None:
    for place in range(len(proofs.qr)):
        sign = "B" if proofs.qr[place] == "A" else "A"
        assert not isinstance(read_qr(proofs.qr[:place] + sign + proofs.qr[place + 1 :], keys), QrHolds), place


def test_bits_that_mean_nothing_are_not_ours(proofs: Proofs, keys: CredentialKeys) -> None:
    address, written = proofs.qr.split("#UIT1:")
    packed = base45.b45decode(written.replace("%20", " ").replace("%25", "%"))
    told = read_qr(proofs.qr, keys)
    said = {}
    for bit in range(8):
        changed = bytearray(packed)
        changed[-5] ^= 1 << bit
        text = base45.b45encode(bytes(changed)).decode().replace("%", "%25").replace(" ", "%20")
        said[bit] = read_qr(f"{address}#UIT1:{text}", keys)
    assert isinstance(told, QrHolds)
    assert not any(isinstance(outcome, QrHolds) for outcome in said.values())


def test_a_changed_byte_of_the_credential_never_holds(proofs: Proofs, keys: CredentialKeys) -> None:
    data = unpack(proofs.qr)
    assert isinstance(read_qr(with_credential(data), keys), QrHolds)
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert not isinstance(read_qr(with_credential(changed), keys), QrHolds), place


def test_another_address_before_the_same_credential(proofs: Proofs, keys: CredentialKeys) -> None:
    credential = proofs.qr.partition("#")[2]
    for address in (
        INHOUD.check_address.replace("register.example", "register.example.evil.test"),
        INHOUD.check_address.replace("https:", "http:"),
        INHOUD.check_address.replace("/en/", "/"),
        INHOUD.check_address.replace(INHOUD.number, OTHER_NUMBER),
        INHOUD.check_address + "?x=1",
        "",
    ):
        assert isinstance(read_qr(f"{address}#{credential}", keys), QrChanged), address


def test_a_credential_of_another_number(key: SigningKey, keys: CredentialKeys) -> None:
    other = replace(INHOUD, number=OTHER_NUMBER)
    signed = sign_cose(write_claims(shorten(other, 300), MADE_AT), key, INHOUD.check_address.encode())
    assert read_qr(with_credential(signed), keys) == QrChanged(INHOUD.number)


def test_of_another_issuer_and_of_one_that_bears_our_id(
    stranger: SigningKey, impostor: SigningKey, keys: CredentialKeys
) -> None:
    assert read_qr(write_qr(INHOUD, stranger, MADE_AT), keys) == QrNotOurs(INHOUD.number)
    assert read_qr(write_qr(INHOUD, impostor, MADE_AT), keys) == QrChanged(INHOUD.number)


def test_signed_before_the_key_was_ours(key: SigningKey, keys: CredentialKeys) -> None:
    early = datetime(2026, 1, 1, tzinfo=UTC)
    assert isinstance(read_qr(write_qr(INHOUD, key, early), keys), QrChanged)


def test_headers_cannot_be_added_or_changed(proofs: Proofs, keys: CredentialKeys) -> None:
    protected, _none, payload, signature = cbor2.loads(unpack(proofs.qr)).value
    parts: list[tuple[int, Any]] = [
        (18, [protected, {4: b"x"}, payload, signature]),
        (18, [protected, {}, payload, signature, b"more"]),
        (18, [protected, {}, payload, b""]),
        (18, [b"", {}, payload, signature]),
        (18, [cbor2.dumps({1: -7}), {4: keys.current_id.encode()}, payload, signature]),
        (18, [cbor2.dumps({1: 5, 4: keys.current_id.encode()}), {}, payload, signature]),
        (18, [cbor2.dumps({1: -7, 4: [1]}), {}, payload, signature]),
        (17, [protected, {}, payload, signature]),
        (98, [protected, {}, payload, [signature]]),
    ]
    for tag, value in parts:
        outcome = read_qr(with_credential(cbor2.dumps(cbor2.CBORTag(tag, value))), keys)
        assert isinstance(outcome, QrChanged), (tag, value)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xff",
        cbor2.dumps({}),
        cbor2.dumps([]),
        cbor2.dumps({6: 1, UITTREKSEL: []}),
        cbor2.dumps({6: "x", UITTREKSEL: [INHOUD.number, 0, 0, "a", "b", 1, "c", 1, None, None]}),
        cbor2.dumps({6: 1, UITTREKSEL: [INHOUD.number, 7, 0, "a", "b", 1, "c", 1, None, None]}),
        cbor2.dumps({6: 1, UITTREKSEL: [INHOUD.number, 0, 0, 1, "b", 1, "c", 1, None, None]}),
        cbor2.dumps({6: 1, UITTREKSEL: [INHOUD.number, 0, 0, "a", "b", 2**80, "c", 1, None, None]}),
        cbor2.dumps({6: 1, UITTREKSEL: [INHOUD.number, 0, 0, "a", "b", 1, "c", 1, None, -1]}),
        cbor2.dumps({6: 2**200, UITTREKSEL: [INHOUD.number, 0, 0, "a", "b", 1, "c", 1, None, 1]}),
        cbor2.dumps({6: float("nan"), UITTREKSEL: [INHOUD.number, 0, 0, "a", "b", 1, "c", 1, None, 1]}),
    ],
)
def test_signed_nonsense_does_not_hold(payload: bytes, key: SigningKey, keys: CredentialKeys) -> None:
    signed = sign_cose(payload, key, INHOUD.check_address.encode())
    assert read_qr(with_credential(signed), keys) == QrChanged(INHOUD.number)


BOMBS = {
    "deflate of a gigabyte": zlib.compress(zlib.compress(b"\0" * 50_000_000, 9), 9),
    "nested arrays": zlib.compress(b"\x81" * 4000 + b"\x00", 9),
    "nested tags": zlib.compress(b"\xd2" * 4000 + b"\x00", 9),
    "nested maps": zlib.compress(b"\xa1\x00" * 2000, 9),
    "a string of 2^62 bytes": zlib.compress(b"\x5b\x3f" + b"\xff" * 7, 9),
    "an array of 2^62 items": zlib.compress(b"\x9b\x3f" + b"\xff" * 7, 9),
    "a map of 2^32 items": zlib.compress(b"\xba" + b"\xff" * 4, 9),
    "shared references": zlib.compress(cbor2.dumps(cbor2.CBORTag(28, [cbor2.CBORTag(29, 0)])), 9),
    "an endless string": zlib.compress(b"\x5f" + b"\x41a" * 1000, 9),
    "a regular expression": zlib.compress(cbor2.dumps(cbor2.CBORTag(35, "(a+)+$")), 9),
    "a huge exponent": zlib.compress(cbor2.dumps(cbor2.CBORTag(4, [10**9, 1])), 9),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_do_not_go_off(name: str, keys: CredentialKeys) -> None:
    written = base45.b45encode(BOMBS[name]).decode().replace("%", "%25").replace(" ", "%20")
    outcome = read_qr(f"{INHOUD.check_address}#{PREFIX}{written}", keys)
    assert isinstance(outcome, QrChanged | QrUnreadable)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "https://register.example/",
        "WIFI:S:school;;",
        f"{INHOUD.check_address}#",
        f"{INHOUD.check_address}#{PREFIX}",
        f"{INHOUD.check_address}#{PREFIX}abc",
        f"{INHOUD.check_address}#{PREFIX}%zz",
        f"{INHOUD.check_address}#HC1:NCFOXN",
        f"javascript:alert(1)/controle/{INHOUD.number}",
        f"https://register.example/controle/{INHOUD.number[:-1]}0",
        "A" * (LONGEST_TEXT + 1),
        "https://register.example/controle/" * 100_000,
        "\0\ud800",
        f"\ud800#{PREFIX}{pack(b'x')}",
    ],
)
def test_other_texts_are_told_apart(text: str, keys: CredentialKeys) -> None:
    assert read_qr(text, keys) == QrUnreadable()


def test_a_code_from_before_proves_nothing(keys: CredentialKeys) -> None:
    assert read_qr(f" https://register.example/controle/{INHOUD.number}\n", keys) == QrWithoutProof(INHOUD.number)
