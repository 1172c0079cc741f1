"""Sessions: a row in the database behind a cookie that holds chance alone.

A session ends after 15 minutes without activity and after two hours at most, on the server (Logius SAML specification
June 2026). Ending the row ends the session: a copied cookie is worth nothing afterwards.
"""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

import flask_login
from flask import Flask, Request, Response, g, request, session
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import LargeBinary, String, bindparam, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import CallbackDict

from duo_site.database import Base, reading_connection, writing_session
from duo_site.identity import Identity, Means, Permission
from duo_site.secrecy import UnreadableSecret
from duo_site.web.clock import now
from duo_site.web.site import Site, current_site

COOKIE = "__Host-sessie"
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=2)
WARN_BEFORE = timedelta(minutes=2)
_TOUCH_EVERY = timedelta(seconds=30)
_TOKEN_BYTES = 32
_WERKPLEK = "werkplek"


class SessionRow(Base):
    """A session: the hash of its token, its contents encrypted, and when it began and was last used."""

    __tablename__ = "session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    contents: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column()
    seen_at: Mapped[datetime] = mapped_column(index=True)


_BY_ID = select(SessionRow.contents, SessionRow.created_at, SessionRow.seen_at).where(SessionRow.id == bindparam("id"))


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


class SessionUser(flask_login.UserMixin):
    """The logged-in person as Flask-Login sees him; his id is the random key of the session row."""

    def __init__(self, identity: Identity, key: str) -> None:
        self.identity = identity
        self.id = key


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
        if moment - row.seen_at >= IDLE or moment - row.created_at >= LONGEST:
            g.session_expired = True
            self._delete(row_id)
            return ServerSession()
        try:
            found = ServerSession(json.loads(self._site.secrecy.decrypt(row.contents, _place(row_id))))
        except UnreadableSecret:
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
                    update(SessionRow).where(SessionRow.id == row_id).values(contents=contents, seen_at=moment)
                )
                return
            database.execute(insert(SessionRow).values(id=row_id, contents=contents, created_at=moment, seen_at=moment))
        response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="Lax")

    def _delete(self, row_id: str) -> None:
        with writing_session(self._site.engine) as database:
            database.execute(delete(SessionRow).where(SessionRow.id == row_id))


def start_session(identity: Identity) -> None:
    """Begin the session of somebody who has just logged in: a new id, nothing of the old contents."""
    session.clear()
    _current().renew = True
    session["identity"] = {
        "means": identity.means,
        "subject": identity.subject,
        "name": identity.name,
        "permissions": sorted(identity.permissions),
        "organisation": identity.organisation,
    }
    flask_login.login_user(SessionUser(identity, secrets.token_urlsafe(16)))


def end_session() -> None:
    """End the session there is, if any: its row goes and its cookie is taken back."""
    flask_login.logout_user()
    session.clear()


def restart_session(**contents: Any) -> None:
    """End the session there is and begin one in which nobody is logged in, with a new id."""
    end_session()
    session.update(contents)
    _current().renew = True


def session_ends_at() -> datetime | None:
    """Tell when the current session ends if nothing happens."""
    return _current().ends_at


def load_user(key: str) -> SessionUser | None:
    """Make the user of the current session for Flask-Login."""
    kept = session.get("identity")
    if not isinstance(kept, dict):
        return None
    try:
        identity = Identity(
            means=Means(kept["means"]),
            subject=kept["subject"],
            name=kept["name"],
            permissions=frozenset(Permission(name) for name in kept["permissions"]),
            organisation=kept["organisation"],
        )
    except (KeyError, ValueError):
        return None  # An older version of the site wrote it.
    # Rights are read again for every request: a rol that ended meanwhile counts no longer.
    return SessionUser(current_site().refresh_identity(identity, str(session.get(_WERKPLEK, ""))), key)


def choose_werkplek(key: str) -> None:
    """Remember for which werkplek somebody works in this session."""
    session[_WERKPLEK] = key


def prepare_sessions(app: Flask, site: Site) -> None:
    """Give an application its sessions and its logged-in users."""
    app.session_interface = DatabaseSessions(site)
    manager = flask_login.LoginManager(app)
    manager.session_protection = None
    manager.user_loader(load_user)
    app.before_request(_refuse_without_store)


def _refuse_without_store() -> None:
    """Fail when the session could not be read; only the watching machines still get their answer."""
    failure: SQLAlchemyError | None = g.get("session_failure")
    if failure is not None and request.blueprint != "health":
        raise failure


def _current() -> ServerSession:
    kept = session._get_current_object()  # type: ignore[attr-defined]
    assert isinstance(kept, ServerSession)
    return kept


def _row_id(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _place(row_id: str) -> str:
    return f"session/{row_id}"
