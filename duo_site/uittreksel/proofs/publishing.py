"""Keeps the signed status list ready: one for each worker, looked at again every thirty seconds."""

import hashlib
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import Engine

from duo_site.database import reading_session
from duo_site.uittreksel.domain import MOST_PLACES
from duo_site.uittreksel.proofs.keys import SigningKey, load_signing_key
from duo_site.uittreksel.proofs.status_list import SECONDS_FRESH, write_status_list
from duo_site.uittreksel.status_service import StatusSummary, list_changed, summarise_statuses

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class PublishedList:
    """A signed list, and a tag that changes with its bytes."""

    token: bytes
    tag: str


class StatusListPublisher:
    """Makes the list anew when a status, the key or the hour changed, and not more often than every thirty seconds."""

    def __init__(self, engine: Engine, seal_folder: Path, site: str) -> None:
        """Take the register, the folder of the key and the address of the site."""
        self._engine, self._seal_folder, self._site = engine, seal_folder, site
        self._lock = threading.Lock()
        self._looked_at: datetime | None = None
        self._made_of: tuple[StatusSummary, SigningKey, datetime] | None = None
        self._published: PublishedList | None = None

    def current(self, now: datetime) -> PublishedList:
        """Give the list; raise NoCredentialKey when nobody can sign it.

        While one thread makes a new list, the others go on with the one there is.
        """
        if not self._lock.acquire(blocking=self._published is None):
            assert self._published is not None
            return self._published
        try:
            # A clock that was set back makes it look again too.
            looked = self._looked_at is not None and abs(now - self._looked_at) < timedelta(seconds=SECONDS_FRESH)
            if self._published is None or not looked:
                self._published = self._look(now)
                self._looked_at = now
            return self._published
        finally:
            self._lock.release()

    def _look(self, now: datetime) -> PublishedList:
        key = load_signing_key(self._seal_folder)
        hour = now.replace(minute=0, second=0, microsecond=0)
        with reading_session(self._engine) as session:
            summary = summarise_statuses(session)
            made_of = (summary, key, hour)
            if self._published is not None and self._made_of == made_of:
                return self._published
            changed = list_changed(session)
        token = write_status_list(summary.size, changed, summary.changed_at, self._site, key, now)
        self._made_of = made_of
        if summary.size >= MOST_PLACES:
            _log.warning("the status list cannot grow again", places=summary.size)
        return PublishedList(token, hashlib.sha256(token).hexdigest()[:32])
