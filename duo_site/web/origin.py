"""Where a POST comes from: browsers say it in Sec-Fetch-Site or Origin, and another site's form is refused.

See https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site. Programs that are no browser send neither
header; they carry no session either.
"""

from flask import Flask, abort, current_app, request
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.wrappers import Response as WerkzeugResponse
from wtforms import ValidationError

from duo_site.identity import Permission
from duo_site.web.access import access_of, find_identity
from duo_site.web.kept_texts import keep_of_now
from duo_site.web.site import settings

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_CSRF_FIELD = "csrf_token"


def prepare_origin_check(app: Flask) -> None:
    """Check every request that may change something."""
    app.before_request(_check_origin)


def _check_origin() -> WerkzeugResponse | None:
    if request.method not in _CHANGING or request.endpoint is None:
        return None
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    else:
        ours = origin is None or origin == settings().base_url or origin == request.host_url.rstrip("/")
    if not ours:
        abort(403)
    is_guarded = isinstance(access_of(current_app.view_functions[request.endpoint]), Permission)
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
