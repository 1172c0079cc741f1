"""A browser as far as the benchmarks need one: one connection, cookies, forms, and a login at the demo provider."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from lxml import html

from benchmarks.demo_site import DemoSite
from benchmarks.programs import ProgramFailed
from duo_site.demo.people import DemoPerson

_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Form:
    """Hold a form as it stands on a page: where it goes, and what it holds."""

    path: str
    fields: dict[str, str]
    choices: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a server answered."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def location(self) -> str:
        """Give the path, with its query, that the answer leads to."""
        parts = urlsplit(self.headers["Location"])
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def form(self, beginning: str, end: str = "") -> Form:
        """Find the form of a page by the beginning and the end of the address it goes to."""
        for form in html.fromstring(self.body).forms:
            action = urlsplit(form.action or "").path
            if action.startswith(beginning) and action.endswith(end):
                radios = {field.name: field.value_options for field in form.inputs if hasattr(field, "value_options")}
                return Form(action, dict(form.form_values()), radios)
        raise ProgramFailed(f"The page has no form to {beginning}…{end}.")

    def links(self, beginning: str) -> list[str]:
        """List the paths below `beginning` that a page links to, each once."""
        found = html.fromstring(self.body).xpath("//main//a/@href[starts-with(., $beginning)]", beginning=beginning)
        return list(dict.fromkeys(map(str, found)))


class Browser:
    """Asks one server over one connection; sends Secure cookies too, because loopback stands for https here."""

    def __init__(self, address: str) -> None:
        """Begin without cookies, and connect at the first request."""
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=_TIMEOUT_SECONDS)
        self.cookies: dict[str, str] = {}

    def get(self, path: str, *, expect: int = 200) -> Answer:
        """Get a path; raise ProgramFailed for another status or none."""
        return self._ask("GET", path, None, expect)

    def post(self, path: str, fields: Mapping[str, str], *, expect: int = 303) -> Answer:
        """Send a form; raise ProgramFailed for another status or none."""
        return self._ask("POST", path, urlencode(fields).encode(), expect)

    def headers(self) -> dict[str, str]:
        """Give the headers with which this browser is known."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": kept} if kept else {}

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes | None, expect: int) -> Answer:
        kind = {} if body is None else {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            self._connection.request(method, path, body, self.headers() | kind)
            received = self._connection.getresponse()
            answer = Answer(received.status, received.headers, received.read())
        except (OSError, HTTPException) as error:
            # The next request makes a connection of its own.
            self._connection.close()
            raise ProgramFailed(f"{method} {path.partition('?')[0]}: {type(error).__name__} {error}") from error
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status != expect:
            raise ProgramFailed(f"{method} {path.partition('?')[0]} answered {answer.status}, not {expect}.")
        return answer


def log_in(site: DemoSite, person: DemoPerson) -> Browser:
    """Log somebody in over OpenID Connect, choosing this person on the page of the demo identity provider."""
    browser, provider = Browser(site.server.address), Browser(site.logins.address)
    choice = provider.get(browser.get(f"/inloggen/{person.means}", expect=303).location)
    form = choice.form(f"/{person.means}/")
    fields = {"ticket": form.fields["ticket"], "person": person.key}
    back = provider.post(form.path, fields, expect=303)
    browser.get(back.location, expect=303)
    provider.close()
    return browser
