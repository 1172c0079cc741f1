"""The sites that may use the demo identity provider, and how they prove who they are (private_key_jwt, RFC 7523)."""

from collections.abc import Callable
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from duo_site.login.oidc import ClientKeyError, public_jwks
from duo_site.login.providers import logout_return_addresses, return_address
from duo_site.means import Means
from duo_site.settings import Settings, SettingsError

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LONGEST_ASSERTION = 300
_SKEW = 10


@dataclass(frozen=True)
class RegisteredClient:
    """A site that is known to one issuer."""

    client_id: str
    key: ECKey
    redirect_uri: str
    logout_uris: tuple[str, ...]


class ClientRefused(Exception):
    """A client assertion does not pass."""


def read_clients(settings: Settings) -> dict[Means, RegisteredClient]:
    """Register the site of the settings at each issuer it uses."""
    try:
        return {
            provider.means: RegisteredClient(
                provider.client_id,
                ECKey.import_key(public_jwks(provider.client_key)["keys"][0]),
                return_address(settings, provider.means),
                logout_return_addresses(settings),
            )
            for provider in settings.providers
        }
    except ClientKeyError as error:
        raise SettingsError(str(error)) from error


def check_assertion(
    client: RegisteredClient, issuer: str, assertion: str, now: int, is_new: Callable[[str, int], bool]
) -> None:
    """Check that an assertion was made by the client, for this issuer, just now; raise ClientRefused if not.

    `is_new` gets the jti and its end, and tells whether it was never seen before.
    """
    try:
        claims = jwt.decode(assertion, client.key, algorithms=["ES256"]).claims
    except (JoseError, ValueError, TypeError) as error:
        raise ClientRefused("The signature of the client assertion is wrong.") from error
    if claims.get("iss") != client.client_id or claims.get("sub") != client.client_id:
        raise ClientRefused("The client assertion is of somebody else.")
    if claims.get("aud") not in (issuer, [issuer], f"{issuer}/token", [f"{issuer}/token"]):
        raise ClientRefused("The client assertion is for somebody else.")
    end, issued, number = claims.get("exp"), claims.get("iat", now), claims.get("jti")
    if not isinstance(end, int) or not now < end <= now + _LONGEST_ASSERTION:
        raise ClientRefused("The client assertion has expired or lasts too long.")
    if not isinstance(issued, int) or issued > now + _SKEW:
        raise ClientRefused("The client assertion is from the future.")
    if not isinstance(number, str) or not number or not is_new(number, end):
        raise ClientRefused("The client assertion was used before.")
