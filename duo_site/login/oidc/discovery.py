"""What a provider says about itself: its addresses and its keys (OpenID Connect Discovery 1.0)."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

TIMEOUT = 5.0
"""Seconds to wait for a connection, and for each part of an answer."""

_KEEP = 3600.0
_MOST_BYTES = 200_000
_PART_BYTES = 16_384
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class ProviderFailure(Exception):
    """The provider does not answer, or its answer is not what the protocol says."""


@dataclass(frozen=True)
class Metadata:
    """The addresses of a provider."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None
    names_itself: bool
    """Whether each answer carries `iss` (RFC 9207)."""


class Discovery:
    """Reads the metadata and keys of one provider and keeps them for an hour."""

    def __init__(self, issuer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._clock = clock
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def metadata(self) -> Metadata:
        """Give the addresses; raise ProviderFailure when they cannot be had or are not of this issuer."""
        if self._metadata is None or self._clock() - self._metadata[0] > _KEEP:
            found = fetch_json(f"{self._issuer}/.well-known/openid-configuration")
            self._metadata = (self._clock(), self._read(found))
        return self._metadata[1]

    def keys(self, fresh: bool = False) -> KeySet:
        """Give the public keys; `fresh` asks the provider again, for a token with a key that is not known yet."""
        if fresh or self._keys is None or self._clock() - self._keys[0] > _KEEP:
            try:
                keys = KeySet.import_key_set(fetch_json(self.metadata().jwks_uri))  # type: ignore[arg-type]
            except (JoseError, KeyError, TypeError, ValueError) as error:
                raise ProviderFailure("The keys of the provider cannot be read.") from error
            self._keys = (self._clock(), keys)
        return self._keys[1]

    def _read(self, found: dict[str, Any]) -> Metadata:
        if found.get("issuer") != self._issuer:
            raise ProviderFailure("The provider calls itself by another name than the settings do.")
        end = found.get("end_session_endpoint")
        return Metadata(
            authorization_endpoint=_safe_address(found.get("authorization_endpoint")),
            token_endpoint=_safe_address(found.get("token_endpoint")),
            jwks_uri=_safe_address(found.get("jwks_uri")),
            end_session_endpoint=_safe_address(end) if end else None,
            names_itself=found.get("authorization_response_iss_parameter_supported") is True,
        )


def is_loopback(address: str) -> bool:
    """Tell whether an address is on this machine itself."""
    return urlsplit(address).hostname in _LOOPBACK


def fetch_json(address: str) -> dict[str, Any]:
    """Get a JSON object without following redirects; raise ProviderFailure for anything else."""
    try:
        with requests.Session() as session:
            # A proxy for the outside world must not be asked for what runs on this machine.
            session.trust_env = not is_loopback(address)
            with session.get(address, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer:
                found = json.loads(_read_body(answer))
    except (requests.RequestException, ValueError) as error:
        raise ProviderFailure("The provider does not answer with JSON.") from error
    if not isinstance(found, dict):
        raise ProviderFailure("The provider does not answer with a JSON object.")
    return found


def _read_body(answer: requests.Response) -> bytes:
    if answer.status_code != requests.codes.ok:
        raise ProviderFailure(f"The provider answered {answer.status_code}.")
    body = b""
    for part in answer.iter_content(_PART_BYTES):
        body += part
        if len(body) > _MOST_BYTES:
            raise ProviderFailure("The provider answered with too much.")
    return body


def _safe_address(address: object) -> str:
    if not isinstance(address, str) or not (
        address.startswith("https://") or (address.startswith("http://") and is_loopback(address))
    ):
        raise ProviderFailure("The provider gives an address that is missing or not https.")
    return address
