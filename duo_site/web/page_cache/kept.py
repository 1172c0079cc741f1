"""The mark by which a view tells the byte cache that its answer is the same for everybody."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

from flask import Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue

MARK = "duo.keep"
_ATTRIBUTE = "duo_kept"
# Keep it, but ask before use: a page that changed is seen at once, an unchanged one costs a 304 of under 1 kB.
CACHE_CONTROL = "public, no-cache"
P = ParamSpec("P")


class KeepMark:
    """Carry the word of a view to the cache; an object, because a middleware between them may copy environ."""

    __slots__ = ("is_kept",)

    def __init__(self) -> None:
        """Begin unmarked: what no view has opened is never kept."""
        self.is_kept = False


def kept(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Mark the 200 answer of `view` as the same for everybody, so that the byte cache may keep it.

    Within the view nobody is logged in, so that the name of one person cannot end in the page of another. An answer
    that carries a CSRF token is not kept.
    """

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> Response:
        if hasattr(current_app, "login_manager"):
            # Flask-Login reads the person from here, and offers no other way to be nobody for one view.
            g._login_user = current_app.login_manager.anonymous_user()
        answer = make_response(view(*args, **kwargs))
        has_token = current_app.config.get("WTF_CSRF_FIELD_NAME", "csrf_token") in g
        if answer.status_code == HTTPStatus.OK and not has_token:
            answer.headers.setdefault("Cache-Control", CACHE_CONTROL)
            mark = request.environ.get(MARK)
            if isinstance(mark, KeepMark):
                mark.is_kept = True
        return answer

    setattr(marked, _ATTRIBUTE, True)
    return marked


def is_kept(view: Callable[..., object]) -> bool:
    """Tell whether a view was marked with `@kept`."""
    return getattr(view, _ATTRIBUTE, False)
