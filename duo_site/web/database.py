"""One transaction a request: views open it here, services get the session."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from sqlalchemy.orm import Session

from duo_site.database import reading_session, writing_session
from duo_site.web.site import current_site


class WritingOnGet(Exception):
    """A view wants to write while it answers a GET, without having given a reason."""


@contextmanager
def reading() -> Iterator[Session]:
    """Open a session that only reads."""
    with reading_session(current_site().engine) as session:
        yield session


@contextmanager
def writing(on_get: str = "") -> Iterator[Session]:
    """Open a session that commits at the end; on a GET only with a reason why it must write there."""
    if request.method in ("GET", "HEAD") and not on_get:
        raise WritingOnGet(f"{request.endpoint} writes on a GET without giving a reason.")
    with writing_session(current_site().engine) as session:
        yield session
