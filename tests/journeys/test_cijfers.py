"""A visitor reads the public figures, chooses among them and takes them along; with the keyboard alone too."""

import csv
import io

import pytest

from duo_site.web.clock import today
from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import PressRelease, Visitor
from tests.journeys.pages.cijfers import Cijfers

pytestmark = pytest.mark.xdist_group("browser")

YEAR = str(today().year - 1)
"""The demonstration has two years of figures, so the last one is whole."""


def test_reading_choosing_and_taking_along(visitor: Visitor) -> None:
    page = Cijfers.open(visitor, "/cijfers")
    assert page.chosen()[0] == "downloads"
    page = page.choose(jaar=YEAR)
    assert page.chosen() == ("downloads", YEAR, "alles")
    assert len(page.table("maanden")) == 12
    total = page.page.locator(".figures__total strong").inner_text()
    page = page.choose(wat="controles", deel="soort-wft")
    assert visitor.page.url.endswith(f"/cijfers?wat=controles&jaar={YEAR}&deel=soort-wft"), "the address is the state"
    hidden = {"nl": "verborgen", "en": "hidden"}[visitor.language]
    assert [count for _month, count in page.table("maanden") if count == hidden]
    page = page.choose(wat="downloads", deel="oordeel-geldig")
    page.require_errors("deel")
    page = page.choose(deel="alles")
    rows = csv.DictReader(io.StringIO(page.download("aantallen")), delimiter=";")
    (taken,) = [row for row in rows if (row["wat"], row["periode"], row["verdeling"]) == ("downloads", YEAR, "alles")]
    assert taken["aantal"] == "".join(filter(str.isdigit, total))
    assert visitor.cookies() == {}


def test_a_press_release_quotes_the_figure_of_the_page(visitor: Visitor) -> None:
    _month, newest = Cijfers.open(visitor, "/cijfers").table("maanden")[-1]
    release = PressRelease.open(visitor, "/organisatie/persberichten/cijfers-op-een-pagina")
    assert f": {newest} (" in release.text
    release.follow("/cijfers", Cijfers)


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_with_the_keyboard_alone(newcomer: Newcomers, way: Way) -> None:
    visitor = newcomer(way, viewport={"width": 390, "height": 844})
    page = Cijfers.open(visitor, "/cijfers").page
    page.locator("select[name=wat]").focus()
    page.keyboard.press("ArrowDown")
    for _field in range(3):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Cijfers(visitor).chosen()[0] == "uittreksels"
    folded = page.locator("figure[aria-labelledby='soort-kop'] details")
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folded.locator("table").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region", "the table can be scrolled"
