"""Somebody who uses the site over plain HTTP, as a browser would: cookies, redirects and forms."""

import html
import re
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit

import requests

from tests.journeys.processes import RunningSite

_FOLLOWED = 8
_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """Where the redirects ended and what was there."""

    url: str
    status: int
    content: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.content.decode()

    def value(self, name: str) -> str:
        """Read the value of a hidden field."""
        found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', self.text)
        assert found, f"no {name} at {self.url} ({self.status})"
        return html.unescape(found[1])

    def links(self, pattern: str) -> list[str]:
        """List the addresses of links that fit a pattern, each once."""
        return list(dict.fromkeys(re.findall(rf'href="({pattern})"', self.text)))


class Traveller:
    """Keeps cookies for each host. The package requests sends no Secure cookie to loopback; browsers do."""

    def __init__(self, site: RunningSite) -> None:
        self._site = site
        self._connection = requests.Session()
        self._connection.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._cookies: dict[str, dict[str, str]] = {}

    def get(self, address: str) -> Answer:
        """Open an address."""
        return self._ask("GET", urljoin(self._site.address, address))

    def post(self, address: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", urljoin(self._site.address, address), fields)

    def log_in(self, key: str) -> Answer:
        """Log in with DigiD at the demo identity provider, as the person with this key."""
        chooser = self.get("/inloggen/digid")
        assert chooser.url.startswith(self._site.logins), f"{chooser.url}: {chooser.status}"
        form = {"ticket": chooser.value("ticket"), "person": key}
        landed = self.post(f"{self._site.logins}/digid/keuze", form)
        assert urlsplit(landed.url).path == "/mijn-diplomas", f"{landed.url}: {landed.status}"
        return landed

    def _ask(self, method: str, address: str, fields: dict[str, str] | None = None) -> Answer:
        for _ in range(_FOLLOWED):
            kept = self._cookies.setdefault(urlsplit(address).netloc, {})
            cookies = "; ".join(f"{name}={value}" for name, value in kept.items())
            answer = self._connection.request(
                method, address, data=fields, headers={"Cookie": cookies}, allow_redirects=False, timeout=_SECONDS
            )
            for line in answer.raw.headers.getlist("Set-Cookie"):
                name, _, value = line.split(";")[0].partition("=")
                kept[name] = value
            if not answer.is_redirect:
                return Answer(address, answer.status_code, answer.content)
            method, fields, address = "GET", None, urljoin(address, answer.headers["Location"])
        raise AssertionError(f"Too many redirects: {address}")
