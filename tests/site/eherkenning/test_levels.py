"""Levels of eHerkenning and other ends of a login: only EH3 or higher gets in, and every refusal says why."""

from collections.abc import Callable

import pytest

from duo_site.web.session import COOKIE
from duo_site.web.site import Site
from tests.cast import BRAM
from tests.site.eherkenning.conftest import EH2, EH2_PLUS, EH3, EH4, UNAUTHORISED, Browser, results

REFUSED = "/inloggen/eherkenning/niet-gelukt"
PROBLEMS = "/inloggen/problemen"
NEEDED = "U hebt eHerkenning niveau %(level)s of hoger nodig. Vraag dit aan bij uw leverancier van eHerkenning."
AGAIN = "Probeer opnieuw in te loggen"


@pytest.mark.parametrize(("level", "label"), [(EH2, "EH2"), (EH2_PLUS, "EH2+")])
def test_a_level_below_eh3_is_refused_with_why_and_who_mends_it(
    browser: Browser, site: Site, level: int, label: str
) -> None:
    refused = browser.log_in(BRAM, level, "/mijn-duo/zaken").headers["Location"]
    assert refused.startswith(browser.path(f"{REFUSED}/niveau"))
    said = browser.text(refused, 403)
    assert browser.says("U bent niet ingelogd") in said
    assert browser.says("Uw inlog is niet sterk genoeg") in said
    assert browser.says(NEEDED, level="EH3") in said
    assert not browser.is_logged_in
    said = browser.text(browser.path(PROBLEMS))
    both = "U logde in met niveau %(given)s. Nodig is %(needed)s of hoger."
    assert browser.says(both, given=label, needed="EH3") in said
    assert browser.says("Vraag een hoger niveau aan bij de leverancier van uw eHerkenning.") in said
    assert results(site) == ["level-too-low"]


@pytest.mark.parametrize("level", [EH3, EH4])
def test_eh3_and_higher_get_in(dutch: Browser, site: Site, level: int) -> None:
    answer = dutch.log_in(BRAM, level)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/mijn-duo")
    page = dutch.page("/mijn-duo")
    assert "Bram Jansen" in page.text_content()
    assert page.xpath("string(//@data-werkplek)") == "99001-99AB"
    assert results(site) == ["gelukt"]


def test_after_a_refusal_the_same_browser_gets_in_with_a_higher_level(browser: Browser) -> None:
    wanted = browser.path("/mijn-duo/zaken")
    refused = browser.log_in(BRAM, EH2, wanted).headers["Location"]
    (again,) = browser.page(refused, 403).xpath(f"//main//a[normalize-space()='{browser.says(AGAIN)}']/@href")
    assert again == browser.path("/inloggen/eherkenning?volgende=" + wanted.replace("/", "%2F"))
    assert browser.log_in(BRAM, EH3, wanted).headers["Location"] == wanted
    browser.page(wanted)
    assert browser.says("Het niveau van uw inlog is te laag") not in browser.text(browser.path(PROBLEMS))


def test_a_provider_that_cannot_reach_the_level_is_told_alike(dutch: Browser, site: Site) -> None:
    refused = dutch.do("unmet").headers["Location"]
    assert refused == f"{REFUSED}/niveau"
    assert "EH3" in dutch.text(refused, 403)
    assert "Uw niveau van inloggen is te laag. Nodig is EH3 of hoger." in dutch.text(PROBLEMS)
    assert results(site) == ["level-too-low"]


@pytest.mark.parametrize(
    "fault", ["lowered-level", "no-level", "unknown-level", "level-as-list", "level-of-other-means"]
)
def test_a_token_that_does_not_say_eh3_lets_nobody_in(
    dutch: Browser, site: Site, behave: Callable[[str], None], fault: str
) -> None:
    """The person logs in at EH4 each time; only what the signed token says counts."""
    behave(fault)
    assert dutch.log_in(BRAM, EH4).headers["Location"] == f"{REFUSED}/niveau"
    assert not dutch.is_logged_in
    assert dutch.client.get("/mijn-duo").status_code == 302
    assert results(site) == ["level-too-low"]


@pytest.mark.parametrize("fault", ["unsigned", "strange-key", "wrong-audience", "no-subject", "old-login"])
def test_a_wrong_token_lets_nobody_in_with_eherkenning_either(
    dutch: Browser, behave: Callable[[str], None], fault: str
) -> None:
    behave(fault)
    refused = dutch.log_in(BRAM).headers["Location"]
    assert refused == f"{REFUSED}/onbekend"
    assert "Het inloggen is niet gelukt" in dutch.text(refused, 403)
    assert not dutch.is_logged_in


def test_stopping_at_the_provider_changes_nothing_and_offers_another_try(browser: Browser, site: Site) -> None:
    left = browser.do("abort", "/mijn-duo/zaken").headers["Location"]
    assert left.startswith(browser.path(f"{REFUSED}/geannuleerd"))
    page, said = browser.page(left), browser.text(left)
    assert page.findtext(".//h1") == browser.says("U bent niet ingelogd")
    assert browser.says("U koos ervoor om te stoppen. Er is niets gewijzigd.") in said
    (again,) = page.xpath(f"//main//a[normalize-space()='{browser.says(AGAIN)}']/@href")
    assert again == browser.path("/inloggen/eherkenning?volgende=%2Fmijn-duo%2Fzaken")
    assert browser.client.get_cookie(COOKIE, domain="duo.test") is None
    assert browser.log_in(BRAM, wanted="/mijn-duo/zaken").headers["Location"].endswith("/mijn-duo/zaken")
    assert results(site) == ["cancelled", "gelukt"]


def test_who_may_not_act_for_an_organisation_is_told_who_can_mend_it(browser: Browser, site: Site) -> None:
    refused = browser.log_in(UNAUTHORISED).headers["Location"]
    assert refused == browser.path(f"{REFUSED}/machtiging")
    said = browser.text(refused, 403)
    assert browser.says("U hebt geen machtiging") in said
    who = browser.says("De persoon die bij u over eHerkenning gaat, kan de machtiging regelen.")
    assert who in said
    assert who in browser.text(browser.path(PROBLEMS))
    assert not browser.is_logged_in
    assert results(site) == ["no-machtiging"]


def test_the_request_asks_for_eh3(dutch: Browser) -> None:
    address = dutch.start()
    assert "acr_values=urn%3Aetoegang%3Acore%3Aassurance-class%3Aloa3" in address
    assert "prompt=login" in address
