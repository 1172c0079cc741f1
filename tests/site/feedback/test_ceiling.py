"""Above a ceiling answers wait for an editor; none is lost. The totals hold what counts, and nothing else."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from duo_site.database import reading_session, writing_session
from duo_site.feedback import totals
from duo_site.feedback.domain import Found, Goal, Kind, State, SurveyAnswer, Task
from duo_site.feedback.invitation import RULE
from duo_site.feedback.models import SurveyAnswerRow, SurveyTotalRow
from duo_site.feedback.retention import SURVEY_ANSWERS
from duo_site.feedback.service import store_answer
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.site.client import LookingClient

ANSWER = {"gevonden": "ja", "cijfer": "8", "doel": "anders", "pagina": "/contact"}


def states(site: Site) -> list[str]:
    with reading_session(site.engine) as session:
        return sorted(session.scalars(select(SurveyAnswerRow.state)))


def list_totals(site: Site) -> list[tuple[object, ...]]:
    with reading_session(site.engine) as session:
        table = SurveyTotalRow.__table__
        return [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]


def test_many_from_one_network_wait(client: LookingClient, site: Site) -> None:
    for _ in range(23):
        assert client.post("/feedback", data=ANSWER).status_code == 303
    assert states(site) == ["geteld"] * 20 + ["wachtrij"] * 3
    assert list_totals(site)[0][5] == 20


def test_many_about_one_page_wait_and_another_page_counts(client: LookingClient, site: Site) -> None:
    before = site.parts[RULE]
    site.parts[RULE] = replace(before, counted_a_day=2)  # type: ignore[type-var]
    try:
        for page in ("/gedeeld/een", "/gedeeld/twee", "/gedeeld/drie", "/privacy"):
            client.post("/feedback", data={**ANSWER, "pagina": page})
    finally:
        site.parts[RULE] = before
    assert states(site) == ["geteld"] * 3 + ["wachtrij"]


@pytest.fixture
def many(site: Site) -> Site:
    """Store answers of every sort, two of which do not count."""
    answer = SurveyAnswer(date(2026, 11, 2), "/contact", Task.PAGINA, Kind.VRAAGLIJST, Found.JA, "nl")
    answers = [
        answer,
        replace(answer, cijfer=8, doel=Goal.ANDERS),
        replace(answer, cijfer=8, gevonden=Found.NEE),
        replace(answer, kind=Kind.PAGINAVOET, gevonden=Found.NEE),
        replace(answer, language="en", gevonden=Found.DEELS),
        replace(answer, day=date(2026, 11, 3), task=Task.CONTROLE, page="/controle", cijfer=1),
        replace(answer, state=State.WACHTRIJ),
        replace(answer, state=State.SPAM),
    ]
    with writing_session(site.engine) as session:
        for one in answers:
            store_answer(session, one, uuid4())
    return site


def test_totals_kept_one_by_one_are_those_counted_anew(many: Site) -> None:
    kept = list_totals(many)
    with writing_session(many.engine) as session:
        totals.rebuild(session)
    assert list_totals(many) == kept
    first = (date(2026, 11, 2), "/contact", "pagina", "vraaglijst", "nl", 3, 1, 2, 0, 1, *(0,) * 7, 2, 0, 0)
    assert first in kept
    assert sum(row[5] for row in kept if isinstance(row[5], int)) == 6


def test_an_answer_taken_out_leaves_the_rest(many: Site) -> None:
    answer = SurveyAnswer(date(2026, 11, 2), "/contact", Task.PAGINA, Kind.VRAAGLIJST, Found.JA, "nl", Goal.ANDERS, 8)
    with writing_session(many.engine) as session:
        totals.add(session, answer, times=-1)
    assert (date(2026, 11, 2), "/contact", "pagina", "vraaglijst", "nl", 2, 0, 1, 0, 1, *(0,) * 7, 1, 0, 0) in (
        list_totals(many)
    )


def test_totals_stay_when_answers_have_had_their_time(many: Site) -> None:
    kept = list_totals(many)
    with writing_session(many.engine) as session:
        assert SURVEY_ANSWERS.erase is not None
        assert SURVEY_ANSWERS.erase(session, now().replace(year=2030)) == 8
        totals.rebuild(session)
    assert (states(many), list_totals(many)) == ([], kept)
