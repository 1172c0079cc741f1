"""Keys of the seal in a token (PKCS#11: an HSM or a smart card), which they never leave.

Each process keeps one session with the token. After an error it opens another and tries once more; after a refused PIN
it never tries again, because a token locks itself after a few.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypeVar

import pkcs11
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from pkcs11 import Attribute, KeyType, Mechanism, MechanismFlag, ObjectClass
from pkcs11.exceptions import (
    MultipleObjectsReturned,
    MultipleTokensReturned,
    NoSuchKey,
    NoSuchToken,
    PinExpired,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
)
from pkcs11.util.ec import encode_ec_public_key, encode_ecdsa_signature, encode_named_curve_parameters
from pkcs11.util.rsa import encode_rsa_public_key

from duo_site.settings import SealToken
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.seal_failures import SealKeyUnavailable

RSA_BITS = 3072
_PIN_REFUSED = (PinExpired, PinIncorrect, PinInvalid, PinLenRange, PinLocked)
_T = TypeVar("_T")


@dataclass
class _Opened:
    session: Any
    keys: dict[tuple[str, ObjectClass], Any] = field(default_factory=dict)

    def find_key(self, label: str, kind: ObjectClass = ObjectClass.PRIVATE_KEY) -> Any:
        if (label, kind) not in self.keys:
            try:
                self.keys[label, kind] = self.session.get_key(object_class=kind, label=label)
            except (NoSuchKey, MultipleObjectsReturned) as error:
                raise NoSuchKey(label) from error
        return self.keys[label, kind]


class _Connection:
    """The session of this process with a token. One signature at a time: more a session cannot do."""

    def __init__(self, token: SealToken) -> None:
        self._token = token
        self._lock = threading.Lock()
        self._opened: _Opened | None = None
        self._is_refused = False

    def run(self, work: Callable[[_Opened], _T], *, writing: bool = False) -> _T:
        """Work with a session; raise SealKeyUnavailable when the token does not do it."""
        with self._lock:
            try:
                if self._opened is not None and not writing:
                    with suppress(PKCS11Error):
                        return work(self._opened)
                self._opened = self._open(writing)
                return work(self._opened)
            except PKCS11Error as error:
                self._opened = None
                raise SealKeyUnavailable(_explain(error, self._token)) from error

    def _open(self, writing: bool) -> _Opened:
        if self._is_refused:
            raise PinIncorrect
        library = pkcs11.lib(str(self._token.module))
        # A token that came back, and a process that was forked, are known only to a library that begins anew.
        self._opened = None
        with suppress(PKCS11Error):
            library.finalize()
        library.initialize()
        try:
            session = library.get_token(token_label=self._token.name).open(rw=writing, user_pin=self._token.pin)
        except _PIN_REFUSED:
            self._is_refused = True
            raise
        return _Opened(session)


@lru_cache(maxsize=4)
def _connection(token: SealToken, _process: int) -> _Connection:
    return _Connection(token)


@dataclass(frozen=True)
class TokenKey:
    """A private key in a token, by its name there. What it signs with ECDSA differs each time."""

    token: SealToken
    label: str

    @property
    def public_key(self) -> bytes:
        """Give the public key (DER, SubjectPublicKeyInfo); raise SealKeyUnavailable."""
        return _run(self.token, self._read_public_key)

    def sign(self, data: bytes) -> bytes:
        """Sign data; raise SealKeyUnavailable when the token is away, refuses the PIN or lacks the key."""
        return _run(self.token, lambda opened: self._sign(opened, data))

    def _sign(self, opened: _Opened, data: bytes) -> bytes:
        key = opened.find_key(self.label)
        if key.key_type is KeyType.RSA:
            return bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
        return encode_ecdsa_signature(key.sign(sha256(data).digest(), mechanism=Mechanism.ECDSA))

    def _read_public_key(self, opened: _Opened) -> bytes:
        key = opened.find_key(self.label, ObjectClass.PUBLIC_KEY)
        written = encode_rsa_public_key(key) if key.key_type is KeyType.RSA else encode_ec_public_key(key)
        return load_der_public_key(written).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def make_token_key(token: SealToken, label: str, *, rsa: bool = False) -> TokenKey:
    """Make a key in a token that can sign and cannot be taken out; raise NoSealKey when the name is taken."""
    return _run(token, lambda opened: _make(opened, TokenKey(token, label), rsa), writing=True)


def _run(token: SealToken, work: Callable[[_Opened], _T], *, writing: bool = False) -> _T:
    return _connection(token, os.getpid()).run(work, writing=writing)


def _make(opened: _Opened, key: TokenKey, rsa: bool) -> TokenKey:
    session, label = opened.session, key.label
    if list(session.get_objects({Attribute.LABEL: label})):
        raise NoSealKey(f"The token holds a key {label} already.")
    wanted = {"store": True, "label": label, "id": label.encode(), "capabilities": MechanismFlag.SIGN}
    if rsa:
        session.generate_keypair(KeyType.RSA, RSA_BITS, **wanted)
    else:
        curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
        session.create_domain_parameters(KeyType.EC, curve, local=True).generate_keypair(**wanted)
    return key


def _explain(error: PKCS11Error, token: SealToken) -> str:
    """Say for the operator what is wrong, without the PIN."""
    if isinstance(error, _PIN_REFUSED):
        return f"The token {token.name} refuses the PIN. Set the right one and start again; it is not tried again."
    if isinstance(error, (NoSuchToken, MultipleTokensReturned)):
        return f"The library does not find exactly one token {token.name}."
    if isinstance(error, NoSuchKey):
        return f"The token {token.name} does not hold exactly one key {error}."
    return f"The token {token.name} does not answer ({type(error).__name__})."
