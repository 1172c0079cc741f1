"""The files of a key in the seal folder: PKCS#12 with a passphrase beside it (mode 0600), and certificates (PEM)."""

import secrets
from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from duo_site.uittreksel.certificates import Made
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.whole_files import write_whole

Private = EllipticCurvePrivateKey | RSAPrivateKey


def new_passphrase(folder: Path, name: str) -> str:
    """Make and keep the passphrase of the PKCS#12 files of a key."""
    passphrase = secrets.token_urlsafe(32)
    write_whole(folder / f"{name}.passphrase", passphrase.encode(), 0o600)
    return passphrase


def open_private(folder: Path, name: str, key_id: str) -> tuple[x509.Certificate | None, Private]:
    """Open a PKCS#12 file of the folder; raise NoSealKey when it cannot be opened or is another kind of key."""
    try:
        passphrase = (folder / f"{key_id}.passphrase").read_bytes().strip()
        private, certificate, _others = pkcs12.load_key_and_certificates((folder / name).read_bytes(), passphrase)
    except (OSError, ValueError) as error:
        raise NoSealKey(f"The seal key {name} cannot be opened.") from error
    if not isinstance(private, (EllipticCurvePrivateKey, RSAPrivateKey)):
        raise NoSealKey(f"The seal key {name} is neither an elliptic curve key nor an RSA key.")
    return certificate, private


def open_key(folder: Path, name: str, key_id: str) -> Made:
    """Open a PKCS#12 file with a key that we made; raise NoSealKey."""
    certificate, private = open_private(folder, name, key_id)
    if not isinstance(private, EllipticCurvePrivateKey) or certificate is None:
        raise NoSealKey(f"The seal key {name} is not an elliptic curve key.")
    return Made(certificate, private)


def keep_private(
    folder: Path, name: str, private: Private, certificate: x509.Certificate | None, passphrase: str
) -> None:
    """Keep a private key as PKCS#12, and its certificate beside it."""
    protection = BestAvailableEncryption(passphrase.encode())
    p12 = pkcs12.serialize_key_and_certificates(b"zegel", private, certificate, None, protection)
    write_whole(folder / f"{name}.p12", p12, 0o600)
    if certificate is not None:
        keep_public(folder, f"{name}.pem", [certificate])


def keep_public(folder: Path, name: str, certificates: Iterable[x509.Certificate]) -> None:
    """Keep certificates in one file."""
    write_whole(folder / name, b"".join(part.public_bytes(Encoding.PEM) for part in certificates), 0o644)
