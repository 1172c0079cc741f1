"""Checking an id_token (OpenID Connect Core 1.0 section 3.1.3.7; OpenID.NLGov)."""

import hmac
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from duo_site.login.domain import Refusal

ALGORITHMS = ("ES256", "PS256", "RS256")
"""Ours, not the provider's: with `none` among them an unsigned token would pass."""

_SKEW = 60
_MOST_AGE = 600
_LONGEST_TOKEN = 20_000
_LONGEST_SUBJECT = 100


@dataclass(frozen=True)
class VerifiedClaims:
    """What the provider says about the person, after every check but the level."""

    subject: str
    acr: object
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Expected:
    """What an id_token must say."""

    issuer: str
    client_id: str
    nonce: str
    started: datetime
    now: datetime


class TokenRefused(Exception):
    """The id_token does not pass; `reason` says on which check."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(f"The id_token was refused: {reason}.")
        self.reason = reason


def check_id_token(token: object, keys: Callable[[bool], KeySet], expected: Expected) -> VerifiedClaims:
    """Give the claims of a token that passes every check; raise TokenRefused for any other.

    `keys` gives the provider's keys and asks the provider again when called with True.
    """
    claims = _read_signed(token, keys)
    if claims.get("iss") != expected.issuer:
        raise TokenRefused(Refusal.WRONG_ISSUER)
    # An audience beside us is nobody we trust, so the token must be for us alone.
    if claims.get("aud") not in (expected.client_id, [expected.client_id]):
        raise TokenRefused(Refusal.WRONG_AUDIENCE)
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise TokenRefused(Refusal.WRONG_AUDIENCE)
    _check_times(claims, expected)
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise TokenRefused(Refusal.WRONG_NONCE)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= _LONGEST_SUBJECT:
        raise TokenRefused(Refusal.BAD_SUBJECT)
    return VerifiedClaims(subject, claims.get("acr"), claims)


def _read_signed(token: object, keys: Callable[[bool], KeySet]) -> dict[str, Any]:
    if not isinstance(token, str) or len(token) > _LONGEST_TOKEN or token.count(".") != 2:
        raise TokenRefused(Refusal.UNREADABLE)
    for fresh in (False, True):
        try:
            return jwt.decode(token, keys(fresh), algorithms=ALGORITHMS).claims
        except (JoseError, ValueError, TypeError):
            # The provider may have changed its keys since we last asked: once more, with fresh ones.
            continue
    raise TokenRefused(Refusal.BAD_SIGNATURE)


def _check_times(claims: Mapping[str, Any], expected: Expected) -> None:
    now = int(expected.now.timestamp())
    exp, issued, authenticated = (_moment(claims.get(name)) for name in ("exp", "iat", "auth_time"))
    if exp is None or exp <= now - _SKEW:
        raise TokenRefused(Refusal.OUT_OF_DATE)
    if issued is None or not now - _MOST_AGE <= issued <= now + _SKEW:
        raise TokenRefused(Refusal.OUT_OF_DATE)
    not_before = claims.get("nbf")
    if not_before is not None and (_moment(not_before) or now + _SKEW + 1) > now + _SKEW:
        raise TokenRefused(Refusal.OUT_OF_DATE)
    # We ask for max_age=0: the person must have authenticated after this login began.
    if authenticated is None or not expected.started.timestamp() - _SKEW <= authenticated <= now + _SKEW:
        raise TokenRefused(Refusal.OLD_AUTHENTICATION)


def _moment(value: object) -> int | None:
    """Read a NumericDate; None for what is not a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value)
