"""The port to the private key of the seal: a PKCS#12 file in the seal folder, or a key that never leaves its token."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Literal, Protocol

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate

from duo_site.settings import SealToken
from duo_site.uittreksel.key_files import open_private
from duo_site.uittreksel.keys import NoSealKey, SealKey

SignatureAlgorithm = Literal["sha256_ecdsa", "sha256_rsa"]
"""What a seal is signed with, as asn1crypto names it: ECDSA over P-256, or RSA with PKCS#1 v1.5."""


class PrivateKey(Protocol):
    """A private key, wherever it is kept."""

    @property
    def public_key(self) -> bytes:
        """Give the public key (DER, SubjectPublicKeyInfo)."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Sign data (not its digest), ECDSA in DER; raise SealKeyUnavailable when the key does not answer."""
        ...


class SealSigner(Protocol):
    """Signs with the private key of a seal."""

    @property
    def certificate(self) -> bytes:
        """Give the certificate of the seal (DER)."""
        ...

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """Tell how the signature is made; always over SHA-256."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Sign data (not its digest), ECDSA in DER; raise SealKeyUnavailable when the key does not answer."""
        ...


@dataclass(frozen=True)
class FileKey:
    """A key that was read from a file. The same data give the same signature (RFC 6979)."""

    private: EllipticCurvePrivateKey | RSAPrivateKey

    @property
    def public_key(self) -> bytes:
        """Give the public key (DER, SubjectPublicKeyInfo)."""
        return self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, data: bytes) -> bytes:
        """Sign data."""
        if isinstance(self.private, RSAPrivateKey):
            return self.private.sign(data, PKCS1v15(), SHA256())
        return self.private.sign(data, ECDSA(SHA256(), deterministic_signing=True))


@dataclass(frozen=True)
class CertifiedKey:
    """A private key with its certificate (DER): what seals."""

    certificate: bytes
    key: PrivateKey

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """Tell how the signature is made, by the certificate: so nobody waits for a token to know it."""
        public = load_der_x509_certificate(self.certificate).public_key()
        return "sha256_rsa" if isinstance(public, RSAPublicKey) else "sha256_ecdsa"

    def sign(self, data: bytes) -> bytes:
        """Sign data."""
        return self.key.sign(data)


def open_signer(folder: Path, key: SealKey, token: SealToken | None = None) -> SealSigner:
    """Open the private key of a seal; raise NoSealKey when its file cannot be opened or no token is configured.

    A key in a token is asked for at the first signature, so that a token that is away now may come back.
    """
    if key.token_label is None:
        return CertifiedKey(key.certificate, FileKey(open_private(folder, f"{key.id}.p12", key.id)[1]))
    return CertifiedKey(key.certificate, open_token_key(token, key.token_label))


def open_token_key(token: SealToken | None, label: str) -> PrivateKey:
    """Open a key in the token by its name; raise NoSealKey when no token is configured."""
    key: PrivateKey = _token_keys().TokenKey(_require_token(token), label)
    return key


def make_key_in_token(token: SealToken | None, label: str, *, use_rsa: bool = False) -> PrivateKey:
    """Make a key in the token; raise NoSealKey or SealKeyUnavailable."""
    key: PrivateKey = _token_keys().make_token_key(_require_token(token), label, rsa=use_rsa)
    return key


def new_label(now: datetime) -> str:
    """Name a new key in a token after the moment it was made."""
    return f"zegel-{now:%Y%m%d-%H%M%S}"


def _require_token(token: SealToken | None) -> SealToken:
    if token is None:
        raise NoSealKey("The key is in a token. Set DUO_PKCS11_MODULE, DUO_PKCS11_TOKEN and DUO_PKCS11_PIN.")
    return token


def _token_keys() -> ModuleType:
    """Load what reaches a token, which only who has one needs."""
    try:
        return import_module("duo_site.uittreksel.token_keys")
    except ImportError as error:
        raise NoSealKey("The key is in a token. Install what reaches it: pip install duo-site[hsm]") from error
