"""Questions that found nothing: counted for the editors, without anybody's data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from duo_site.zoeken.models import SearchMissRow
from duo_site.zoeken.words import list_words

FEWEST_SHOWN = 3
"""How often something must have been asked before editors see it: once may be about one person."""

_LONGEST = 80
_MOST_WORDS = 6
_LONGEST_NUMBER = 4


@dataclass(frozen=True)
class Miss:
    """A question that found nothing, and how often."""

    language: str
    question: str
    times: int


def reduce_question(text: str, is_harmless: Callable[[str], bool]) -> str:
    """Reduce a question to what may be kept: its words; empty where it may point to a person or is no question."""
    words = list_words(text)
    question = " ".join(words)
    has_number = any(word.isdigit() and len(word) > _LONGEST_NUMBER for word in words)
    mixed = any(not word.isdigit() and any(letter.isdigit() for letter in word) and len(word) > 4 for word in words)
    if not words or len(words) > _MOST_WORDS or len(question) > _LONGEST or has_number or mixed:
        return ""
    return question if is_harmless(text) else ""


def count_miss(session: Session, question: str, language: str, day: date) -> None:
    """Count a question that found nothing, in its month."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    key = {"month": day.replace(day=1), "language": language, "question": question}
    statement = dialect.insert(SearchMissRow).values(**key, times=1)
    more = statement.on_conflict_do_update(index_elements=list(key), set_={"times": SearchMissRow.times + 1})
    session.execute(more)


def list_misses(session: Session, since: date) -> list[Miss]:
    """List what was asked often enough since a day and found nothing, the most asked first."""
    times = func.sum(SearchMissRow.times)
    asked = (
        select(SearchMissRow.language, SearchMissRow.question, times)
        .where(SearchMissRow.month >= since)
        .group_by(SearchMissRow.language, SearchMissRow.question)
        .having(times >= FEWEST_SHOWN)
        .order_by(times.desc(), SearchMissRow.question)
        .limit(200)
    )
    return [Miss(language, question, int(number)) for language, question, number in session.execute(asked)]
