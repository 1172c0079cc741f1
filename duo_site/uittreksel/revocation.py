"""Keeps at hand what proves that a certificate was not revoked (CRL, OCSP), and renews it before it is too old.

Roots whose key lies in the seal folder issue their list here. For other certificates pyHanko fetches what the
certificates themselves name, once, for all documents until half of its time is over; then again, beside the work.
"""

import asyncio
import base64
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from asn1crypto import crl, ocsp, x509  # type: ignore[import-untyped, unused-ignore]
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from duo_site.uittreksel.certificates import CRL_LIFETIME, Made, issue_crl
from duo_site.uittreksel.key_making import open_key
from duo_site.uittreksel.keys import KeyList, NoSealKey
from duo_site.uittreksel.whole_files import write_whole

_SECONDS = 10
_DAY = timedelta(days=1)


class RevocationUnknown(Exception):
    """Nothing proves at this moment that a certificate is not revoked, so nothing can be sealed to last."""


@dataclass(frozen=True)
class RevocationData:
    """Answers (DER) about one certificate, good from one moment until another."""

    crls: tuple[bytes, ...]
    ocsps: tuple[bytes, ...]
    since: datetime
    until: datetime

    def is_good_at(self, at: datetime) -> bool:
        """Tell whether a document of this moment may rest on it."""
        return self.since <= at < self.until

    def is_fresh_at(self, at: datetime) -> bool:
        """Tell whether less than half of its time is over."""
        return self.since <= at < self.since + (self.until - self.since) / 2


class RevocationCache:
    """Gives revocation data from memory, from the seal folder, or anew."""

    def __init__(self, folder: Path, keys: KeyList) -> None:
        """Take the seal folder and its key list; a new key list means a new cache."""
        self._folder = folder
        self._keys = keys
        self._kept: dict[bytes, RevocationData] = {}
        self._renewing = threading.Lock()
        self._roots: dict[bytes, Made] = {}

    def get(self, certificate: bytes, chain: Sequence[bytes], at: datetime) -> RevocationData:
        """Give what is known of a certificate (DER), anchor and issuers given; raise RevocationUnknown otherwise."""
        known = self._kept.get(certificate) or self._read(certificate)
        if known is None or not known.is_good_at(at):
            return self._renew(certificate, chain, at)
        self._kept[certificate] = known
        if not known.is_fresh_at(at) and self._renewing.acquire(blocking=False):
            threading.Thread(target=self._renew_beside, args=(certificate, chain, at), daemon=True).start()
        return known

    def _renew_beside(self, certificate: bytes, chain: Sequence[bytes], at: datetime) -> None:
        try:
            self._renew(certificate, chain, at)
        except RevocationUnknown:
            # What is at hand is still good; the next document tries again.
            return
        finally:
            self._renewing.release()

    def _renew(self, certificate: bytes, chain: Sequence[bytes], at: datetime) -> RevocationData:
        root = self._find_root(chain[0])
        renewed = self._issue(root, at) if root is not None else _fetch(certificate, chain, at)
        older = self._kept.get(certificate)
        if older is None or older.since < renewed.since:
            self._kept[certificate] = renewed
            self._write(certificate, renewed)
        return renewed

    def _find_root(self, anchor: bytes) -> Made | None:
        """Open the key of a root of ours; None for a root of others."""
        if anchor not in self._roots:
            for key in self._keys.keys:
                if key.root == anchor and (self._folder / f"{key.id}-root.p12").exists():
                    try:
                        self._roots[anchor] = open_key(self._folder, f"{key.id}-root.p12", key.id)
                    except NoSealKey as error:
                        raise RevocationUnknown("The key of the root cannot be opened.") from error
        return self._roots.get(anchor)

    def _issue(self, root: Made, at: datetime) -> RevocationData:
        at = at.replace(microsecond=0)
        anchor = root.certificate.public_bytes(Encoding.DER)
        revoked = [
            (x509.Certificate.load(key.certificate).serial_number, key.revoked_at)
            for key in self._keys.keys
            if key.root == anchor and key.revoked_at is not None and key.revoked_at <= at
        ]
        made = issue_crl(root, revoked, at).public_bytes(Encoding.DER)
        return RevocationData((made,), (), at, at + CRL_LIFETIME)

    def _path(self, certificate: bytes) -> Path:
        return self._folder / f"{sha256(certificate).hexdigest()[:16]}.revocation.json"

    def _read(self, certificate: bytes) -> RevocationData | None:
        try:
            told = json.loads(self._path(certificate).read_text())
            return RevocationData(
                tuple(map(base64.b64decode, told["crls"])),
                tuple(map(base64.b64decode, told["ocsps"])),
                datetime.fromisoformat(told["since"]),
                datetime.fromisoformat(told["until"]),
            )
        except (KeyError, OSError, TypeError, ValueError):
            return None

    def _write(self, certificate: bytes, data: RevocationData) -> None:
        told = {
            "crls": [base64.b64encode(part).decode() for part in data.crls],
            "ocsps": [base64.b64encode(part).decode() for part in data.ocsps],
            "since": data.since.isoformat(),
            "until": data.until.isoformat(),
        }
        write_whole(self._path(certificate), json.dumps(told).encode(), 0o644)


def _fetch(certificate: bytes, chain: Sequence[bytes], at: datetime) -> RevocationData:
    """Fetch what the certificate and its issuers name themselves (RFC 5280 section 4.2.1.13, RFC 6960)."""
    anchor, *others = (x509.Certificate.load(part) for part in chain)
    fetchers = RequestsFetcherBackend(per_request_timeout=_SECONDS)
    context = ValidationContext(
        trust_roots=[anchor],
        other_certs=others,
        allow_fetching=True,
        revocation_mode="require",
        fetcher_backend=fetchers,
    )
    validator = CertificateValidator(
        x509.Certificate.load(certificate), intermediate_certs=others, validation_context=context
    )
    try:
        asyncio.run(validator.async_validate_path())
    except (OSError, PathError, ValidationError, ValueError) as error:
        raise RevocationUnknown("Nothing proves at this moment that the certificates are not revoked.") from error
    crls: list[crl.CertificateList] = list(context.crls)
    ocsps: list[ocsp.OCSPResponse] = list(context.ocsps)
    ends = [found["tbs_cert_list"]["next_update"].native for found in crls]
    ends += [answer["next_update"].native for found in ocsps for answer in _answers(found)]
    until = min((end for end in ends if end is not None), default=at + _DAY)
    return RevocationData(
        tuple(found.dump() for found in crls), tuple(found.dump() for found in ocsps), at - timedelta(minutes=10), until
    )


def _answers(response: ocsp.OCSPResponse) -> Sequence[ocsp.SingleResponse]:
    return list(response.response_data["responses"])
