"""Every page of Mijn DUO, with its errors and its answers: accessible by axe, no sideways scroll, valid HTML."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import AccountScreen, DemoLogin, MijnDuo, Visitor
from tests.journeys.pages.rollen import ChooseWerkplek
from tests.journeys.test_every_page import find_invalid, look_at_all_widths

pytestmark = pytest.mark.xdist_group("pages")

_OFFER = "/mijn-duo/opleidingen"
_STUDENT = "/mijn-duo/studentendossier"
_ROLLEN = "/mijn-duo/rollen"
_ANJA = "999990019"
"""The number of somebody with diplomas that a hogeschool may see."""


class Looker:
    """Looks at pages one by one, and keeps what is wrong and what the site answered."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page
        self.findings: list[str] = []
        self.sources: dict[str, bytes] = {}

    def open(self, *addresses: str, status: int = 200) -> None:
        """Go to pages by their addresses."""
        for address in addresses:
            answer = self.page.goto(self.visitor.path(address))
            assert answer is not None
            assert answer.status == status, address
            self._look(answer.body())

    def press(self, clicked: str, status: int = 200) -> None:
        """Click on something that opens another page."""
        with self.page.expect_navigation() as navigation:
            self.page.locator(clicked).first.click()
        answer = navigation.value
        assert answer is not None
        assert answer.status == status, self.page.url
        self._look(answer.body())

    def _look(self, source: bytes) -> None:
        self.sources[f"{len(self.sources)} {self.page.url}"] = source
        self.findings += look_at_all_widths(self.visitor)


def look_at_the_students(looker: Looker) -> None:
    """Look a student up, first without saying anything."""
    looker.open(_STUDENT)
    looker.press("main form button.button--primary", 422)
    looker.page.locator("input[name=nummer]").fill(_ANJA)
    looker.page.locator("input[name=reden]").first.check()
    looker.press("main form button.button--primary")
    assert looker.page.locator("main .panel").count(), "the diplomas are shown"


def look_at_the_offer(looker: Looker) -> None:
    """Look at the list, at an opleiding, and at a new one that says nothing yet."""
    looker.open(f"{_OFFER}/99999", status=404)
    looker.open(f"{_OFFER}?q=bestaat-niet", _OFFER)
    looker.press("main tbody th a")
    looker.open(f"{_OFFER}/nieuw")
    looker.press("main form button.button--primary", 422)


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_the_pages_of_mijn_duo_have_no_findings(newcomer: Newcomers, way: Way, tmp_path: Path) -> None:
    bram, hanna, carla, koen = lookers = [Looker(newcomer(way)) for _ in range(4)]
    DemoLogin.open(bram.visitor, "eherkenning").log_in_as("Bram", MijnDuo)
    bram.open("/mijn-duo/zaken", "/mijn-duo/zaken?nummer=bestaat-niet")
    look_at_the_students(bram)
    DemoLogin.open(hanna.visitor, "eherkenning").log_in_as("Hanna", ChooseWerkplek).choose("99001-99AB")
    hanna.open("/mijn-duo/verantwoording")
    hanna.press("main tbody th a")
    look_at_the_offer(hanna)
    DemoLogin.open(carla.visitor, "eherkenning").log_in_as("Carla", MijnDuo)
    carla.open(_ROLLEN, f"{_ROLLEN}/uitnodigen", f"{_ROLLEN}/geschiedenis")
    DemoLogin.open(koen.visitor, "medewerker").log_in_as("Koen", AccountScreen)
    koen.open("/redactie/zaken")
    findings = [finding for looker in lookers for finding in looker.findings]
    assert not findings, "\n".join(findings)
    sources = {f"{number}: {name}": page for number, one in enumerate(lookers) for name, page in one.sources.items()}
    wrong = find_invalid(sources, tmp_path)
    assert not wrong, "\n".join(wrong)
