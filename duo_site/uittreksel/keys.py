"""The key list of the seal: which certificates are ours, from when until when, and whose time stamps we trust.

`keys.json` in the seal folder names the keys and the time stamp authorities; beside it lie the certificates (PEM,
public). Old certificates stay in the list, so that old files stay valid. `new_seal` in `key_making` writes it.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from duo_site.uittreksel.proofs.keys import CredentialKeys, NoCredentialKey, load_credential_keys

KEY_LIST = "keys.json"


class NoSealKey(Exception):
    """The seal folder holds no usable key; the message says what to do."""


@dataclass(frozen=True)
class SealKey:
    """A key of the organisation. It may seal, and what it sealed is ours, from `valid_from` until `valid_until`."""

    id: str
    certificate: bytes
    """DER."""
    root: bytes
    """DER."""
    valid_from: datetime
    valid_until: datetime
    revoked_at: datetime | None = None
    """From this moment the key may be in other hands; what was stamped earlier stays valid."""
    always_stamped: bool = False
    """Whether this key never sealed without a time stamp, so that a file without one was tampered with."""
    issuers: tuple[bytes, ...] = ()
    """What stands between root and certificate (DER), from above to below."""
    token_label: str | None = None
    """The name of the private key in the PKCS#11 token; None when it lies in the seal folder or is not here."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Give the certificates above the seal's own (DER), trust anchor first."""
        return (self.root, *self.issuers)

    @property
    def name(self) -> str:
        """Give the common name in the certificate."""
        return _common_name(self.certificate)

    def is_valid_at(self, moment: datetime) -> bool:
        """Tell whether the key could seal at a moment."""
        return self.valid_from <= moment <= self.valid_until and not self.is_revoked_at(moment)

    def is_revoked_at(self, moment: datetime) -> bool:
        """Tell whether the key was revoked at a moment or before."""
        return self.revoked_at is not None and self.revoked_at <= moment


@dataclass(frozen=True)
class TimeStampAuthority:
    """Somebody whose time stamps we believe, from `valid_from` until `valid_until`."""

    id: str
    certificates: tuple[bytes, ...]
    """DER: the trust anchor first, then what stands below it; at the end the authority's own, when that is fixed."""
    valid_from: datetime
    valid_until: datetime
    key_file: str | None = None
    """The PKCS#12 file in the seal folder when it is our own, for a test."""

    @property
    def name(self) -> str:
        """Give the common name of the last certificate that we know."""
        return _common_name(self.certificates[-1])

    def is_valid_at(self, moment: datetime) -> bool:
        """Tell whether we believe its time stamps of a moment."""
        return self.valid_from <= moment <= self.valid_until

    def stamps_with(self, certificate: bytes) -> bool:
        """Tell whether this certificate (DER) is the authority's own, or issued by one that we know."""
        if certificate in self.certificates[1:]:
            return True
        theirs = x509.load_der_x509_certificate(certificate)
        for known in self.certificates:
            try:
                theirs.verify_directly_issued_by(x509.load_der_x509_certificate(known))
            except (InvalidSignature, TypeError, ValueError):
                continue
            return self.key_file is None
        return False


@dataclass(frozen=True)
class KeyList:
    """All keys of the organisation, which of them seals today, and whose time stamps are believed."""

    keys: tuple[SealKey, ...]
    current_id: str
    authorities: tuple[TimeStampAuthority, ...] = ()
    credentials: CredentialKeys = field(default_factory=lambda: CredentialKeys((), ""))
    """The keys of what is attached to a document."""

    @property
    def current(self) -> SealKey:
        """Give the key that seals today; raise NoSealKey when the list does not hold it."""
        for key in self.keys:
            if key.id == self.current_id:
                return key
        raise NoSealKey("The key list names a current key that it does not hold.")

    def current_at(self, moment: datetime) -> SealKey:
        """Give the key that seals at a moment: the current one, or a later one of the list whose time has begun."""
        later = self.keys[self.keys.index(self.current) :]
        return next((key for key in reversed(later) if key.valid_from <= moment), self.current)

    def find_authority(self, certificate: bytes, at: datetime) -> TimeStampAuthority | None:
        """Find the authority that could stamp with this certificate (DER) at a moment."""
        for authority in self.authorities:
            if authority.is_valid_at(at) and authority.stamps_with(certificate):
                return authority
        return None


def load_keys(folder: Path) -> KeyList:
    """Read the key list of a seal folder; raise NoSealKey when there is none or it makes no sense."""
    try:
        listed = read_key_list(folder)
        return KeyList(
            tuple(load_key(folder, entry) for entry in listed["keys"]),
            str(listed["current"]),
            tuple(_load_authority(folder, entry) for entry in listed.get("time_stamp_authorities", ())),
            _load_credentials(folder),
        )
    except FileNotFoundError as error:
        raise NoSealKey("There is no seal key yet. Make one with: duo zegel nieuw") from error
    except (KeyError, OSError, TypeError, ValueError) as error:
        raise NoSealKey(f"The key list of the seal cannot be read: {type(error).__name__}.") from error


def read_key_list(folder: Path) -> dict[str, Any]:
    """Read what the key list says, as written."""
    return dict(json.loads((folder / KEY_LIST).read_text()))


def load_key(folder: Path, entry: dict[str, Any]) -> SealKey:
    """Load a key of the list with its certificates."""
    key = SealKey(
        id=entry["id"],
        certificate=_load_der(folder / entry["certificate"])[0],
        root=_load_der(folder / entry["root"])[0],
        valid_from=datetime.fromisoformat(entry["valid_from"]),
        valid_until=datetime.fromisoformat(entry["valid_until"]),
        always_stamped=entry.get("always_stamped") is True,
        issuers=_load_der(folder / entry["issuers"]) if "issuers" in entry else (),
        token_label=entry.get("token_label"),
    )
    revoked_at = entry.get("revoked_at")
    return key if revoked_at is None else replace(key, revoked_at=datetime.fromisoformat(revoked_at))


def _load_credentials(folder: Path) -> CredentialKeys:
    """Load the keys of attachments; where there are none, no attachment is believed."""
    try:
        return load_credential_keys(folder)
    except NoCredentialKey:
        return CredentialKeys((), "")


def _load_authority(folder: Path, entry: dict[str, Any]) -> TimeStampAuthority:
    return TimeStampAuthority(
        id=entry["id"],
        certificates=_load_der(folder / entry["certificates"]),
        valid_from=datetime.fromisoformat(entry["valid_from"]),
        valid_until=datetime.fromisoformat(entry["valid_until"]),
        key_file=entry.get("key"),
    )


def _load_der(path: Path) -> tuple[bytes, ...]:
    found = x509.load_pem_x509_certificates(path.read_bytes())
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in found)


def _common_name(certificate: bytes) -> str:
    subject = x509.load_der_x509_certificate(certificate).subject
    return str(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
