"""The answer to a question about the diplomaregister. Pure; the date comes in as an argument.

The rules are those of `dataset.toml`: an inclusive first year, doubt in that first year, and a wait of two to eight
weeks for a new diploma.
"""

from datetime import date, timedelta
from typing import assert_never

from duo_site.diplomahulp.domain import Answer, Dataset, FirstYears, NextStep, Question, Reason, Soort


def answer(dataset: Dataset, question: Question, today: date) -> Answer:
    """Answer a question; every answer has a next step."""
    soort, year = question.soort, question.year
    years = soort.first_years(question.bekostiging)
    if soort.outside is not None or years is None or year is None:
        assert soort.outside is not None, "A soort without years says why."
        return Answer(question, soort.outside, soort.steps[0], soort.steps[1:], None, ())
    reason = _judge(years, year, today, dataset.longest_wait)
    next_step, *others = _steps(reason, soort)
    notes = tuple(note.text for note in soort.notes if note.concerns(year, question.bekostiging))
    return Answer(question, reason, next_step, tuple(others), years, notes)


def _judge(years: FirstYears, year: int, today: date, wait: timedelta) -> Reason:
    """Compare a year with what is held. Of a year only its first and last day are known."""
    if year < years.possible:
        return Reason.TOO_OLD
    if date(year, 1, 1) + wait > today:
        return Reason.TOO_NEW
    if year < years.promised:
        return Reason.DEPENDS_ON_BEKOSTIGING
    if date(year, 12, 31) + wait > today:
        return Reason.PERHAPS_TOO_NEW
    return Reason.FIRST_YEAR if year == years.promised else Reason.HELD


def _steps(reason: Reason, soort: Soort) -> tuple[NextStep, ...]:
    """List what to do, the best first."""
    match reason:
        case Reason.HELD | Reason.FIRST_YEAR:
            return (NextStep.UITTREKSEL,)
        case Reason.PERHAPS_TOO_NEW:
            return (NextStep.UITTREKSEL, NextStep.WACHTEN)
        case Reason.TOO_NEW:
            return (NextStep.WACHTEN, NextStep.UITTREKSEL)
        case Reason.DEPENDS_ON_BEKOSTIGING:
            return (NextStep.UITTREKSEL, *soort.steps)
        case Reason.TOO_OLD | Reason.NEVER_HELD | Reason.FOREIGN | Reason.NOT_KNOWN:
            return soort.steps
        case _:
            assert_never(reason)
