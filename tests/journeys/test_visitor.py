"""A visitor finds out whether a diploma is in the register; a medewerker finds where to log in."""

import pytest

from tests.journeys.pages import DemoLogin, Diplomahulp, Home, MijnDuo, Visitor

pytestmark = pytest.mark.xdist_group("browser")

SECTORS = ("primair-onderwijs", "voortgezet-onderwijs", "middelbaar-beroepsonderwijs", "hoger-onderwijs")
ANSWER = "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994"


def test_from_the_record_year_to_an_answer(visitor: Visitor) -> None:
    release = Home.open(visitor, "/").to_press().in_year(2021).read("recordjaar-mijn-diplomas")
    assert "2020" in release.text
    question = release.to_diplomahulp()
    assert (question.asks, question.given) == ("soort", [])
    question = question.choose("hbo")
    assert (question.asks, len(question.given)) == ("bekostiging", 1)
    question = question.choose("bekostigd")
    assert (question.asks, len(question.given)) == ("jaar", 2)
    answer = question.fill_year("1994")
    assert answer.outcome == "niet-in-register"
    assert answer.given[-1] == "1994"
    assert "1996" in answer.text, "it tells from which year on"
    assert len(answer.heading) > 10
    step = answer.take_next_step()
    assert visitor.status == 200
    assert step.heading


def test_changing_an_answer_keeps_the_others(visitor: Visitor) -> None:
    answer = Diplomahulp.open(visitor, ANSWER)
    assert answer.outcome == "niet-in-register"
    question = answer.change("jaar")
    assert (question.asks, len(question.given)) == ("jaar", 2)
    assert question.fill_year("2015").outcome == "beschikbaar"
    question = Diplomahulp.open(visitor, ANSWER).change("soort")
    assert question.given[-1] == "1994"
    changed = question.choose("mbo")
    assert (changed.outcome, changed.given[-1]) == ("niet-in-register", "1994")
    assert "2007" in changed.text
    question = changed.change("bekostiging")
    assert question.choose("particulier").outcome == "niet-in-register"


def test_a_wrong_year_is_told(visitor: Visitor) -> None:
    question = Diplomahulp.open(visitor, "/diplomahulp?soort=hbo&bekostiging=bekostigd")
    for wrong in ("94", "2999", "negentien", ""):
        question = question.fill_year(wrong)
        question.require_errors("jaar")
        assert len(question.given) == 2
        if visitor.has_script:
            visitor.page.keyboard.press("Tab")
            visitor.page.keyboard.press("Enter")
            assert visitor.page.evaluate("document.activeElement.name") == "jaar", "the summary leads to the field"
    assert question.fill_year("1994").outcome == "niet-in-register"


def test_no_answer_chosen_is_told(visitor: Visitor) -> None:
    refused = Diplomahulp.open(visitor, "/diplomahulp").send(Diplomahulp)
    refused.require_errors("soort")
    assert refused.choose("wft").asks == "jaar"


def test_a_medewerker_finds_the_entry_page_of_his_sector(visitor: Visitor) -> None:
    for sector in SECTORS:
        entry = Home.open(visitor, "/").to_organisations().to_sector(sector)
        assert entry.sector == sector
    visitor.page.locator(".environments a").first.click()
    assert DemoLogin(visitor).log_in_as("Bram", MijnDuo).heading == "Mijn DUO"


def test_two_questions_lead_to_the_entry_page(visitor: Visitor) -> None:
    choice = Home.open(visitor, "/").to_login_choice()
    refused = choice.send(type(choice))
    refused.require_errors("wie")
    choice = refused.who("organisatie")
    choice.send(type(choice)).require_errors("sector")
    entry = choice.sector("middelbaar-beroepsonderwijs").go_on()
    assert entry.sector == "middelbaar-beroepsonderwijs"
