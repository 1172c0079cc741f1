"""The identity providers of this site, made once at the start from the settings."""

from duo_site.identity import Means
from duo_site.login.domain import LEVELS, find_level
from duo_site.login.oidc import ClientKeyError, OpenIdClient, load_client_key
from duo_site.settings import Settings, SettingsError
from duo_site.web.site import Site

_PART = "login"


def return_address(settings: Settings, means: Means) -> str:
    """Give the address to which a provider sends people back, as it is registered there (redirect_uri)."""
    return f"{settings.base_url}/inloggen/{means}/terug"


def logout_return_addresses(settings: Settings) -> tuple[str, ...]:
    """List the addresses to which a provider may send people after logging out (post_logout_redirect_uris)."""
    return (f"{settings.base_url}/uitgelogd", f"{settings.base_url}/en/uitgelogd")


def clients_of(site: Site) -> dict[Means, OpenIdClient]:
    """Give the clients of a site; made the first time, so call it once at the start to find mistakes then."""
    return site.part(_PART, lambda: make_clients(site.settings))


def make_clients(settings: Settings) -> dict[Means, OpenIdClient]:
    """Make the client of each configured means; raise SettingsError on a level or key that cannot be used."""
    clients = {}
    for provider in settings.providers:
        if find_level(provider.means, provider.acr) is None:
            known = ", ".join(level.uri for level in LEVELS[provider.means])
            raise SettingsError(f"DUO_{provider.means.name}_ACR is {provider.acr}; use one of: {known}.")
        try:
            key = load_client_key(provider.client_key)
        except ClientKeyError as error:
            raise SettingsError(f"DUO_{provider.means.name}_CLIENT_KEY: {error}") from error
        clients[provider.means] = OpenIdClient(provider, return_address(settings, provider.means), key)
    return clients
