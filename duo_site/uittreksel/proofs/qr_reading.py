"""Reads the text of a QR code back and judges it by our key list alone; no network, no register."""

import re
import zlib
from dataclasses import dataclass
from datetime import datetime

import base45

from duo_site.uittreksel.number import parse_number
from duo_site.uittreksel.proofs.compact import QrInhoud, read_claims
from duo_site.uittreksel.proofs.keys import CredentialKeys
from duo_site.uittreksel.proofs.qr_writing import PREFIX
from duo_site.uittreksel.proofs.signing import BadSignature, NotOurKey, read_cose

LONGEST_TEXT = 4300
"""More characters than the largest QR code holds are not looked at."""

_MOST_BYTES = 4096
_ESCAPED = re.compile(r"%(20|25)")
_NUMBER_IN_ADDRESS = re.compile(r"https?://[^/?#\s]+/(?:[^?#\s]*/)?controle/([^/?#\s]+)")


@dataclass(frozen=True)
class QrHolds:
    """A key of ours signed this together with the address. Whether it still holds, the status list or register says."""

    inhoud: QrInhoud
    issued_at: datetime
    key_id: str
    address: str


@dataclass(frozen=True)
class QrChanged:
    """It names a key of ours, but that key did not sign this, or not while it was in use."""

    claimed_number: str | None


@dataclass(frozen=True)
class QrNotOurs:
    """It carries a credential, signed by a key that is not in our list."""

    claimed_number: str | None


@dataclass(frozen=True)
class QrWithoutProof:
    """It is an address of a controle with a number and nothing more: it proves nothing."""

    claimed_number: str


@dataclass(frozen=True)
class QrUnreadable:
    """It is something else, or broken."""


QrOutcome = QrHolds | QrChanged | QrNotOurs | QrWithoutProof | QrUnreadable


def read_qr(text: str, keys: CredentialKeys) -> QrOutcome:
    """Judge the text of a QR code against our key list."""
    if len(text) > LONGEST_TEXT:
        return QrUnreadable()
    address, mark, credential = text.strip().partition("#")
    claimed = _find_number(address)
    if not credential.startswith(PREFIX):
        return QrWithoutProof(claimed) if claimed and not mark else QrUnreadable()
    data = _unpack(credential.removeprefix(PREFIX))
    if data is None:
        return QrUnreadable()
    try:
        signed = read_cose(data, keys, address.encode())
        said, issued_at = read_claims(signed.content)
    except NotOurKey:
        return QrNotOurs(claimed)
    except (BadSignature, EOFError, LookupError, OSError, OverflowError, TypeError, ValueError):
        return QrChanged(claimed)
    if said.number != claimed or not signed.key.is_valid_at(issued_at):
        return QrChanged(claimed)
    return QrHolds(said, issued_at, signed.key.id, address)


def _find_number(address: str) -> str | None:
    """Find the number in an address of a controle."""
    found = _NUMBER_IN_ADDRESS.fullmatch(address)
    return parse_number(found[1]) if found else None


def _unpack(written: str) -> bytes | None:
    """Undo percent signs, base 45 and deflate; never unpack more than 4096 bytes."""
    try:
        packed = base45.b45decode(_ESCAPED.sub(lambda found: " " if found[1] == "20" else "%", written))
    except ValueError:
        return None
    data = _inflate(packed)
    return None if data is not None and _has_loose_bits(packed, data) else data


def _inflate(packed: bytes) -> bytes | None:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed, _MOST_BYTES)
    except zlib.error:
        return None
    return data if unpacking.eof and not unpacking.unused_data else None


def _has_loose_bits(packed: bytes, data: bytes) -> bool:
    """Tell whether bits are set between the end of what was packed and its checksum (RFC 1950 section 2.2).

    Up to seven bits there mean nothing (RFC 1951 section 3.2.3). We set none, and a code in which somebody did is
    another code than ours, though it says the same: the last bit that is set must matter.
    """
    end = packed[-5]
    cleared = end & ~(1 << end.bit_length() >> 1)
    return end > 0 and _inflate(packed[:-5] + bytes([cleared]) + packed[-4:]) == data
