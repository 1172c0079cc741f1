"""The WSGI middleware that answers a kept page without waking Flask."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.sansio.http import parse_cookie

from duo_site.web.clock import today
from duo_site.web.invitation_cookie import COOKIE as INVITATION_COOKIE
from duo_site.web.invitation_cookie import is_silent
from duo_site.web.page_cache.answer import BEST_BROTLI, FAST_BROTLI, KeptAnswer
from duo_site.web.page_cache.capture import Capture
from duo_site.web.page_cache.kept import CACHE_CONTROL, MARK, KeepMark
from duo_site.web.page_cache.shelf import Key, Shelf

LANGUAGE_PREFIXES = ("", "/en")
LONGEST_QUERY = 512
_LONGEST_WAIT_SECONDS = 10.0
_MOST_KNOWN_KEYS = 4096


@dataclass(frozen=True, slots=True)
class CacheFigures:
    """Tell how the cache does: requests answered and missed since the start, answers and bytes kept now."""

    hits: int = 0
    misses: int = 0
    answers: int = 0
    used_bytes: int = 0


class PageCache:
    """Keep answers that a view marked with `@kept` and send them again; all else passes through untouched."""

    def __init__(
        self,
        wsgi_app: WSGIApplication,
        *,
        max_bytes: int = 64 * 1024 * 1024,
        max_age_seconds: float = 300,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Stand before `wsgi_app`; an answer may depend on the date, so it is made anew after `max_age_seconds`."""
        self._wsgi_app = wsgi_app
        # Addresses with a query are endlessly many, so they get a shelf of their own and cannot push out the rest.
        asked = max_bytes // 4
        self._plain = Shelf(max_bytes=max_bytes - asked, max_age_seconds=max_age_seconds, clock=clock)
        self._asked = Shelf(max_bytes=asked, max_age_seconds=max_age_seconds, clock=clock)
        self._lock = Lock()
        self._generation = 0
        self._hits = 0
        self._misses = 0
        self._known: set[Key] = set()
        self._flights: dict[Key, Event] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or let the application answer and keep that if it may be kept."""
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":
            return self._wsgi_app(environ, start_response)
        query = environ.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return self._wsgi_app(environ, start_response)
        cookies = environ.get("HTTP_COOKIE")
        is_closed = cookies is not None and INVITATION_COOKIE in cookies and is_invitation_closed(cookies)
        key = (
            environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", ""),
            query,
            is_closed,
        )
        with self._lock:
            answer = self._shelf(key).find(key)
            if answer is None:
                self._misses += 1
            else:
                self._hits += 1
        if answer is None:
            return self._answer_and_keep(key, environ, start_response)
        return answer.send(environ, start_response)

    def empty(self) -> None:
        """Forget every answer, and do not keep those being made at this moment."""
        with self._lock:
            self._generation += 1
            self._plain.empty()
            self._asked.empty()

    def forget(self, path_prefix: str) -> None:
        """Forget what begins with `path_prefix`, in every language; do not keep what is being made at this moment."""
        prefixes = tuple(language + path_prefix for language in LANGUAGE_PREFIXES)
        with self._lock:
            self._generation += 1
            self._plain.forget(prefixes)
            self._asked.forget(prefixes)

    def figures(self) -> CacheFigures:
        """Tell how the cache does, for /metrics."""
        with self._lock:
            answers = len(self._plain) + len(self._asked)
            used = self._plain.used_bytes + self._asked.used_bytes
            return CacheFigures(hits=self._hits, misses=self._misses, answers=answers, used_bytes=used)

    def _shelf(self, key: Key) -> Shelf:
        return self._asked if key[1] else self._plain

    def _find(self, key: Key) -> KeptAnswer | None:
        with self._lock:
            return self._shelf(key).find(key)

    def _answer_and_keep(self, key: Key, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._one_at_a_time(key, is_guarded=key in self._known) as is_leader:
            # Whoever waited for another finds the page there.
            answer = self._find(key)
            if answer is not None:
                return answer.send(environ, start_response)
            generation = self._generation
            # The application may change environ; coding and 304 are chosen from what the client sent.
            asked = dict(environ)
            capture = self._ask(environ, start_response)
            if capture.is_kept and asked["REQUEST_METHOD"] == "HEAD":
                # Only a GET has the body that the headers of the HEAD speak of.
                capture.body()
                capture = self._ask({**asked, "REQUEST_METHOD": "GET"}, start_response)
                if not capture.is_kept:
                    capture.close()
                    return []
            if not capture.is_kept:
                return capture.passed_on()
            if is_leader:
                return self._keep(key, generation, capture).send(asked, start_response)
            return self._keep_once(key, generation, capture).send(asked, start_response)

    def _keep_once(self, key: Key, generation: int, capture: Capture) -> KeptAnswer:
        """Keep a page that several may have rendered at the same moment, because nobody knew that it would be kept."""
        with self._one_at_a_time(key, is_guarded=True):
            answer = self._find(key)
            if answer is None:
                return self._keep(key, generation, capture)
            capture.close()
            return answer

    def _ask(self, environ: WSGIEnvironment, start_response: StartResponse) -> Capture:
        mark = KeepMark()
        environ[MARK] = mark
        return Capture(self._wsgi_app, environ, start_response, mark)

    def _keep(self, key: Key, generation: int, capture: Capture) -> KeptAnswer:
        body = capture.body()
        shelf = self._shelf(key)
        answer = KeptAnswer(
            capture.headers,
            body,
            cache_control=capture.header("Cache-Control") or CACHE_CONTROL,
            vary="Accept-Encoding, Cookie",
            brotli_quality=FAST_BROTLI if key[1] or not shelf.takes(len(body)) else BEST_BROTLI,
        )
        with self._lock:
            if generation == self._generation and shelf.takes(len(body)):
                shelf.put(key, answer)
                if len(self._known) >= _MOST_KNOWN_KEYS:
                    self._known.clear()
                self._known.add(key)
        return answer

    @contextmanager
    def _one_at_a_time(self, key: Key, *, is_guarded: bool) -> Iterator[bool]:
        """Wait for whoever is making this page now; yield whether others wait for the one who asks.

        Only keys that were kept before are guarded while they are rendered: requests for people's own pages never
        wait for one another. Who waits does so with a limit, so nothing can lock up.
        """
        with self._lock:
            flight = self._flights.get(key)
            is_leader = flight is None and is_guarded
            if is_leader:
                self._flights[key] = Event()
        if flight is not None:
            flight.wait(_LONGEST_WAIT_SECONDS)
        try:
            yield is_leader
        finally:
            if is_leader:
                with self._lock:
                    landed = self._flights.pop(key)
                landed.set()


def is_invitation_closed(cookies: str) -> bool:
    """Say whether the visitor closed the feedback invitation, from the Cookie header."""
    # Read exactly as Flask reads it: a cookie that both understood differently would put the wrong page on the shelf.
    return is_silent(parse_cookie(cookies).get(INVITATION_COOKIE), today())
