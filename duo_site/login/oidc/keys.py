"""The key with which this site proves to a provider who it is (private_key_jwt, RFC 7523)."""

import os
from pathlib import Path
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey

_CURVE = "P-256"


class ClientKeyError(Exception):
    """The file of a client key is missing, unreadable, or holds another kind of key."""


def new_client_key(path: Path) -> None:
    """Make an ES256 key and write it as PEM, readable by the owner alone; raise FileExistsError rather than replace."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = ECKey.generate_key(_CURVE, private=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.as_pem(private=True))


def load_client_key(path: Path) -> ECKey:
    """Read a client key; raise ClientKeyError when there is none that can be used."""
    try:
        key = ECKey.import_key(path.read_bytes())
    except OSError as error:
        raise ClientKeyError(f"The login key {path} cannot be read.") from error
    except (JoseError, ValueError) as error:
        raise ClientKeyError(f"The login key {path} is not an EC key in PEM.") from error
    if not key.is_private or key.curve_name != _CURVE:
        raise ClientKeyError(f"The login key {path} is not a private P-256 key.")
    key.ensure_kid()
    return key


def public_jwks(path: Path) -> dict[str, Any]:
    """Give the public half of a client key as a JWK set, to register with the provider."""
    key = load_client_key(path)
    return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": "ES256"}]}
