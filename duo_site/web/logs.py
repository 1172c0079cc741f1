"""Structured logs without names, tokens or whole addresses: the route is logged, never the path.

IP addresses are shortened: the last byte of IPv4 and the last 80 bits of IPv6 are gone.
"""

import logging
import secrets
import sys
import time
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import ExcInfo

_log = structlog.get_logger()
_PREFIX_KEPT = {4: 24, 6: 48}
_EXCEPTIONS = ExceptionDictTransformer(show_locals=False)


def configure_logs() -> None:
    """Send all logs to standard error as lines of JSON."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_describe_exception),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    if not any(isinstance(handler, LibraryHandler) for handler in logging.root.handlers):
        logging.root.addHandler(LibraryHandler(logging.WARNING))


class LibraryHandler(logging.Handler):
    """Passes on what libraries log: which one, where and the exception, but never their words.

    Flask writes the path into its message, and a database the values of a row that is in the way.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line of JSON."""
        at = f"{record.name}:{record.funcName}:{record.lineno}"
        _log.log(record.levelno, "library", at=at, exc_info=record.exc_info)


def parse_network_address(address: str | None) -> IPv4Address | IPv6Address | None:
    """Read an address of IPv4 or IPv6, without the zone of a link; None for anything else."""
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def shorten_address(address: str | None) -> str:
    """Shorten an address so that it points to nobody."""
    parsed = parse_network_address(address)
    if parsed is None:
        return "-"
    return str(ip_network((parsed, _PREFIX_KEPT[parsed.version]), strict=False).network_address)


def _describe_exception(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """Tell the kinds of exceptions and the lines they passed.

    Their messages and the local variables stay out: they may hold names, tokens or a BSN.
    """
    return [
        {"kind": one["exc_type"], "lines": [f"{at['filename']}:{at['lineno']} {at['name']}" for at in one["frames"]]}
        for one in _EXCEPTIONS(exc_info)
    ]


def prepare_access_log(app: Flask) -> None:
    """Write one line a request that reaches the application."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.request_id, g.began = secrets.token_hex(8), time.perf_counter()


def _end(answer: Response) -> Response:
    _log.info(
        "request",
        request=g.get("request_id"),
        method=request.method if request.method in _METHODS else "?",
        route=request.url_rule.rule if request.url_rule else "-",
        status=answer.status_code,
        ms=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
        network=shorten_address(request.remote_addr),
    )
    return answer


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
