"""Answers again, before Flask, what was refused for going too fast a moment ago: a flood costs microseconds a request.

It learns from the limits (web/limits.py) and forgets within a minute. In memory stands a hash of the network under a
key of chance that lives as long as the process; no address.
"""

import hmac
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from duo_site.web.limits import network_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LONGEST_SECONDS = 60.0
_MOST = 20_000
_MOST_BODY_BYTES = 65_536
_REFUSED = "429 "
_LATER = "retry-after"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that may be sent again until a moment on the clock."""

    until: float
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class RefusalMemory:
    """Stand around the application, inside ProxyFix; for POST below `prefix`, where answers hold nothing personal."""

    def __init__(
        self, application: "WSGIApplication", prefix: str, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin without memories."""
        self._application = application
        self._prefix = prefix
        self._clock = clock
        self._key = os.urandom(32)
        self._lock = Lock()
        self._refusals: dict[tuple[bytes, str], Refusal] = {}
        self._bodies: dict[str, bytes] = {}
        self.answered = 0

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Refuse again who was refused for this address, or ask the application."""
        if environ["REQUEST_METHOD"] != "POST" or not environ.get("PATH_INFO", "").startswith(self._prefix):
            return self._application(environ, start_response)
        address = environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"]
        network = network_of(environ.get("REMOTE_ADDR") or "")
        name = (hmac.digest(self._key, network.encode(), "sha256")[:16], address)
        with self._lock:
            found = self._refusals.get(name)
            left = found.until - self._clock() if found else 0.0
            if found and left > 0:
                self.answered += 1
            elif found:
                del self._refusals[name]
        if found and left > 0:
            # A server closes the connection of a request of which nobody read the body.
            environ["wsgi.input"].read(_MOST_BODY_BYTES)
            start_response(found.status, [*found.headers, ("Retry-After", str(int(left) + 1))])
            return [found.body]
        return self._ask(name, environ, start_response)

    def forget(self) -> None:
        """Forget every refusal."""
        with self._lock:
            self._refusals.clear()
            self._bodies.clear()

    def _ask(
        self, name: tuple[bytes, str], environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Callable[[bytes], object]:
            told.append((status, headers))
            return start_response(status, headers, exc_info)  # type: ignore[arg-type]

        chunks = self._application(environ, start)
        if not told or not told[-1][0].startswith(_REFUSED):
            return chunks
        body = b"".join(chunks)
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
        self._remember(name, *told[-1], body)
        return [body]

    def _remember(self, name: tuple[bytes, str], status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        seconds = next((value for known, value in headers if known.lower() == _LATER), "0")
        until = self._clock() + min(float(seconds), _LONGEST_SECONDS)
        kept = tuple((known, value) for known, value in headers if known.lower() != _LATER)
        with self._lock:
            if len(self._refusals) >= _MOST:
                self._refusals.clear()
            # The page is the same for every network, so its bytes are kept once.
            body = self._bodies.setdefault(name[1], body)
            self._refusals[name] = Refusal(until, status, kept, body)
