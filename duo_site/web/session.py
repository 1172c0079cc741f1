"""Sessions: a row in the database behind a cookie that holds chance alone.

A session ends after 15 minutes without activity and after two hours at most, on the server (Logius SAML specification
June 2026). Ending the row ends the session: a copied cookie is worth nothing afterwards.
"""

import secrets
from datetime import datetime
from typing import Any

import flask_login
from flask import Flask, g, request, session
from sqlalchemy.exc import SQLAlchemyError

from duo_site.identity import Identity, Means, Permission
from duo_site.web.session_store import (
    COOKIE,
    IDENTITY,
    IDLE,
    LONGEST,
    DatabaseSessions,
    EndedSession,
    ServerSession,
    SessionRow,
)
from duo_site.web.site import Site, current_site

__all__ = [
    "COOKIE",
    "IDLE",
    "LONGEST",
    "EndedSession",
    "ServerSession",
    "SessionRow",
    "SessionUser",
    "choose_werkplek",
    "end_session",
    "find_ended_session",
    "load_user",
    "prepare_sessions",
    "restart_session",
    "session_ends_at",
    "start_session",
]

_WERKPLEK = "werkplek"


class SessionUser(flask_login.UserMixin):
    """The logged-in person as Flask-Login sees him; his id is the random key of the session row."""

    def __init__(self, identity: Identity, key: str) -> None:
        self.identity = identity
        self.id = key


def start_session(identity: Identity) -> None:
    """Begin the session of somebody who has just logged in: a new id, nothing of the old contents."""
    session.clear()
    _current().renew = True
    session[IDENTITY] = {
        "means": identity.means,
        "subject": identity.subject,
        "name": identity.name,
        "permissions": sorted(identity.permissions),
        "organisation": identity.organisation,
    }
    flask_login.login_user(SessionUser(identity, secrets.token_urlsafe(16)))


def find_ended_session() -> EndedSession | None:
    """Find what is left of the session of this cookie, where it ran out less than an hour ago."""
    ended: EndedSession | None = g.get("ended_session")
    return ended


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
    kept = session.get(IDENTITY)
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
