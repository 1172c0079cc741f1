"""Where a POST comes from: browsers say it in Sec-Fetch-Site or Origin, and another site's form is refused.

See https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site. Programs that are no browser send neither
header; they carry no session either.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.wrappers import Response as WerkzeugResponse
from wtforms import ValidationError

from duo_site.identity import Permission
from duo_site.web.access import access_of, find_identity
from duo_site.web.kept_texts import keep_of_now
from duo_site.web.site import settings

View = TypeVar("View", bound=Callable[..., Any])
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_ATTRIBUTE = "duo_from_anywhere"
_CSRF_FIELD = "csrf_token"


def from_anywhere(view: View) -> View:
    """Let a view take a POST from wherever it comes: what it does hangs on a secret in its address alone."""
    setattr(view, _ATTRIBUTE, True)
    return view


def prepare_origin_check(app: Flask) -> None:
    """Check every request that may change something."""
    app.before_request(_check_origin)


def _check_origin() -> WerkzeugResponse | None:
    if request.method not in _CHANGING or request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    if getattr(view, _ATTRIBUTE, False):
        return None
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    else:
        ours = origin is None or origin == settings().base_url or origin == request.host_url.rstrip("/")
    if not ours:
        abort(403)
    is_guarded = isinstance(access_of(view), Permission)
    if is_guarded and find_identity():
        try:
            validate_csrf(request.form.get(_CSRF_FIELD))
        except ValidationError as error:
            # Most often a form of the session before this one: what was typed in it is kept, never done.
            kept = keep_of_now()
            if kept is not None:
                return kept
            raise CSRFError(str(error)) from error
    return None
