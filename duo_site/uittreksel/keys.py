"""The key list of the seal: which certificates are ours, from when until when, and how a new one is made.

`keys.json` in the seal folder names the keys; beside it lie per key the certificate and its root (PEM, public), the
PKCS#12 file and its passphrase (both mode 0600). Old certificates stay in the list, so that old files stay valid.
"""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from duo_site.uittreksel.certificates import make_certificates

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

    @property
    def name(self) -> str:
        """Give the common name in the certificate."""
        subject = x509.load_der_x509_certificate(self.certificate).subject
        return str(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    def is_valid_at(self, moment: datetime) -> bool:
        """Tell whether the key could seal at a moment."""
        return self.valid_from <= moment <= self.valid_until


@dataclass(frozen=True)
class KeyList:
    """All keys of the organisation, and which of them seals today."""

    keys: tuple[SealKey, ...]
    current_id: str

    @property
    def current(self) -> SealKey:
        """Give the key that seals today; raise NoSealKey when the list does not hold it."""
        for key in self.keys:
            if key.id == self.current_id:
                return key
        raise NoSealKey("The key list names a current key that it does not hold.")

    def find_by_certificate(self, certificate: bytes) -> SealKey | None:
        """Find the key with exactly this certificate (DER)."""
        return next((key for key in self.keys if key.certificate == certificate), None)


def load_keys(folder: Path) -> KeyList:
    """Read the key list of a seal folder; raise NoSealKey when there is none or it makes no sense."""
    try:
        listed = json.loads((folder / KEY_LIST).read_text())
        return KeyList(tuple(_load_key(folder, entry) for entry in listed["keys"]), str(listed["current"]))
    except FileNotFoundError as error:
        raise NoSealKey("There is no seal key yet. Make one with: duo zegel nieuw") from error
    except (KeyError, OSError, TypeError, ValueError) as error:
        raise NoSealKey(f"The key list of the seal cannot be read: {type(error).__name__}.") from error


def new_seal(folder: Path, organisation: str | None, now: datetime) -> SealKey:
    """Make a P-256 key with its own root, make it the current one and end the one before at `now`.

    Without an organisation the names in the certificates say plainly that it is a test. The root's key is not kept.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = make_certificates(organisation, now)
    key_id = made.seal.fingerprint(SHA256()).hex()[:16]
    passphrase = secrets.token_urlsafe(32)
    p12 = pkcs12.serialize_key_and_certificates(
        b"zegel", made.seal_key, made.seal, [made.root], BestAvailableEncryption(passphrase.encode())
    )
    _write(folder / f"{key_id}.passphrase", passphrase.encode(), 0o600)
    _write(folder / f"{key_id}.p12", p12, 0o600)
    _write(folder / f"{key_id}.pem", made.seal.public_bytes(Encoding.PEM), 0o644)
    _write(folder / f"{key_id}-root.pem", made.root.public_bytes(Encoding.PEM), 0o644)
    entry = {
        "id": key_id,
        "certificate": f"{key_id}.pem",
        "root": f"{key_id}-root.pem",
        "valid_from": made.seal.not_valid_before_utc.isoformat(),
        "valid_until": made.seal.not_valid_after_utc.isoformat(),
    }
    entries = [_ended(old, now) for old in _entries(folder)]
    listed = json.dumps({"current": key_id, "keys": [*entries, entry]}, indent=2) + "\n"
    _write(folder / KEY_LIST, listed.encode(), 0o644)
    return _load_key(folder, entry)


def _entries(folder: Path) -> list[dict[str, str]]:
    path = folder / KEY_LIST
    return list(json.loads(path.read_text())["keys"]) if path.exists() else []


def _ended(entry: dict[str, str], now: datetime) -> dict[str, str]:
    """End a key that is followed by a new one."""
    until = min(datetime.fromisoformat(entry["valid_until"]), now)
    return entry | {"valid_until": until.isoformat()}


def _load_key(folder: Path, entry: dict[str, Any]) -> SealKey:
    return SealKey(
        id=entry["id"],
        certificate=_load_der(folder / entry["certificate"]),
        root=_load_der(folder / entry["root"]),
        valid_from=datetime.fromisoformat(entry["valid_from"]),
        valid_until=datetime.fromisoformat(entry["valid_until"]),
    )


def _load_der(path: Path) -> bytes:
    return x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(Encoding.DER)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a whole file or none, never readable by others in between."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
