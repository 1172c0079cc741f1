"""The life of an opleiding: searched for, proposed, changed and ended by the school, granted by the agency."""

from datetime import date, timedelta

import pytest

from duo_site.web.clock import today
from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin, Visitor
from tests.journeys.pages.opleidingen import Offer, OpleidingScreen, Proposal
from tests.journeys.pages.rollen import ChooseWerkplek
from tests.journeys.pages.zaken import AgencyZaak, AgencyZaken, Check, Dossier

pytestmark = pytest.mark.xdist_group("browser")

_START = "/mijn-duo/opleidingen"
_NEW = f"{_START}/nieuw"


def begin(visitor: Visitor) -> Offer:
    """Log Hanna in for Hogeschool Waterland and lead her to the aanbod."""
    choice = DemoLogin.open(visitor, "eherkenning").log_in_as("Hanna", ChooseWerkplek)
    return choice.choose("99001-99AB").follow(_START, Offer)


def have_granted(koen: Visitor, dossier: Dossier) -> None:
    """Let the agency grant a zaak."""
    listed = AgencyZaken.open(koen, "/redactie/zaken")
    listed.follow(f"/redactie/zaken/{dossier.number}", AgencyZaak).answer("Het staat in het register.", "toegekend")


def day(number: int) -> date:
    return today() + timedelta(days=number)


@pytest.mark.parametrize(("way", "code"), [(Way("nl", True), "91001"), (Way("en", False), "91002")], ids=str)
def test_an_opleiding_begins_changes_and_ends(newcomer: Newcomers, way: Way, code: str) -> None:
    hanna, koen = newcomer(way), newcomer(way)
    DemoLogin.open(koen, "medewerker").log_in_as("Koen", AgencyZaken)
    empty = begin(hanna).follow(_NEW, Proposal).go_on(Proposal)
    empty.require_errors("opleidingscode", "naam", "niveau", "talen", "leerroutes", "dag")
    empty.fill_in(day(1), ("nl", "voltijd"), opleidingscode=code, naam=f"Grachtkunde {code}", niveau="bachelor")
    dossier = empty.go_on(Check).hand_in()
    assert code in dossier.text
    have_granted(koen, dossier)
    assert "Het staat in het register." in dossier.reload().text

    found = Offer.open(hanna, _START).search(f"grachtkunde {code}")
    assert found.found == 0, "it does not run yet"
    opleiding = found.search(f"grachtkunde {code}", stand="komend").choose("Grachtkunde")
    assert dossier.number in opleiding.history[0], "the history names the zaak"
    change = opleiding.follow(f"{_START}/{code}/wijzigen", Proposal)
    refused = change.fill_in(day(1)).go_on(Proposal)
    refused.require_errors("dag")
    check = refused.fill_in(day(40), ("duaal",), naam=f"Kanaalkunde {code}").go_on(Check)
    assert f"Grachtkunde {code}" in check.text, "what it was stands beside what it will be"
    have_granted(koen, check.hand_in())

    opleiding = OpleidingScreen.open(hanna, f"{_START}/{code}").as_on(day(40))
    assert opleiding.heading == f"Kanaalkunde {code}"
    assert len(opleiding.history) == 2
    ending = opleiding.follow(f"{_START}/{code}/beeindigen", Proposal)
    have_granted(koen, ending.fill_in(day(80)).go_on(Check).hand_in())
    ended = OpleidingScreen.open(hanna, f"{_START}/{code}").as_on(day(81))
    assert ended.page.locator("main .tag--warning").is_visible()


@pytest.mark.parametrize("way", [Way("nl", False), Way("en", True)], ids=str)
def test_the_aanbod_is_searched_and_an_opleiding_looked_at(newcomer: Newcomers, way: Way) -> None:
    offer = begin(newcomer(way))
    everything = offer.search("", stand="alle")
    number = everything.found
    assert number > len(everything.names) == 25
    nursing = everything.search("PLEEGKUNDE", niveau="bachelor")
    assert 0 < nursing.found < number
    assert all("pleegkunde" in name.casefold() for name in nursing.names)
    known = nursing.search("34560", niveau="").choose("Verpleegkunde")
    assert len(known.history) == 1
    before = known.as_on(date(1990, 1, 1))
    assert before.visitor.status == 200
    wrong = OpleidingScreen.open(before.visitor, f"{_START}/34560?op=ooit", status=422)
    wrong.require_errors("op")
