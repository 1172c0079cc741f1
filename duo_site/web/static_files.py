"""Style, scripts, fonts and pictures of the package, served from memory before Flask."""

import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from duo_site.web.page_cache.answer import KeptAnswer

STATIC_PREFIX = "/static/"
# The address changes with the bytes, so what lies behind it never does.
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "public, no-cache"
# Named here, because the table of the operating system differs from machine to machine.
_CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class StaticFiles:
    """Answer `/static/<version>/<file>` from memory; pass every other path on.

    Only the version of these very files may be kept for ever. Under an old version, or without one, a file is served
    as it is now and the client asks first.
    """

    def __init__(
        self,
        wsgi_app: WSGIApplication,
        files: Mapping[str, bytes],
        *,
        version: str,
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Serve `files` by their path below static/; `headers` go out with every answer, also with a 404."""
        self._wsgi_app = wsgi_app
        self._files = files
        self._current = f"{STATIC_PREFIX}{version}/"
        self._headers = list(headers)
        self._answers: dict[str, KeptAnswer] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a static file, or let the application answer."""
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith(STATIC_PREFIX):
            return self._wsgi_app(environ, start_response)
        answer = self._answers.get(path) or self._find(path)
        if answer is None:
            return self._refuse("404 Not Found", [], environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._refuse(
                "405 Method Not Allowed",
                [("Allow", "GET, HEAD")],
                environ,
                start_response,
            )
        return answer.send(environ, start_response)

    def _find(self, path: str) -> KeptAnswer | None:
        if path.startswith(self._current):
            return self._find_file(path.removeprefix(self._current), self._current, _FOR_EVER)
        unversioned = path.removeprefix(STATIC_PREFIX)
        _, _, name = unversioned.partition("/")
        return self._find_file(unversioned, STATIC_PREFIX, _ASK_FIRST) or self._find_file(
            name, STATIC_PREFIX, _ASK_FIRST
        )

    def _find_file(self, name: str, prefix: str, cache_control: str) -> KeptAnswer | None:
        """Find a file of that name; its codings are made at the first request, not at the start."""
        body = self._files.get(name)
        if body is None:
            return None
        answer = self._answers.get(prefix + name)
        if answer is None:
            headers = [("Content-Type", _content_type(name)), *self._headers]
            # Two threads may both make it; they make the same.
            answer = self._answers[prefix + name] = KeptAnswer(headers, body, cache_control=cache_control)
        return answer

    def _refuse(
        self,
        status: str,
        extra: list[tuple[str, str]],
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> list[bytes]:
        body = status.encode("ascii")
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
        ]
        start_response(status, [*headers, ("Cache-Control", "no-cache"), *extra, *self._headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _content_type(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return _CONTENT_TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
