"""The address of a request, written so that it can stand in a link or a redirect without leaving the site."""

from urllib.parse import quote, urlsplit

from flask import request

_KEPT_IN_PATH = "/:@!$&'()*+,;=~"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?%"


def encoded_path(path: str) -> str:
    r"""Encode a path; what a browser would read as another host (`//host`, `/\host`, `/<tab>/host`) stays a path."""
    return "/" + quote(path.lstrip("/"), safe=_KEPT_IN_PATH)


def encoded_query() -> str:
    """Give the query of the request as it was sent, without what cannot stand in an address."""
    return quote(request.query_string, safe=_KEPT_IN_QUERY)


def requested_address() -> str:
    """Give the path and the query that were asked for, without the language."""
    query = encoded_query()
    return encoded_path(request.path) + (f"?{query}" if query else "")


def is_other_loopback_name(host: str, base_url: str) -> bool:
    """Tell whether a host is this machine under another name than the site's own: its cookies differ."""
    asked, own = urlsplit(f"//{host}").hostname, urlsplit(base_url).hostname
    return asked != own and asked in _LOOPBACK and own in _LOOPBACK
