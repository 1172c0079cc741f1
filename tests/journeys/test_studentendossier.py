"""A student is looked up at admission: by whom, what of him is seen, how often, and that he reads it himself."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import delete, insert

from duo_site.database import make_engine, writing_session
from duo_site.demo.people import ANJA, DRISS, GIJS
from duo_site.mijn_duo.studentendossier.models import OpzoekdagRow
from duo_site.web.clock import today
from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin, MijnDiplomas, MijnDuo, Visitor
from tests.journeys.pages.studentendossier import AskStudent, Logboek, SeenStudent
from tests.journeys.processes import RunningSite

pytestmark = pytest.mark.xdist_group("browser")

_START = "/mijn-duo/studentendossier"
_MOST = 50
_WORDS = {"nl": ("vwo", "Geen diploma's gevonden"), "en": ("vwo", "No diplomas found")}


def begin(visitor: Visitor, name: str) -> AskStudent:
    """Log a medewerker in and lead him to the question."""
    return DemoLogin.open(visitor, "eherkenning").log_in_as(name, MijnDuo).follow(_START, AskStudent)


@contextmanager
def looked_up_all_day(site: RunningSite) -> Iterator[None]:
    """Let Driss have looked up as many students as he may; afterwards the day is new for him."""
    engine = make_engine(f"sqlite:///{site.instance / 'duo.sqlite'}")
    of_driss = delete(OpzoekdagRow).where(OpzoekdagRow.subject == DRISS.subject)
    with writing_session(engine) as session:
        session.execute(of_driss)
        session.execute(insert(OpzoekdagRow).values(subject=DRISS.subject, day=today(), number=_MOST))
    yield
    with writing_session(engine) as session:
        session.execute(of_driss)
    engine.dispose()


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", False)], ids=str)
def test_a_student_is_looked_up_and_reads_it_himself(newcomer: Newcomers, running_site: RunningSite, way: Way) -> None:
    assert ANJA.bsn
    assert GIJS.bsn
    bram, driss, anja = newcomer(way), newcomer(way), newcomer(way)
    exam, nothing = _WORDS[way.language]
    ask = begin(bram, "Bram").send(AskStudent)
    ask.require_errors("nummer", "reden")
    ask.look_up("123456789", "toelating", AskStudent).require_errors("nummer")
    seen = AskStudent(bram).look_up(ANJA.bsn, "toelating", SeenStudent)
    assert exam in seen.text
    assert "Verpleegkunde" in seen.text
    assert ANJA.bsn not in seen.text + seen.title + bram.page.url
    number = len(seen.soorten)
    missing = seen.again().look_up(GIJS.bsn, "vrijstelling", SeenStudent)
    assert missing.heading == nothing
    assert missing.soorten == []

    at_other_school = begin(driss, "Driss").look_up(ANJA.bsn, "overstap", SeenStudent)
    assert exam in at_other_school.text
    assert "Verpleegkunde" not in at_other_school.text, "voortgezet onderwijs does not need an hbo diploma"
    assert 0 < len(at_other_school.soorten) < number
    with looked_up_all_day(running_site):
        AskStudent.open(driss, _START).look_up(ANJA.bsn, "overstap", SeenStudent)
        assert driss.status == 429
    AskStudent.open(driss, _START)

    own = DemoLogin.open(anja, "digid").log_in_as("Anja", MijnDiplomas)
    logboek = own.go(own.page.locator(".account-bar a[href$='/mijn-diplomas/logboek']"), Logboek)
    newest, before = logboek.lines[:2]
    assert "Heuvelrijk College" in newest
    assert "Hogeschool Waterland" in before
    assert "Bram" not in newest + before
