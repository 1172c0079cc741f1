"""The port to a time stamp authority: over HTTP as RFC 3161 says, and for a test one of our own without a network.

A token is used only after a look at everything in it: nonce, imprint, signature, certificate, and the time beside our
own clock. So an authority that lies is refused like one that is silent.
"""

import time
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import requests
from asn1crypto import cms, tsp, x509  # type: ignore[import-untyped, unused-ignore]
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import handle_tsp_response, set_tsp_headers

from duo_site.uittreksel.key_files import open_key
from duo_site.uittreksel.keys import KeyList, TimeStampAuthority
from duo_site.uittreksel.repeatable_stamper import RepeatableStamper
from duo_site.uittreksel.seal_failures import TimeStampFailed
from duo_site.uittreksel.tokens import CLOCK_DIFFERENCE, find_stamp, in_one_form, read_signer_certificate

_CONNECT, _READ = 3, 5
_LARGEST_ANSWER = 64 * 1024
_REST, _PAUSE = 60, 20
_FAILURES = (TimeStampFailed, TimestampRequestError, OSError, ValueError, TypeError, KeyError, AttributeError)
"""What comes from the network may be broken in any way; pyHanko itself trips over a wrong nonce."""
_ALL_FAILED = "No time stamp authority gives a good answer at this moment."


class TimeStamps(Protocol):
    """Somebody who states that data existed at a moment."""

    def stamp(self, digest: bytes, at: datetime) -> cms.ContentInfo:
        """Get a token over a SHA-256 digest at about this moment by our clock, or raise TimeStampFailed."""
        ...

    def list_certificates(self, at: datetime) -> Sequence[bytes]:
        """List the certificates (DER) that tokens are signed with, for which revocation data are needed."""
        ...


class OwnTimeStamps:
    """Stamps with a key in the seal folder, for a test; the same input gives the same token."""

    def __init__(self, folder: Path, authority: TimeStampAuthority, key_list: KeyList) -> None:
        """Open the key of the authority; raise NoSealKey when it cannot be opened."""
        self._key_list = key_list
        made = open_key(folder, authority.key_file or "", authority.id.removesuffix("-tijdstempel"))
        self._certificate = made.certificate.public_bytes(Encoding.DER)
        self._stamper: Any = RepeatableStamper(made.key, self._certificate)

    def stamp(self, digest: bytes, at: datetime) -> cms.ContentInfo:
        """Stamp with the moment that is given."""
        self._stamper.fixed_dt = at.replace(microsecond=0)
        _nonce, request = self._stamper.request_cms(digest, "sha256")
        return _checked(self._stamper.request_tsa_response(request)["time_stamp_token"], digest, at, self._key_list)

    def list_certificates(self, at: datetime) -> Sequence[bytes]:
        """Give the one certificate of the authority."""
        return [self._certificate]


class NetworkTimeStamps:
    """Asks authorities over HTTP, in order; one that failed comes last for a minute, so that nobody waits for it.

    When all failed, whoever asks is told so at once, until the pause is over.
    """

    def __init__(
        self,
        addresses: Sequence[str],
        key_list: KeyList,
        *,
        connect: float = _CONNECT,
        read: float = _READ,
        pause: float = _PAUSE,
    ) -> None:
        """Take the addresses, the preferred one first, the key list that says whom to believe, and seconds to wait."""
        self._timeout, self._pause = (connect, read), pause
        self._addresses = tuple(addresses)
        self._key_list = key_list
        self._requests: Any = TimeStamper()  # type: ignore[no-untyped-call]
        self._failed: dict[str, float] = {}
        self._certificates: dict[str, bytes] = {}

    def stamp(self, digest: bytes, at: datetime) -> cms.ContentInfo:
        """Get a token from the first authority that gives a good one."""
        if len(self._failed_within(self._pause)) == len(self._addresses):
            raise TimeStampFailed(_ALL_FAILED)
        for address in self._in_order():
            try:
                return self._ask(address, digest, at)
            except _FAILURES:
                self._failed[address] = time.monotonic()
        raise TimeStampFailed(_ALL_FAILED)

    def list_certificates(self, at: datetime) -> Sequence[bytes]:
        """List the certificates that were seen; ask each authority once to learn them."""
        for address in self._in_order():
            if address not in self._certificates and address not in self._failed_within(_REST):
                try:
                    self._ask(address, sha256(b"").digest(), at)
                except _FAILURES:
                    self._failed[address] = time.monotonic()
        if not self._certificates:
            raise TimeStampFailed(_ALL_FAILED)
        return list(dict.fromkeys(self._certificates.values()))

    def _ask(self, address: str, digest: bytes, at: datetime) -> cms.ContentInfo:
        nonce, request = self._requests.request_cms(digest, "sha256")
        answer = tsp.TimeStampResp.load(_post(address, request.dump(), self._timeout))
        token = _checked(handle_tsp_response(answer, nonce), digest, at, self._key_list)
        self._certificates[address] = read_signer_certificate(token["content"]).dump()
        self._failed.pop(address, None)
        return token

    def _failed_within(self, seconds: float) -> set[str]:
        now = time.monotonic()
        return {address for address, failed in self._failed.items() if now - failed < seconds}

    def _in_order(self) -> list[str]:
        resting = self._failed_within(_REST)
        return sorted(self._addresses, key=lambda address: address in resting)


def _post(address: str, body: bytes, timeout: tuple[float, float]) -> bytes:
    """Ask an authority, with an end to the waiting and to the length of the answer."""
    until = time.monotonic() + sum(timeout)
    headers = set_tsp_headers({"Accept-Encoding": "identity"})
    with requests.post(address, body, headers=headers, timeout=timeout, allow_redirects=False, stream=True) as answer:
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        if answer.status_code != requests.codes.ok or kind != "application/timestamp-reply":
            raise TimeStampFailed("The time stamp authority gave no time stamp.")
        content = b""
        for part in answer.iter_content(8192):
            content += part
            if len(content) > _LARGEST_ANSWER or time.monotonic() > until:
                raise TimeStampFailed("The answer of the time stamp authority has no end.")
    return content


def _checked(token: cms.ContentInfo, digest: bytes, at: datetime, key_list: KeyList) -> cms.ContentInfo:
    """Give a token in the one form that the controle accepts; raise TimeStampFailed when anything in it is wrong."""
    stamp = find_stamp(token["content"], digest, key_list)
    if stamp is None:
        raise TimeStampFailed("The time stamp is not from an authority in the key list, or does not hold.")
    if abs(stamp.at - at) > CLOCK_DIFFERENCE:
        raise TimeStampFailed("The clock of the time stamp authority differs from ours.")
    written = in_one_form(token["content"], x509.Certificate.load(stamp.certificate))
    if written == token.dump():
        return token
    rewritten = cms.ContentInfo.load(written)
    if find_stamp(rewritten["content"], digest, key_list) != stamp:
        raise TimeStampFailed("The time stamp has a form that the controle does not know.")
    return rewritten
