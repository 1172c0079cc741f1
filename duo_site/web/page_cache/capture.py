"""One call of the inner application: caught whole when it may be kept, else passed on as it comes."""

from collections.abc import Callable, Iterable
from types import TracebackType
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from duo_site.web.page_cache.kept import KeepMark

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]
_KEPT_VARY = {"", "accept-encoding", "cookie"}


class Capture:
    """Call the application and see whether its answer may be kept.

    Kept is a marked 200 answer to GET or HEAD that sets no cookie, does not say `private` or `no-store`, is not encoded
    yet and varies by nothing but Accept-Encoding and Cookie. Anything else is started towards the server at once.
    """

    def __init__(
        self,
        wsgi_app: WSGIApplication,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        mark: KeepMark,
    ) -> None:
        """Call `wsgi_app` now, up to the moment that it returns its body."""
        self.headers: list[tuple[str, str]] = []
        self.is_kept = False
        self._environ = environ
        self._start_response = start_response
        self._mark = mark
        self._written: list[bytes] = []
        self._has_returned = False
        self._chunks = wsgi_app(environ, self._start)
        self._has_returned = True

    def header(self, name: str) -> str | None:
        """Find a header of a kept answer."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), None)

    def body(self) -> bytes:
        """Read the whole body of a kept answer."""
        try:
            return b"".join([*self._written, *self._chunks])
        finally:
            self.close()

    def passed_on(self) -> Iterable[bytes]:
        """Give the untouched body of an answer that is not kept; the server closes it."""
        return self._chunks

    def close(self) -> None:
        """Tell the application that its body is done with."""
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()

    def _start(
        self,
        status: str,
        headers: list[tuple[str, str]],
        exc_info: _ExcInfo | None = None,
        /,
    ) -> Callable[[bytes], object]:
        # An application that starts only while its body is read has by then been passed on.
        self.is_kept = exc_info is None and not self._has_returned and self._may_be_kept(status, headers)
        if not self.is_kept:
            return self._start_response(status, headers, exc_info)
        self.headers = headers
        return self._written.append

    def _may_be_kept(self, status: str, headers: list[tuple[str, str]]) -> bool:
        if not self._mark.is_kept or not status.startswith("200 "):
            return False
        # A body that came with a GET may have had its say in the answer.
        if self._environ.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in self._environ:
            return False
        return not any(_forbids_keeping(name.lower(), value.lower()) for name, value in headers)


def _forbids_keeping(name: str, value: str) -> bool:
    if name == "cache-control":
        return "private" in value or "no-store" in value
    if name == "vary":
        return not {field.strip() for field in value.split(",")} <= _KEPT_VARY
    return name in ("set-cookie", "content-encoding")
