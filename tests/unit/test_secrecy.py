"""Secrets: readable with the right key, in the right place, unchanged; findable without being readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duo_site.secrecy import Secrecy, UnreadableSecret

SECRECY = Secrecy(b"k" * 32)
OTHER = Secrecy(b"o" * 32)


@given(st.text(), st.text())
def test_what_goes_in_comes_out(text: str, place: str) -> None:
    try:
        text.encode(), place.encode()
    except UnicodeEncodeError:
        return
    assert SECRECY.decrypt(SECRECY.encrypt(text, place), place) == text


@given(st.binary(max_size=200))
def test_anything_else_is_unreadable(blob: bytes) -> None:
    with pytest.raises(UnreadableSecret):
        SECRECY.decrypt_bytes(blob)


def test_one_changed_bit_is_found() -> None:
    blob = SECRECY.encrypt("999912347")
    for place in range(len(blob)):
        for bit in range(8):
            changed = bytearray(blob)
            changed[place] ^= 1 << bit
            with pytest.raises(UnreadableSecret):
                SECRECY.decrypt(bytes(changed))
    for length in range(len(blob)):
        with pytest.raises(UnreadableSecret):
            SECRECY.decrypt(blob[:length])


def test_another_key_or_place_does_not_read_it() -> None:
    with pytest.raises(UnreadableSecret):
        OTHER.decrypt(SECRECY.encrypt("x"))
    with pytest.raises(UnreadableSecret):
        SECRECY.decrypt(SECRECY.encrypt("x", "here"), "there")
    with pytest.raises(UnreadableSecret):
        SECRECY.decrypt(SECRECY.encrypt("x", "here"))


def test_the_same_text_looks_different_each_time() -> None:
    blobs = {SECRECY.encrypt("999912347") for _ in range(100)}
    assert len(blobs) == 100
    assert not any(b"999912347" in blob for blob in blobs)


def test_a_lookup_finds_but_does_not_tell() -> None:
    found = SECRECY.lookup("bsn", "999912347")
    assert found == Secrecy(b"k" * 32).lookup("bsn", "999912347")
    assert len(found) == 64
    assert int(found, 16)
    others = {
        found,
        SECRECY.lookup("bsn", "999912348"),
        SECRECY.lookup("kvk", "999912347"),
        OTHER.lookup("bsn", "999912347"),
    }
    assert len(others) == 4


def test_every_purpose_has_a_key_of_its_own() -> None:
    keys = {SECRECY.derive(purpose) for purpose in ("audit", "encryption", "lookup")} | {OTHER.derive("audit")}
    assert len(keys) == 4
    assert {len(key) for key in keys} == {32}
