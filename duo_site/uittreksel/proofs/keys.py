"""The keys that sign credentials and the status list: P-256, apart from the key of the seal.

`credential_keys.json` in the seal folder lists the public keys, old ones too, with the moments from and until which
they signed. Beside it lies per key the private one (PEM, mode 0600).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from duo_site.uittreksel.whole_files import write_whole

CREDENTIAL_KEY_LIST = "credential_keys.json"
CURVE = "P-256"

_LIFETIME = timedelta(days=3 * 365)
_CLOCK_DIFFERENCE = timedelta(minutes=5)
_ID_LENGTH = 11  # 66 bits of the thumbprint: short, because it stands in the QR code.


class NoCredentialKey(Exception):
    """The seal folder holds no usable key for credentials; the message says what to do."""


@dataclass(frozen=True)
class CredentialKey:
    """A public key of ours. What it signed from `valid_from` until `valid_until` is ours."""

    id: str
    """The beginning of the thumbprint of the key (RFC 7638)."""
    x: str
    y: str
    """Coordinates, as a JWK writes them (RFC 7518 section 6.2.1)."""
    valid_from: datetime
    valid_until: datetime

    def is_valid_at(self, moment: datetime) -> bool:
        """Tell whether the key could sign at a moment."""
        return self.valid_from <= moment <= self.valid_until

    def to_jwk(self) -> dict[str, Any]:
        """Write the public key as a JWK."""
        return {"kty": "EC", "crv": CURVE, "x": self.x, "y": self.y, "kid": self.id, "alg": "ES256", "use": "sig"}


@dataclass(frozen=True)
class CredentialKeys:
    """All keys that ever signed credentials of ours, and which of them signs today."""

    keys: tuple[CredentialKey, ...]
    current_id: str

    def find(self, key_id: object) -> CredentialKey | None:
        """Find the key with this id."""
        return next((key for key in self.keys if key.id == key_id), None)


@dataclass(frozen=True)
class SigningKey:
    """The private key that signs today, with its id and the moment it began to."""

    id: str
    valid_from: datetime
    private: ec.EllipticCurvePrivateKey


def load_credential_keys(folder: Path) -> CredentialKeys:
    """Read the list of a seal folder; raise NoCredentialKey when there is none or it makes no sense."""
    listed = _read_list(folder)
    try:
        return CredentialKeys(tuple(parse_credential_key(entry) for entry in listed["keys"]), str(listed["current"]))
    except (KeyError, TypeError, ValueError, JoseError) as error:
        raise NoCredentialKey(f"The list of credential keys cannot be read: {type(error).__name__}.") from error


def load_signing_key(folder: Path) -> SigningKey:
    """Load the key that signs today; raise NoCredentialKey. It is read anew when the list changed."""
    try:
        changed = (folder / CREDENTIAL_KEY_LIST).stat().st_mtime_ns
    except OSError as error:
        raise NoCredentialKey("There is no credential key yet. Make one with: duo zegel nieuw") from error
    return _load_signing_key(folder, changed)


def new_credential_key(folder: Path, now: datetime) -> CredentialKey:
    """Make a P-256 key, make it the current one and end the one before at `now`; its public key stays in the list."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = ec.generate_private_key(ec.SECP256R1())
    public = ECKey.import_key(
        private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    )
    jwk = public.as_dict(private=False)
    entry = {
        "id": public.thumbprint()[:_ID_LENGTH],
        "x": jwk["x"],
        "y": jwk["y"],
        "valid_from": (now - _CLOCK_DIFFERENCE).astimezone(UTC).isoformat(timespec="seconds"),
        "valid_until": (now + _LIFETIME).astimezone(UTC).isoformat(timespec="seconds"),
    }
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    earlier = _read_list(folder)["keys"] if (folder / CREDENTIAL_KEY_LIST).exists() else []
    listed = {"current": entry["id"], "keys": [*(_ended(old, now) for old in earlier), entry]}
    write_whole(_private_path(folder, str(entry["id"])), pem, 0o600)
    write_whole(folder / CREDENTIAL_KEY_LIST, (json.dumps(listed, indent=2) + "\n").encode(), 0o644)
    return parse_credential_key(entry)


def parse_credential_key(entry: Mapping[str, Any]) -> CredentialKey:
    """Read one entry of a list; raise KeyError, TypeError, ValueError or JoseError when it makes no sense."""
    key = CredentialKey(
        id=str(entry["id"]),
        x=str(entry["x"]),
        y=str(entry["y"]),
        valid_from=datetime.fromisoformat(entry["valid_from"]),
        valid_until=datetime.fromisoformat(entry["valid_until"]),
    )
    if key.valid_from.tzinfo is None or key.valid_until.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    if ECKey.import_key(key.to_jwk()).thumbprint()[:_ID_LENGTH] != key.id:
        raise ValueError("The id of a key is not its thumbprint.")
    return key


@lru_cache(maxsize=4)
def _load_signing_key(folder: Path, _changed: int) -> SigningKey:
    keys = load_credential_keys(folder)
    current = keys.find(keys.current_id)
    if current is None:
        raise NoCredentialKey("The list of credential keys names a current key that it does not hold.")
    try:
        private = load_pem_private_key(_private_path(folder, current.id).read_bytes(), None)
    except (OSError, TypeError, ValueError) as error:
        raise NoCredentialKey(f"The credential key cannot be read: {type(error).__name__}.") from error
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise NoCredentialKey("The credential key is no P-256 key.")
    return SigningKey(current.id, current.valid_from, private)


def _read_list(folder: Path) -> dict[str, Any]:
    try:
        listed = json.loads((folder / CREDENTIAL_KEY_LIST).read_text())
    except FileNotFoundError as error:
        raise NoCredentialKey("There is no credential key yet. Make one with: duo zegel nieuw") from error
    except (OSError, ValueError) as error:
        raise NoCredentialKey(f"The list of credential keys cannot be read: {type(error).__name__}.") from error
    if not isinstance(listed, dict):
        raise NoCredentialKey("The list of credential keys makes no sense.")
    return listed


def _private_path(folder: Path, key_id: str) -> Path:
    return folder / f"credential-{key_id}.pem"


def _ended(entry: dict[str, str], now: datetime) -> dict[str, str]:
    """End a key that is followed by a new one."""
    until = min(datetime.fromisoformat(entry["valid_until"]), now.astimezone(UTC))
    return entry | {"valid_until": until.isoformat(timespec="seconds")}
