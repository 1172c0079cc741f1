"""Keeping what must stay secret: encryption at rest and keyed hashes to look things up.

AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D section 8.2.2) and HMAC-SHA-256; every purpose has a key
of its own, derived from the data key with HKDF (RFC 5869).
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_FORMAT = b"\x01"


class UnreadableSecret(Exception):
    """The bytes were changed, or encrypted with another key."""


class Secrecy:
    """Encrypts, decrypts and hashes with keys derived from one data key of 32 bytes."""

    def __init__(self, data_key: bytes) -> None:
        self._data_key = data_key
        self._cipher = AESGCM(self.derive("encryption"))
        self._lookup_key = self.derive("lookup")

    def derive(self, purpose: str) -> bytes:
        """Derive the key of 32 bytes for a purpose."""
        return HKDF(SHA256(), 32, salt=None, info=b"duo-site/" + purpose.encode()).derive(self._data_key)

    def encrypt_bytes(self, plain: bytes, place: str = "") -> bytes:
        """Encrypt bytes; the same input gives other bytes each time. They can be read with the same `place` alone."""
        nonce = os.urandom(_NONCE_BYTES)
        return _FORMAT + nonce + self._cipher.encrypt(nonce, plain, _FORMAT + place.encode())

    def decrypt_bytes(self, blob: bytes, place: str = "") -> bytes:
        """Give back what `encrypt_bytes` was given; raise UnreadableSecret for anything else."""
        if blob[:1] != _FORMAT:
            raise UnreadableSecret("The stored bytes are not of a known format.")
        nonce, sealed = blob[1 : 1 + _NONCE_BYTES], blob[1 + _NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, sealed, _FORMAT + place.encode())
        except (InvalidTag, ValueError) as error:
            raise UnreadableSecret("The stored bytes were changed or belong to another key.") from error

    def encrypt(self, text: str, place: str = "") -> bytes:
        """Encrypt a text, for one place alone where that is named."""
        return self.encrypt_bytes(text.encode(), place)

    def decrypt(self, blob: bytes, place: str = "") -> str:
        """Give back the text that `encrypt` was given."""
        return self.decrypt_bytes(blob, place).decode()

    def lookup(self, kind: str, text: str) -> str:
        """Hash a text with the lookup key (64 hexadecimal digits), so that it can be found without being readable."""
        return hmac.new(self._lookup_key, f"{kind}\0{text}".encode(), hashlib.sha256).hexdigest()
