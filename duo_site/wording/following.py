"""Taking up what was published, in every process, while requests go on."""

import math
import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from duo_site.database import reading_session
from duo_site.wording.domain import Snapshot
from duo_site.wording.service import current_number, current_snapshot

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = structlog.get_logger()


class Follower:
    """Looks whether another snapshot is in force than the one this process has, and takes it up."""

    def __init__(self, engine: Engine, number: Callable[[], int], take_up: Callable[[Snapshot], None]) -> None:
        self._engine = engine
        self._number = number
        self._take_up = take_up
        self._lock = Lock()

    def look(self) -> None:
        """Take up the snapshot that is in force; with a database that is out, go on with the texts there are."""
        with self._lock:
            try:
                with reading_session(self._engine) as session:
                    if current_number(session) == self._number():
                        return
                    snapshot = current_snapshot(session)
            except SQLAlchemyError as error:
                _log.warning("texts-not-followed", kind=type(error).__name__)
                return
            self._take_up(snapshot)


class FollowTexts:
    """WSGI middleware that lets one request look now and then; all others pass at once.

    `every` gives the seconds between two looks.
    """

    def __init__(self, application: "WSGIApplication", look: Callable[[], None], every: Callable[[], float]) -> None:
        self._application = application
        self._look = look
        self._every = every
        self._looked = -math.inf
        self._lock = Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Look when it is time, then answer."""
        if time.monotonic() - self._looked >= self._every() and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looked = time.monotonic()
                self._lock.release()
        return self._application(environ, start_response)
