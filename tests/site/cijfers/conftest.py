"""Fixtures: months that have ended, with a soort so small that it is hidden."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

import pytest
import time_machine

from duo_site.cijfers.domain import Month, months_from
from duo_site.database import writing_session
from duo_site.feedback.domain import Found, Kind, SurveyAnswer, Task
from duo_site.feedback.totals import add
from duo_site.tally import Act, Counted, tally_all
from duo_site.web.site import Site
from tests.unit.cijfers.test_publishing import ALL_SOORTEN

NOW = datetime(2026, 4, 10, 9, tzinfo=UTC)
MONTHS = months_from(Month(2025, 1), Month(2026, 3))


@pytest.fixture
def counted(site: Site) -> Iterator[Site]:
    """Count from January 2025 to March 2026, and on to this day; the clock stands in April."""
    with time_machine.travel(NOW, tick=True):
        with writing_session(site.engine) as session:
            for month in (*MONTHS, Month(2026, 4)):
                tally_all(session, count_month(), month.first_day)
            for day in (date(2026, 2, 3), date(2026, 2, 17)):
                for number in range(8):
                    add(session, make_answer(day, Found.JA if number else Found.NEE, 7 + number % 2))
            add(session, make_answer(date(2026, 3, 3), Found.JA, 1))
        yield site


def count_month() -> Mapping[Act, int]:
    """Count a month: every soort often, but wft."""
    counts: dict[Act, int] = {}
    for soort, number in (ALL_SOORTEN | {"wft": 3, "hbo": 1000}).items():
        counts[Act(Counted.DOWNLOAD, soort, "nl")] = number
        counts[Act(Counted.DOWNLOAD, soort, "en")] = 5
        counts[Act(Counted.CONTROLE, soort, "api")] = 15
    counts[Act(Counted.OORDEEL, "geldig", "api")] = 12 * 15
    return counts


def make_answer(day: date, gevonden: Found, cijfer: int) -> SurveyAnswer:
    """Make an answer to the survey."""
    return SurveyAnswer(day, "/", Task.PAGINA, Kind.VRAAGLIJST, gevonden, "nl", cijfer=cijfer)
