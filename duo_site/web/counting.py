"""Counting for the public figures after an answer has gone: whoever asked never waits for it, and never loses by it."""

from collections.abc import Callable, Mapping

import structlog
from flask import Response, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from duo_site.database import writing_session
from duo_site.tally import Act, tally_all
from duo_site.web.clock import today
from duo_site.web.site import current_site

_log = structlog.get_logger()


def count_after(answer: Response, acts: Callable[[Session], Mapping[Act, int]]) -> Response:
    """Count what `acts` tells once the answer has been sent; gives the answer.

    A database that cannot take it costs the count, not the answer: these are figures, no evidence. A HEAD, which gets
    only headers, counts for nothing.
    """
    if request.method == "HEAD":
        return answer
    engine, day = current_site().engine, today()

    @answer.call_on_close
    def write() -> None:
        try:
            with writing_session(engine) as session:
                tally_all(session, acts(session), day)
        except SQLAlchemyError as error:
            _log.warning("not counted", kind=type(error).__name__)

    return answer
