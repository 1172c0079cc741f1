"""What every answer meets when it comes in: does it count, and whose name must come out?"""

from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from duo_site.feedback.domain import State, SurveyAnswer
from duo_site.feedback.invitation import current_rule
from duo_site.feedback.service import count_of_day, store_answer, stored_page
from duo_site.web.access import find_identity
from duo_site.web.database import writing
from duo_site.web.limits import is_within


def keep_answer(answer: SurveyAnswer) -> tuple[UUID, SurveyAnswer]:
    """Store an answer; above a ceiling it waits for an editor. Gives its key of chance and what was stored."""
    # Counted before the answer is written: the count commits by itself.
    is_ordinary = is_within(f"{current_rule().counted_an_hour} per hour", "survey-counted")
    key = uuid4()
    with writing() as session:
        counts = is_ordinary and _has_room(session, answer)
        state = State.GETELD if counts else State.WACHTRIJ
        return key, store_answer(session, replace(answer, state=state), key, list_names())


def list_names() -> tuple[str, ...]:
    """List the names of who is logged in, to be taken out of what he writes."""
    identity = find_identity()
    return (identity.name,) if identity else ()


def _has_room(session: Session, answer: SurveyAnswer) -> bool:
    return count_of_day(session, answer.day, stored_page(answer.page)) < current_rule().counted_a_day
