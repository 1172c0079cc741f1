"""What no view answers: methods that the site does not know, bodies too big for a form, addresses a slash away."""

from urllib.parse import unquote, urlsplit

from flask import Flask, Response, abort, current_app, redirect, request
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import RequestRedirect

from duo_site.web.addresses import encoded_query

_METHODS = ("GET", "HEAD", "OPTIONS", "POST")


def prepare_routing(app: Flask) -> None:
    """Let an application refuse unknown methods and big bodies everywhere, and redirect to its own paths alone."""
    app.before_request(_bound_body)
    app.before_request(_settle)


def _bound_body() -> None:
    """Bound what is read at once: Werkzeug bounds the fields of a form only in multipart, where files may be large."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]


def _settle() -> Response | None:
    if "\0" in request.path or "\0" in unquote(request.query_string):
        abort(400)  # PostgreSQL knows no text with it, and no page has it in its address.
    problem = request.routing_exception
    if request.method not in _METHODS and not isinstance(problem, MethodNotAllowed):
        raise MethodNotAllowed(_METHODS)
    if isinstance(problem, RequestRedirect):
        # Werkzeug writes the host that the client named into the address.
        path, query = urlsplit(problem.new_url).path, encoded_query()
        return redirect("/" + path.lstrip("/") + (f"?{query}" if query else ""), 308)  # type: ignore[return-value]
    return None
