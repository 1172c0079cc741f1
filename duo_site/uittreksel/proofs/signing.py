"""ES256 as JOSE and as COSE, through joserfc and cwt, deterministic (RFC 6979): same text and key, same bytes.

Neither library can sign deterministically, but both let an algorithm or key be replaced. So theirs is every format, and
ours is the one call to `cryptography` below. Reading goes by our list of keys alone: the algorithm is fixed, and what a
token says of keys other than the id is not used.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cwt import COSE
from cwt.algs.ec2 import EC2Key
from cwt.exceptions import CWTError
from joserfc.errors import JoseError
from joserfc.jwa import ESAlgorithm, JWSAlgModel
from joserfc.jwk import ECKey
from joserfc.jws import JWSRegistry, extract_compact, serialize_compact, validate_compact
from joserfc.util import urlsafe_b64decode, urlsafe_b64encode

from duo_site.uittreksel.proofs.keys import CURVE, CredentialKey, CredentialKeys, SigningKey

JWT_TYPE = "vc+jwt"
"""Type and media type (with `application/` before it) of a credential secured with JOSE."""

_COSE_SIGN1 = 18
_ES256, _EC2, _P256, _VERIFY = -7, 2, 1, 2
_ALG, _KEY_ID = 1, 4
_LONGEST_TOKEN = 64 * 1024 * 1024


class NotOurKey(Exception):
    """What is signed names no key of ours."""


class BadSignature(Exception):
    """What names a key of ours was not signed by it, or makes no sense."""


@dataclass(frozen=True)
class Signed:
    """What one of our keys signed."""

    content: Any
    key: CredentialKey


def _sign(private: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Sign deterministically and give r and s in 32 bytes each, as JOSE and COSE want them."""
    signature = private.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True))
    return b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(signature))


class _Deterministic(ESAlgorithm):
    """ES256 of joserfc with another way to draw the one-time number."""

    def sign(self, msg: bytes, key: ECKey) -> bytes:
        return _sign(key.get_op_key("sign"), msg)


class _OnlyES256(JWSRegistry):
    """The algorithms that joserfc may use for us: one. It does not know of `none` or HS256 here."""

    algorithms: ClassVar[dict[str, JWSAlgModel]] = {  # type: ignore[misc]
        "ES256": _Deterministic("ES256", CURVE, 256, True)
    }
    recommended: ClassVar[list[str]] = ["ES256"]  # type: ignore[misc]
    max_payload_length = _LONGEST_TOKEN


_REGISTRY = _OnlyES256(algorithms=["ES256"])


class _CoseSigner(EC2Key):
    """A key of cwt that signs deterministically."""

    def __init__(self, key: SigningKey) -> None:
        super().__init__({**EC2Key.to_cose_key(key.private), 3: _ES256, 2: key.id.encode()})
        self._signing = key.private

    def sign(self, msg: bytes) -> bytes:
        return _sign(self._signing, msg)


def sign_jwt(claims: dict[str, Any], key: SigningKey) -> bytes:
    """Sign claims as a compact JWS with the id of the key in its header."""
    header = {"alg": "ES256", "typ": JWT_TYPE, "kid": key.id}
    payload = json.dumps(claims, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return serialize_compact(header, payload, _private_jwk(key), registry=_REGISTRY).encode()


def read_jwt(token: bytes, keys: CredentialKeys) -> Signed:
    """Give the claims that one of our keys signed; raise NotOurKey or BadSignature."""
    if len(token) > _LONGEST_TOKEN:
        raise BadSignature("The token is too long.")
    try:
        signed = extract_compact(token, registry=_REGISTRY)
        header = signed.headers()
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise BadSignature("The token is none.") from error
    if header.get("alg") != "ES256" or header.get("typ") != JWT_TYPE:
        raise BadSignature("The token is of another kind.")
    key = keys.find(header.get("kid"))
    if key is None:
        raise NotOurKey("The token names no key of ours.")
    try:
        holds = validate_compact(signed, ECKey.import_key(key.to_jwk()), registry=_REGISTRY)
        claims = json.loads(signed.payload)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise BadSignature("The token cannot be read.") from error
    if not holds or not _is_written_one_way(token):
        raise BadSignature("The signature does not hold.")
    if not isinstance(claims, dict):
        raise BadSignature("The token holds no claims.")
    return Signed(claims, key)


def sign_cose(payload: bytes, key: SigningKey, bound: bytes) -> bytes:
    """Sign a payload as COSE_Sign1; `bound` is signed too (external_aad, RFC 9052 section 4.3) but not repeated."""
    protected = {_ALG: _ES256, _KEY_ID: key.id.encode()}
    signed: bytes = COSE.new().encode_and_sign(payload, _CoseSigner(key), protected=protected, external_aad=bound)
    return signed


def read_cose(data: bytes, keys: CredentialKeys, bound: bytes) -> Signed:
    """Give the payload that one of our keys signed together with `bound`; raise NotOurKey or BadSignature."""
    try:
        outer = cbor2.loads(data)
        protected, unprotected, payload, signature = outer.value
        header = cbor2.loads(protected)
        # Written again it must be the same: so nothing can be hidden in it that nobody signed.
        rewritten = cbor2.dumps(cbor2.CBORTag(_COSE_SIGN1, [protected, {}, payload, signature]))
        is_plain = outer.tag == _COSE_SIGN1 and unprotected == {} and rewritten == data
        key_id, algorithm = header[_KEY_ID].decode(), header[_ALG]
    except Exception as error:
        # Strangers write this, and the parser may meet any accident in it.
        raise BadSignature("The credential cannot be read.") from error
    if not is_plain or algorithm != _ES256:
        raise BadSignature("The credential is of another kind.")
    key = keys.find(key_id)
    if key is None:
        raise NotOurKey("The credential names no key of ours.")
    try:
        return Signed(COSE.new().decode(data, _cose_key(key), external_aad=bound), key)
    except (CWTError, ValueError, TypeError) as error:
        raise BadSignature("The signature does not hold.") from error


def _is_written_one_way(token: bytes) -> bool:
    """Refuse base64 with loose bits at the end: they can be changed without changing what was signed."""
    return all(urlsafe_b64encode(urlsafe_b64decode(part)) == part for part in token.split(b"."))


@lru_cache(maxsize=4)
def _private_jwk(key: SigningKey) -> ECKey:
    numbers = key.private.private_numbers()
    public = numbers.public_numbers
    coordinates = {"x": public.x, "y": public.y, "d": numbers.private_value}
    written = {name: urlsafe_b64encode(value.to_bytes(32, "big")).decode() for name, value in coordinates.items()}
    return ECKey.import_key({"kty": "EC", "crv": CURVE, **written})


def _cose_key(key: CredentialKey) -> EC2Key:
    x, y = (urlsafe_b64decode(number.encode()) for number in (key.x, key.y))
    return EC2Key({1: _EC2, 2: key.id.encode(), 3: _ES256, 4: [_VERIFY], -1: _P256, -2: x, -3: y})
