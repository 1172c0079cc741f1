"""Lets the addresses of the controle take larger requests than the rest of the site, and only a few at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, request

from duo_site.controle.offering import MOST_BYTES_TOGETHER

MOST_BYTES_SENT = MOST_BYTES_TOGETHER + 2 * 1024 * 1024
"""The files, and what stands around them in the request."""
MOST_PARTS = 500
"""Parts of a form: above the 200 files, so that who sends 201 gets an answer in words."""

_LARGE_AT_ONCE = 4
_places = threading.BoundedSemaphore(_LARGE_AT_ONCE)


class NoPlace(Exception):
    """As many large requests are being read as memory allows."""


@contextmanager
def large_request() -> Iterator[None]:
    """Allow this request up to 66 MB, before its form is read; raise NoPlace when four others are as large already."""
    usual = current_app.config["MAX_CONTENT_LENGTH"]
    request.max_form_parts = MOST_PARTS
    if (request.content_length or 0) <= usual:
        yield
        return
    if not _places.acquire(blocking=False):
        raise NoPlace("Too many large requests at this moment.")
    try:
        request.max_content_length = MOST_BYTES_SENT
        yield
    finally:
        _places.release()
