"""The two blueprints, and what their views share."""

from uuid import UUID

from flask import Blueprint, Response, abort
from sqlalchemy.orm import Session

from duo_site.nieuwsbrief.domain import Issue
from duo_site.nieuwsbrief.letters import Links
from duo_site.nieuwsbrief.service import find_issue
from duo_site.nieuwsbrief.tokens import Purpose, Tokens
from duo_site.web import acts
from duo_site.web.site import secrecy, settings

blueprint = Blueprint("nieuwsbrief", __name__)
redactie = Blueprint("redactie_nieuwsbrief", __name__)


def links() -> Links:
    """Give what writes addresses into letters."""
    return Links(settings().base_url, Tokens(secrecy()))


def read_token(purpose: Purpose, token: str) -> UUID:
    """Give the name of a subscription from a link; answers 404 where we did not make it for this."""
    name = Tokens(secrecy()).read(purpose, token)
    return UUID(name) if name and len(name) == 32 else abort(404)


def private(answer: Response) -> Response:
    """Keep a page about one subscription out of every cache."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def get_issue(session: Session, number: int) -> Issue:
    """Get an issue; answers 404 where there is none."""
    return find_issue(session, number) or abort(404)


def write_down(session: Session, action: str, number: int, result: str = "gelukt") -> None:
    """Add a line about an issue to the audit log in the transaction of the act."""
    acts.write_down(session, action, f"nieuwsbrief/{number}", result)
