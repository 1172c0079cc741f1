"""A jaarrekening from refused to handed in."""

import pytest

from duo_site.mijn_duo.verantwoording.domain import DUTCH_TIME
from duo_site.mijn_duo.verantwoording.examples import make_example
from duo_site.web.clock import now
from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin, Visitor
from tests.journeys.pages.rollen import ChooseWerkplek
from tests.journeys.pages.verantwoording import Confirm, ReportFile, Verantwoording, Year
from tests.journeys.test_every_page import look_at_all_widths

pytestmark = pytest.mark.xdist_group("browser")

_ATTACK = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
_ERRORS = 7


def example(name: str, year: int) -> bytes:
    made = make_example(name, "99001", year)
    assert made is not None
    return made[1]


def begin(visitor: Visitor, year: int) -> Year:
    """Log Hanna in for Hogeschool Waterland and lead her to a year."""
    choice = DemoLogin.open(visitor, "eherkenning").log_in_as("Hanna", ChooseWerkplek)
    years = choice.choose("99001-99AB").follow("/mijn-duo/verantwoording", Verantwoording)
    return years.follow(f"/mijn-duo/verantwoording/{year}", Year)


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", False)], ids=str)
def test_a_bad_file_is_refused_and_a_good_one_handed_in(newcomer: Newcomers, way: Way) -> None:
    visitor = newcomer(way)
    year = now().astimezone(DUTCH_TIME).year
    refused = begin(visitor, year).send_report("kwaad.xbrl", _ATTACK, Year)
    refused.require_errors("jaarrekening")
    bad = refused.send_report("fout.xbrl", example("fout.xbrl", year), ReportFile)
    assert bad.findings == _ERRORS
    back = bad.follow(f"/mijn-duo/verantwoording/{year}", Year)
    good = back.send_report("goed.xhtml", example("goed.xhtml", year), ReportFile)
    assert good.findings == 0
    ready = good.follow(f"/mijn-duo/verantwoording/{year}", Year)
    dossier = ready.follow(f"/mijn-duo/verantwoording/{year}/indienen", Confirm).hand_in()
    assert "goed.xhtml" in dossier.text


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_the_pages_of_the_verantwoording_have_no_findings(newcomer: Newcomers, way: Way) -> None:
    hanna, year = newcomer(way), now().astimezone(DUTCH_TIME).year
    page = begin(hanna, year)
    findings = look_at_all_widths(hanna)
    page = page.send_report("kwaad.xbrl", _ATTACK, Year)
    findings += look_at_all_widths(hanna)
    page.send_report("fout.xbrl", example("fout.xbrl", year), ReportFile)
    findings += look_at_all_widths(hanna)
    hanna.visit("/mijn-duo/verantwoording")
    findings += look_at_all_widths(hanna)
    assert not findings, "\n".join(findings)
