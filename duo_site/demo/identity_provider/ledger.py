"""What the demo identity provider remembers while it runs: requests, codes, access tokens and used assertions."""

import secrets
import threading
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from duo_site.demo.people import DemoPerson
from duo_site.means import Means

CODE_SECONDS = 60
TOKEN_SECONDS = 300
TICKET_SECONDS = 900
_MOST_TICKETS = 1000

Value = TypeVar("Value")


@dataclass(frozen=True)
class AuthorizationRequest:
    """A site's question to log somebody in."""

    means: Means
    client_id: str
    redirect_uri: str
    state: str
    nonce: str
    challenge: str
    acr: str
    language: str


@dataclass(frozen=True)
class Grant:
    """Who logged in, in answer to which question, how strongly and when (seconds since 1970)."""

    request: AuthorizationRequest
    person: DemoPerson
    acr: str
    auth_time: int
    without_machtiging: bool = False


class Shelf(Generic[Value]):
    """Things that are kept under a random key until their time is over."""

    def __init__(self, seconds: int, most: int = 10_000) -> None:
        self._seconds = seconds
        self._most = most
        self._kept: dict[str, tuple[int, Value]] = {}

    def put(self, value: Value, now: int) -> str:
        """Keep something and give its key, of 256 bits of chance."""
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] > now}
        while len(self._kept) >= self._most:
            self._kept.pop(next(iter(self._kept)))
        key = secrets.token_urlsafe(32)
        self._kept[key] = (now + self._seconds, value)
        return key

    def find(self, key: str, now: int) -> Value | None:
        """Find what is kept under a key; None when there is nothing or its time is over."""
        end, value = self._kept.get(key, (0, None))
        return value if end > now else None

    def take(self, key: str, now: int) -> Value | None:
        """Find what is kept under a key and keep it no longer."""
        found = self.find(key, now)
        self._kept.pop(key, None)
        return found


@dataclass
class Ledger:
    """Everything that is remembered; the server has threads, so each act takes the lock."""

    tickets: Shelf[AuthorizationRequest] = field(default_factory=lambda: Shelf(TICKET_SECONDS, _MOST_TICKETS))
    codes: Shelf[Grant] = field(default_factory=lambda: Shelf(CODE_SECONDS))
    tokens: Shelf[Grant] = field(default_factory=lambda: Shelf(TOKEN_SECONDS))
    _token_of_code: dict[str, str] = field(default_factory=dict)
    _assertions: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def redeem(self, code: str, now: int) -> Grant | None:
        """Take what a code stands for, once; a second try revokes the access token of the first.

        See RFC 6749 section 4.1.2.
        """
        grant = self.codes.take(code, now)
        if grant is None and code in self._token_of_code:
            self.tokens.take(self._token_of_code.pop(code), now)
        return grant

    def issue_token(self, code: str, grant: Grant, now: int) -> str:
        """Make an access token that ends when its code is tried again."""
        token = self.tokens.put(grant, now)
        alive = {known: its for known, its in self._token_of_code.items() if self.tokens.find(its, now)}
        self._token_of_code = {**alive, code: token}
        return token

    def is_new_assertion(self, number: str, end: int, now: int) -> bool:
        """Tell whether a client assertion was never used before, and remember it until it ends."""
        self._assertions = {known: until for known, until in self._assertions.items() if until > now}
        if number in self._assertions:
            return False
        self._assertions[number] = end
        return True
