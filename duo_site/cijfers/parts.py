"""What this room needs of the running site: the survey's answers, and today's figures."""

from typing import cast

from sqlalchemy.orm import Session

from duo_site.cijfers.domain import Figures
from duo_site.cijfers.quoting import write_quote
from duo_site.cijfers.satisfaction import ReadAnswers, Satisfaction, read_satisfaction
from duo_site.cijfers.service import read_figures
from duo_site.web.clock import today
from duo_site.web.database import reading
from duo_site.web.site import current_site

ANSWERS = "cijfers.answers"
"""The part of the site that reads the answers to the survey; the application puts it there."""


def current_figures(session: Session) -> Figures:
    """Give the figures that may be seen today."""
    return read_figures(session, today())


def look_up_quote(language: str, argument: str) -> str:
    """Write a figure that a page quotes, as it is today."""
    with reading() as session:
        return write_quote(current_figures(session), argument, language)


def current_satisfaction(session: Session) -> tuple[Satisfaction, ...]:
    """Give what visitors thought, up to today."""
    return read_satisfaction(session, cast(ReadAnswers, current_site().parts[ANSWERS]), today())
