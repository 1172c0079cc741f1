"""Zaken from beginning to end: an overview from request to file, an opgave from draft to answer."""

import time

import pytest

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin, MijnDuo, Visitor
from tests.journeys.pages.zaken import AgencyZaak, AgencyZaken, Check, Dossier, Draft, NewZaak, Zaken
from tests.journeys.test_every_page import look_at_all_widths

pytestmark = pytest.mark.xdist_group("browser")

_SECONDS_FOR_THE_WORKER = 60
_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
_NEW = "/mijn-duo/zaken/nieuw"


def begin(visitor: Visitor, kind: str) -> Draft:
    """Log Bram in and lead him to the form of a kind."""
    start = DemoLogin.open(visitor, "eherkenning").log_in_as("Bram", MijnDuo).follow("/mijn-duo/zaken", Zaken)
    return start.follow(_NEW, NewZaak).follow(f"{_NEW}/{kind}", Draft)


def wait_for_file(dossier: Dossier) -> Dossier:
    """Reload the page until the worker has made the file."""
    end = time.monotonic() + _SECONDS_FOR_THE_WORKER
    while not dossier.link(f"/mijn-duo/zaken/{dossier.number}/overzicht").count():
        assert time.monotonic() < end, "the worker makes the overview"
        time.sleep(0.3)
        dossier = dossier.reload()
    return dossier


def test_an_overview_is_asked_for_and_downloaded(visitor: Visitor) -> None:
    draft = begin(visitor, "registratieoverzicht")
    draft.send(Draft).require_errors("van_jaar", "tot_jaar", "vorm")
    check = Draft(visitor).fill_in(van_jaar="1996", tot_jaar="2026", vorm="csv").send(Check)
    content = wait_for_file(check.hand_in()).download("overzicht").decode("utf-8-sig")
    assert content.startswith('"levering";"status";"achternaam"')
    assert content.count("\r\n") > 1


def test_an_opgave_is_handed_in_and_answered(newcomer: Newcomers, way: Way) -> None:
    bram, koen = newcomer(way), newcomer(way)
    draft = begin(bram, "subsidie-opleidingsscholen")
    draft.fill_in(opleidingsschool="De Brug", schooljaar="2026-2027", partners="3", studenten="80")
    dossier = draft.send(Check).attach(_PDF).hand_in()
    assert dossier.download("ontvangstbewijs").startswith(b"%PDF-1.7")
    listed = DemoLogin.open(koen, "medewerker").log_in_as("Koen", AgencyZaken)
    zaak = listed.follow(f"/redactie/zaken/{dossier.number}", AgencyZaak)
    zaak.answer("Uw opgave is in orde.", "toegekend")
    assert "Uw opgave is in orde." in dossier.reload().text


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_the_pages_of_the_zaken_have_no_findings(newcomer: Newcomers, way: Way) -> None:
    bram, koen = newcomer(way), newcomer(way)
    draft = begin(bram, "subsidie-opleidingsscholen")
    findings = look_at_all_widths(bram)
    draft.send(Draft)
    findings += look_at_all_widths(bram)
    draft.fill_in(opleidingsschool="Het Veer", schooljaar="2026-2027", partners="3", studenten="80")
    check = draft.send(Check).attach(_PDF)
    findings += look_at_all_widths(bram)
    number = check.hand_in().number
    for address in ("/mijn-duo/zaken", _NEW, f"/mijn-duo/zaken/{number}", f"/mijn-duo/zaken/{number}/intrekken"):
        bram.visit(address)
        findings += look_at_all_widths(bram)
    listed = DemoLogin.open(koen, "medewerker").log_in_as("Koen", AgencyZaken)
    findings += look_at_all_widths(koen)
    listed.follow(f"/redactie/zaken/{number}", AgencyZaak)
    findings += look_at_all_widths(koen)
    assert not findings, "\n".join(findings)
