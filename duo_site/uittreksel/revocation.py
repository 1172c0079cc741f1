"""Keeps at hand what proves that a certificate was not revoked (CRL, OCSP), and renews it before it is too old.

Roots whose key lies in the seal folder issue their list here. For other certificates pyHanko fetches what the
certificates themselves name, once, for all documents and processes. It asks again beside the work: each hour, because a
certificate may be revoked meanwhile, and earlier when half of the time of the answer is over.
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
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from duo_site.uittreksel.certificates import CRL_LIFETIME, Made, issue_crl
from duo_site.uittreksel.key_files import open_key
from duo_site.uittreksel.keys import KeyList, NoSealKey
from duo_site.uittreksel.whole_files import write_whole

_SECONDS = 10
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_CLOCK = timedelta(minutes=10)
"""A document that was begun a little before the answer came may rest on it too."""
_REVOKED = "An authority says that a certificate of the seal or its time stamps is revoked."


class RevocationUnknown(Exception):
    """Nothing proves at this moment that a certificate is not revoked, so nothing can be sealed to last."""


class CertificateRevoked(RevocationUnknown):
    """An authority says that the certificate is revoked, whatever older answers say."""


@dataclass(frozen=True)
class RevocationData:
    """Answers (DER) about one certificate, good from one moment until another."""

    crls: tuple[bytes, ...]
    ocsps: tuple[bytes, ...]
    since: datetime
    until: datetime
    renew_at: datetime

    def is_good_at(self, at: datetime) -> bool:
        """Tell whether a document of this moment may rest on it."""
        return self.since <= at < self.until

    def is_fresh_at(self, at: datetime) -> bool:
        """Tell whether nobody has to ask again yet."""
        return self.since <= at < self.renew_at


class RevocationCache:
    """Gives revocation data from memory, from the seal folder, or anew."""

    def __init__(self, folder: Path, keys: KeyList) -> None:
        """Take the seal folder and its key list; a new key list means a new cache."""
        self._folder = folder
        self._keys = keys
        self._kept: dict[bytes, RevocationData] = {}
        self._revoked: set[bytes] = set()
        self._renewing = threading.Lock()
        self._roots: dict[bytes, Made] = {}

    def get(self, certificate: bytes, chain: Sequence[bytes], at: datetime) -> RevocationData:
        """Give what is known of a certificate (DER), anchor and issuers given; raise RevocationUnknown otherwise."""
        if certificate in self._revoked:
            raise CertificateRevoked(_REVOKED)
        known = self._kept.get(certificate)
        if known is None or not known.is_fresh_at(at):
            # Another process may have asked in the meantime.
            known = self._read(certificate) or known
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
        try:
            renewed = self._issue(root, at) if root is not None else _fetch(certificate, chain, at)
        except CertificateRevoked:
            self._revoked.add(certificate)
            self._path(certificate).unlink(missing_ok=True)
            raise
        older = self._kept.get(certificate)
        if older is None or older.since < renewed.since:
            self._kept[certificate] = renewed
            self._write(certificate, renewed)
        return renewed

    def _find_root(self, anchor: bytes) -> Made | None:
        """Open the key of a root of ours; None for a root of others."""
        if anchor not in self._roots:
            seals = [(key.root, key.id, key.id) for key in self._keys.keys]
            stamps = [(own.certificates[0], own.id, own.id.partition("-")[0]) for own in self._keys.authorities]
            for root, name, key_id in seals + stamps:
                if root == anchor and (self._folder / f"{name}-root.p12").exists():
                    try:
                        self._roots[anchor] = open_key(self._folder, f"{name}-root.p12", key_id)
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
        return RevocationData((made,), (), at, at + CRL_LIFETIME, at + CRL_LIFETIME / 2)

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
                datetime.fromisoformat(told["renew_at"]),
            )
        except (KeyError, OSError, TypeError, ValueError):
            return None

    def _write(self, certificate: bytes, data: RevocationData) -> None:
        told = {
            "crls": [base64.b64encode(part).decode() for part in data.crls],
            "ocsps": [base64.b64encode(part).decode() for part in data.ocsps],
            "since": data.since.isoformat(),
            "until": data.until.isoformat(),
            "renew_at": data.renew_at.isoformat(),
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
    except RevokedError as error:
        raise CertificateRevoked(_REVOKED) from error
    except (OSError, PathError, ValidationError, ValueError) as error:
        raise RevocationUnknown("Nothing proves at this moment that the certificates are not revoked.") from error
    crls: list[crl.CertificateList] = list(context.crls)
    ocsps: list[ocsp.OCSPResponse] = list(context.ocsps)
    ends = [found["tbs_cert_list"]["next_update"].native for found in crls]
    ends += [answer["next_update"].native for found in ocsps for answer in _answers(found)]
    until = min((end for end in ends if end is not None), default=at + _DAY)
    lists, answers = tuple(found.dump() for found in crls), tuple(found.dump() for found in ocsps)
    return RevocationData(lists, answers, at - _CLOCK, until, min(at + _HOUR, at + (until - at) / 2))


def _answers(response: ocsp.OCSPResponse) -> Sequence[ocsp.SingleResponse]:
    return list(response.response_data["responses"])
