"""The rows of sessions: what stands in the database, and how a request finds and writes it."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, g
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import LargeBinary, String, bindparam, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import CallbackDict

from duo_site.database import Base, reading_connection, writing_session
from duo_site.kept_texts import KEPT, Owner
from duo_site.secrecy import UnreadableSecret
from duo_site.web.clock import now
from duo_site.web.site import Site

COOKIE = "__Host-sessie"
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=2)
_TOUCH_EVERY = timedelta(seconds=30)
_TOKEN_BYTES = 32
IDENTITY = "identity"
_CSRF = "csrf_token"
"""Under this word Flask-WTF keeps the token of the forms."""


class SessionRow(Base):
    """A session: the hash of its token, its contents encrypted, and when it began, was last used and ran out.

    Of a session that ran out little is left: whose it was and the token of its forms (`web.kept_texts`).
    """

    __tablename__ = "session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    contents: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column()
    seen_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None] = mapped_column()


_BY_ID = select(SessionRow.contents, SessionRow.created_at, SessionRow.seen_at, SessionRow.ended_at).where(
    SessionRow.id == bindparam("id")
)


@dataclass(frozen=True)
class EndedSession:
    """What is left of a session that ran out: whose it was, and the token that its forms carry."""

    owner: Owner
    csrf_token: str


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The contents of a session during a request."""

    def __init__(self, contents: dict[str, Any] | None = None) -> None:
        super().__init__(contents or {}, on_update=ServerSession._changed)
        self.modified = False
        self.accessed = False
        self.row_id: str | None = None
        self.created_at: datetime | None = None
        self.seen_at: datetime | None = None
        self.renew = False

    def _changed(self) -> None:
        self.modified = True

    @property
    def ends_at(self) -> datetime | None:
        """When the session ends if nothing happens; None for a new one."""
        if self.created_at is None or self.seen_at is None:
            return None
        return min(self.seen_at + IDLE, self.created_at + LONGEST)


class DatabaseSessions(SessionInterface):
    """Keeps sessions in the database."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """Find the session of the cookie; a new, empty one where it is unknown or has ended."""
        token = request.cookies.get(COOKIE)
        if not token:
            return ServerSession()
        try:
            return self._find(_row_id(token))
        except SQLAlchemyError as error:
            # Flask has no error pages at this moment; `_refuse_without_store` goes on as soon as it has.
            g.session_failure = error
            return ServerSession()

    def _find(self, row_id: str) -> ServerSession:
        with reading_connection(self._site.engine) as database:
            row = database.execute(_BY_ID, {"id": row_id}).one_or_none()
        if row is None:
            return ServerSession()
        moment = now()
        try:
            found = ServerSession(json.loads(self._site.secrecy.decrypt(row.contents, _place(row_id))))
        except UnreadableSecret:
            return ServerSession()
        ended_at = row.ended_at or min(row.seen_at + IDLE, row.created_at + LONGEST)
        if moment >= ended_at or row.ended_at:
            g.session_expired = row.ended_at is None
            if g.session_expired:
                self._run_out(row_id, found, ended_at)
            if moment - ended_at < KEPT:
                g.ended_session = _read_ended(found)
            return ServerSession()
        found.row_id, found.created_at, found.seen_at = row_id, row.created_at, row.seen_at
        if moment - row.seen_at > _TOUCH_EVERY:
            with writing_session(self._site.engine) as database:
                database.execute(update(SessionRow).where(SessionRow.id == row_id).values(seen_at=moment))
            found.seen_at = moment
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed, and give a new session its cookie."""
        assert isinstance(session, ServerSession)
        if session.row_id and (session.renew or not session):
            self._delete(session.row_id)
            session.row_id = None
            if not session:
                response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
        if not session or not (session.modified or session.renew):
            return
        moment, token = now(), secrets.token_urlsafe(_TOKEN_BYTES)
        row_id = session.row_id or _row_id(token)
        # The contents can be read in this row alone, so that nobody becomes another by copying them.
        contents = self._site.secrecy.encrypt(json.dumps(dict(session)), _place(row_id))
        with writing_session(self._site.engine) as database:
            if session.row_id:
                # A session that was ended meanwhile stays ended: the update then finds no row.
                database.execute(
                    update(SessionRow)
                    .where(SessionRow.id == row_id, SessionRow.ended_at.is_(None))
                    .values(contents=contents, seen_at=moment)
                )
                return
            database.execute(insert(SessionRow).values(id=row_id, contents=contents, created_at=moment, seen_at=moment))
        response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="Lax")

    def _run_out(self, row_id: str, found: ServerSession, ended_at: datetime) -> None:
        """End a session for good; whose it was stays for a while, so that a form that comes late is not lost."""
        if _read_ended(found) is None:
            return self._delete(row_id)
        left = {IDENTITY: {name: found[IDENTITY][name] for name in ("means", "subject")}, _CSRF: found[_CSRF]}
        contents = self._site.secrecy.encrypt(json.dumps(left), _place(row_id))
        with writing_session(self._site.engine) as database:
            database.execute(
                update(SessionRow)
                .where(SessionRow.id == row_id, SessionRow.ended_at.is_(None))
                .values(contents=contents, ended_at=ended_at)
            )
        return None

    def _delete(self, row_id: str) -> None:
        with writing_session(self._site.engine) as database:
            database.execute(delete(SessionRow).where(SessionRow.id == row_id))


def _read_ended(found: ServerSession) -> EndedSession | None:
    """Read whose session it was; None where nobody was logged in or no form was shown."""
    identity, token = found.get(IDENTITY), found.get(_CSRF)
    if not isinstance(identity, dict) or not isinstance(token, str):
        return None
    return EndedSession(Owner(identity["means"], identity["subject"]), token)


def _row_id(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _place(row_id: str) -> str:
    return f"session/{row_id}"
