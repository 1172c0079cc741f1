"""A visitor finds a page by words."""

import pytest

from tests.journeys.pages import Home, Visitor
from tests.journeys.pages.search import Search

pytestmark = pytest.mark.xdist_group("browser")


def test_from_a_word_to_the_page(visitor: Visitor) -> None:
    home = Home.open(visitor, "/")
    if visitor.page.locator("details.menu > summary").is_visible():
        visitor.page.locator("details.menu > summary").click()
    found = home.go(visitor.page.locator("header a[href$='/zoeken']"), Search).ask(
        {"nl": "bul kwijt", "en": "lost diploma"}[visitor.language]
    )
    assert len(found.titles) >= 3
    assert found.follow_first().heading == {"nl": "Diploma kwijt", "en": "Lost your diploma"}[visitor.language]


def test_a_question_with_an_answer(visitor: Visitor) -> None:
    found = Search.open(visitor, "/zoeken").ask("hbo 1994")
    assert "1996" in found.answer, "it tells from which year on"
    visitor.page.locator(".quick-answer a").click()
    visitor.page.wait_for_url("**/diplomahulp?soort=hbo&jaar=1994**")


def test_a_typing_fault_and_nothing_at_all(visitor: Visitor) -> None:
    search = Search.open(visitor, "/zoeken")
    found = search.ask({"nl": "jaarekening", "en": "apostile"}[visitor.language])
    assert {"nl": "jaarrekening", "en": "apostille"}[visitor.language] in found.meant
    nothing = found.ask("xyzzy")
    assert nothing.titles == []
    assert visitor.page.locator("main a[href$='/contact']").count() == 1


def test_only_press_releases(visitor: Visitor) -> None:
    found = Search.open(visitor, "/zoeken").ask({"nl": "uittreksels", "en": "extracts"}[visitor.language])
    everything = set(found.titles)
    narrowed = found.narrow("persbericht").titles
    assert narrowed
    assert everything - set(narrowed), "a help page is gone"
