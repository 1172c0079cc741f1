"""The port to the identity providers: OpenID Connect 1.0 with the authorization code flow.

Authlib makes the requests (PKCE, private_key_jwt); this package pins the algorithms and checks the id_token itself,
because Authlib takes the allowed algorithms from the provider and does not check `acr` or `auth_time`.
"""

from duo_site.login.oidc.client import Begun, OpenIdClient
from duo_site.login.oidc.id_token import VerifiedClaims
from duo_site.login.oidc.keys import ClientKeyError, load_client_key, new_client_key, public_jwks

__all__ = [
    "Begun",
    "ClientKeyError",
    "OpenIdClient",
    "VerifiedClaims",
    "load_client_key",
    "new_client_key",
    "public_jwks",
]
