"""The status list: a W3C Bitstring Status List v1.0, signed as a credential, of two bits for each uittreksel.

Whoever fetches it fetches it whole, so it tells nobody which uittreksel is being checked. It holds for a day: who has
an older one knows nothing of what was withdrawn since.
"""

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc.util import urlsafe_b64decode, urlsafe_b64encode

from duo_site.uittreksel.domain import MOST_PLACES, Status
from duo_site.uittreksel.proofs.keys import CredentialKeys, SigningKey
from duo_site.uittreksel.proofs.signing import BadSignature, NotOurKey, read_jwt, sign_jwt
from duo_site.uittreksel.proofs.terms import CREDENTIALS, STATUS_LIST_PATH, STATUS_PURPOSE

SECONDS_FRESH = 30
"""A copy this old is to be fetched again; the server makes a new one as often, so a change is seen within a minute."""

_HOLDS = timedelta(hours=25)
_CLOCK_DIFFERENCE = timedelta(minutes=5)
_LIST, _LIST_CREDENTIAL = "BitstringStatusList", "BitstringStatusListCredential"
_MULTIBASE = "u"  # Base64url without padding (Multibase).
_STATUSES = (Status.GELDIG, Status.INGETROKKEN, Status.VERVANGEN)
_PLACES_IN_A_BYTE = 4
_COMPRESSION = 4  # Ten times as quick as the best, for a list that is half as long again.


@dataclass(frozen=True)
class StatusList:
    """A list of ours that holds now."""

    valid_from: datetime
    valid_until: datetime
    bits: bytes

    def find(self, index: int | None) -> Status | None:
        """Tell the status of a place; None for a place that the list does not have, which means: not to be checked."""
        if index is None or not 0 <= index < len(self.bits) * _PLACES_IN_A_BYTE:
            return None
        value = self.bits[index // _PLACES_IN_A_BYTE] >> _shift(index) & 0b11
        return _STATUSES[value] if value < len(_STATUSES) else None


@dataclass(frozen=True)
class StaleStatusList:
    """A list of ours whose time is over, or has not begun: it says nothing of today."""

    valid_until: datetime


@dataclass(frozen=True)
class NoStatusList:
    """No list of ours: changed, signed by another, or something else."""


StatusListOutcome = StatusList | StaleStatusList | NoStatusList


def write_status_list(
    size: int,
    changed: Mapping[int, Status],
    changed_at: datetime | None,
    site: str,
    key: SigningKey,
    now: datetime,
) -> bytes:
    """Write and sign a list; within an hour the same statuses give the same bytes, so that copies stay fresh."""
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    since = max(hour, key.valid_from, min(changed_at or hour, now))
    address = f"{site}{STATUS_LIST_PATH}"
    claims = {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", _LIST_CREDENTIAL],
        "issuer": site,
        "validFrom": _write_moment(since),
        "validUntil": _write_moment(hour + _HOLDS),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": _LIST,
            "statusPurpose": STATUS_PURPOSE,
            "statusSize": 2,
            "ttl": SECONDS_FRESH * 1000,
            "encodedList": _pack(size, changed),
        },
    }
    return sign_jwt(claims, key)


def read_status_list(token: bytes, keys: CredentialKeys, now: datetime) -> StatusListOutcome:
    """Read a list against our keys alone; only one that holds at `now` tells a status."""
    try:
        signed = read_jwt(token, keys)
        claims = signed.content
        since, until = (datetime.fromisoformat(claims[name]) for name in ("validFrom", "validUntil"))
        subject = claims["credentialSubject"]
        if _LIST_CREDENTIAL not in claims["type"] or subject["type"] != _LIST or subject["statusSize"] != 2:
            return NoStatusList()
        if not signed.key.is_valid_at(since):
            return NoStatusList()
        if not since - _CLOCK_DIFFERENCE <= now <= until:
            return StaleStatusList(until)
        return StatusList(since, until, _unpack(subject["encodedList"]))
    except (NotOurKey, BadSignature, AttributeError, KeyError, TypeError, ValueError, zlib.error):
        return NoStatusList()


def _pack(size: int, changed: Mapping[int, Status]) -> str:
    """Set two bits for each place, the first at the left, and compress."""
    bits = bytearray(size // _PLACES_IN_A_BYTE)
    for index, status in changed.items():
        bits[index // _PLACES_IN_A_BYTE] |= _STATUSES.index(status) << _shift(index)
    return _MULTIBASE + urlsafe_b64encode(gzip.compress(bits, _COMPRESSION, mtime=0)).decode()


def _unpack(encoded: Any) -> bytes:
    """Undo `_pack`, never to more than the longest list."""
    if not isinstance(encoded, str) or not encoded.startswith(_MULTIBASE):
        raise ValueError("The list is not in base64url.")
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    bits = unpacking.decompress(urlsafe_b64decode(encoded[1:].encode()), MOST_PLACES // _PLACES_IN_A_BYTE)
    if not unpacking.eof:
        raise ValueError("The list is too long or cut off.")
    return bits


def _shift(index: int) -> int:
    return 6 - 2 * (index % _PLACES_IN_A_BYTE)


def _write_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
