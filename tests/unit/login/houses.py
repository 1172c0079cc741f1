"""People before a browser, at each of the two identity providers."""

import json
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests

from duo_site.demo.identity_provider import make_identity_provider
from duo_site.demo.people import ANJA
from duo_site.login.domain import LEVELS
from duo_site.login.oidc import OpenIdClient, load_client_key, public_jwks
from duo_site.login.providers import return_address
from duo_site.means import Means
from duo_site.settings import Provider, Settings
from tests.builders import BASE_URL

STRICT = Path(__file__).parents[2] / "oidc_provider"
NEEDED = LEVELS[Means.DIGID][1].uri
DIPLOMAHOUDERS: Mapping[str, Mapping[str, str | None]] = {"person-1": {"bsn": ANJA.bsn, "name": ANJA.name}}
Answer = dict[str, str]


@dataclass(frozen=True)
class House:
    """A running provider: a client of it, and what a person does there with a browser."""

    issuer: str
    client: Callable[..., OpenIdClient]
    enter: Callable[..., Answer]
    """Log in at an address that the client gave; level 0 is the lowest."""
    cancel: Callable[[str], Answer]


def make_providers(key: Path) -> tuple[Provider, ...]:
    """Make three providers at the demo identity provider, on a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    return tuple(
        Provider(means, f"http://{place}/{means}", f"duo-{means}", key, LEVELS[means][1].uri) for means in Means
    )


@contextmanager
def running_demo_provider(settings: Settings) -> Iterator[None]:
    """Run the demo identity provider for a site."""
    server = make_identity_provider(settings)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


def act_at_demo(address: str, **deed: str) -> Answer:
    """Open the page of the demo identity provider and press a button."""
    with requests.Session() as person:
        page = person.get(address, timeout=5)
        ticket = re.search(r'name="ticket" value="([^"]+)"', page.text)
        assert ticket, page.text
        target = address.split("?", maxsplit=1)[0].replace("/authorize", "/keuze")
        return answer_in(person.post(target, data={"ticket": ticket[1], **deed}, allow_redirects=False, timeout=5))


def enter_demo(address: str, level: int = 1, person: str = "anja") -> Answer:
    """Choose a person of the cast."""
    return act_at_demo(address, person=person, **({} if level else {"low": "1"}))


def cancel_demo(address: str) -> Answer:
    """Go back without choosing."""
    return act_at_demo(address, cancel="1")


def demo_house(settings: Settings) -> House:
    """Make the house of the demo identity provider that runs for these settings."""

    def make(acr: str = NEEDED, means: Means = Means.DIGID) -> OpenIdClient:
        provider = settings.provider(means)
        assert provider is not None
        chosen = Provider(means, provider.issuer, provider.client_id, provider.client_key, acr)
        return OpenIdClient(chosen, return_address(settings, means), load_client_key(provider.client_key))

    provider = settings.provider(Means.DIGID)
    assert provider is not None
    return House(provider.issuer, make, enter_demo, cancel_demo)


@contextmanager
def strict_house(
    key: Path,
    means: Means = Means.DIGID,
    acr: str = NEEDED,
    people: Mapping[str, Mapping[str, str | None]] = DIPLOMAHOUDERS,
) -> Iterator[House]:
    """Run npm oidc-provider on a free port of loopback with these people, by their subject, and end it afterwards."""
    assert (STRICT / "node_modules" / "oidc-provider").is_dir(), "Run `npm ci` in tests/oidc_provider (make test does)."
    redirect_uri = f"{BASE_URL}/inloggen/{means}/terug"
    configuration = {
        "jwks": public_jwks(key),
        "redirectUri": redirect_uri,
        "logoutUri": f"{BASE_URL}/uitgelogd",
        "acrValues": [level.uri for level in LEVELS[means]],
        "people": people,
    }
    process = subprocess.Popen(
        ["node", "--experimental-global-webcrypto", "server.mjs", json.dumps(configuration)],
        cwd=STRICT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        issuer = process.stdout.readline().strip()
        assert issuer.startswith("http://127.0.0.1:"), "oidc-provider did not start."

        def make(client_id: str = "honest") -> OpenIdClient:
            provider = Provider(means, issuer, client_id, key, acr)
            return OpenIdClient(provider, redirect_uri, load_client_key(key))

        yield House(issuer, make, _enter_strict, lambda address: act_at_strict(address, "abort"))
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _enter_strict(
    address: str, level: int = 1, browser: requests.Session | None = None, person: str = "person-1"
) -> Answer:
    return act_at_strict(address, f"login/{level}/{person}", browser)


def act_at_strict(address: str, deed: str, browser: requests.Session | None = None) -> Answer:
    """Do a deed at npm oidc-provider: "login/<level>/<subject>", "abort" or "unmet"."""
    with browser or requests.Session() as person:
        page = _follow(person, person.get(address, allow_redirects=False, timeout=5))
        if not page.is_redirect:
            page = person.post(f"{page.url}/{deed}", allow_redirects=False, timeout=5)
        return answer_in(_follow(person, page))


def _follow(browser: requests.Session, answer: requests.Response) -> requests.Response:
    """Follow redirects by hand, up to the one that leads to the site."""
    while answer.is_redirect:
        target = urljoin(answer.url, answer.headers["Location"])
        if target.startswith(BASE_URL):
            return answer
        answer = browser.get(target, allow_redirects=False, timeout=5)
    return answer


def answer_in(answer: requests.Response) -> Answer:
    """Read what the provider sends back in the address it redirects to."""
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
