"""Who may reach a view: closed unless opened.

Every view says `@public` or `@permit(Permission.X)`, directly under its route; the application refuses to start on a
view that says neither. `tests/site/test_access.py` holds the whole table.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import flask_login
from flask import Flask, abort, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from duo_site.identity import Identity, Means, Permission
from duo_site.web.addresses import requested_address
from duo_site.web.i18n import path
from duo_site.web.refusals import NotPermitted
from duo_site.web.session import SessionUser

View = TypeVar("View", bound=Callable[..., Any])

_ATTRIBUTE = "duo_access"
_PUBLIC = "public"

MEANS_FOR: dict[Permission, Means] = dict.fromkeys(Permission, Means.EHERKENNING) | {
    Permission.MIJN_DIPLOMAS: Means.DIGID,
    Permission.REDACTIE: Means.MEDEWERKER,
    Permission.BEANTWOORD_ZAKEN: Means.MEDEWERKER,
    Permission.LEES_FEEDBACK: Means.MEDEWERKER,
    Permission.BEHEER_FEEDBACK: Means.MEDEWERKER,
    Permission.MAAK_NIEUWSBRIEF: Means.MEDEWERKER,
    Permission.VERTAAL: Means.MEDEWERKER,
    Permission.PUBLICEER: Means.MEDEWERKER,
}


CHOOSE_WERKPLEK = "/mijn-duo/kies"
"""Where somebody who works at several places says for which one he is here."""


class UnguardedView(Exception):
    """A view says neither `@public` nor `@permit(…)`."""


def public(view: View) -> View:
    """Open a view to everybody."""
    setattr(view, _ATTRIBUTE, _PUBLIC)
    return view


def permit(permission: Permission) -> Callable[[View], View]:
    """Open a view to those who have a permission."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, permission)
        return view

    return mark


def access_of(view: Callable[..., Any]) -> str | Permission | None:
    """Tell how a view is guarded: "public", a permission, or None where it is not guarded at all."""
    return getattr(view, _ATTRIBUTE, None)


def find_identity() -> Identity | None:
    """Find who is asking; None for a visitor who has not logged in."""
    user = flask_login.current_user
    return user.identity if isinstance(user, SessionUser) else None


def current_identity() -> Identity:
    """Give who is asking; answers 401 where nobody has logged in."""
    identity = find_identity()
    if identity is None:
        abort(401)
    return identity


def page_of(action: str) -> str:
    """Find the page on which a form stands that is sent to an address: that address, or the nearest page above it."""
    adapter, parts = current_app.url_map.bind(""), action.split("/")
    while len(parts) > 1:
        candidate = "/".join(parts)
        try:
            endpoint, _ = adapter.match(candidate, method="GET")
        except HTTPException:
            endpoint = ""
        if endpoint and isinstance(access_of(current_app.view_functions[endpoint]), Permission):
            return candidate
        parts.pop()
    return "/"


def guard(app: Flask) -> None:
    """Check every view at the start and every request when it comes in."""
    unguarded = [name for name, view in app.view_functions.items() if access_of(view) is None]
    if unguarded:
        raise UnguardedView(f"No @public or @permit on: {', '.join(sorted(unguarded))}.")
    app.before_request(_check_access)


def _check_access() -> ResponseReturnValue | None:
    """Let a request through, send a visitor to the login and from there back, or refuse."""
    if request.endpoint is None:
        return None
    access = access_of(current_app.view_functions[request.endpoint])
    if access == _PUBLIC:
        return None
    assert isinstance(access, Permission)
    identity = find_identity()
    if identity is None:
        if request.method not in ("GET", "HEAD"):
            abort(401)  # After the login there would be no form to send again.
        # Who was logged in until a moment ago is told first why he must log in again.
        rest = "/niet-gelukt/verlopen" if g.get("session_expired") else ""
        return redirect(path(f"/inloggen/{MEANS_FOR[access]}{rest}", volgende=requested_address()))
    if not identity.may(access):
        answer = _ask_for_werkplek(identity, access)
        if answer is None:
            raise NotPermitted(access)
        return answer
    return None


def _ask_for_werkplek(identity: Identity, access: Permission) -> ResponseReturnValue | None:
    """Send somebody who has not said yet for which werkplek he is here to the page that asks it."""
    if identity.must_choose and MEANS_FOR[access] is identity.means and request.method in ("GET", "HEAD"):
        return redirect(path(CHOOSE_WERKPLEK, volgende=requested_address()))
    return None
