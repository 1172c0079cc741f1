"""The states of Mijn DUO that a walk along its pages misses: choosing, refusals, invitations, the end of a session."""

from pathlib import Path

import pytest

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin, MijnDuo
from tests.journeys.pages.rollen import ChooseWerkplek, InvitationScreen, Mailbox, Rollen
from tests.journeys.test_every_page import find_invalid
from tests.journeys.test_every_page_of_mijn_duo import Looker

pytestmark = pytest.mark.xdist_group("pages")

_ROLLEN = "/mijn-duo/rollen"
_MAIN = "main form button.button--primary"


def look_at_the_beheerder(looker: Looker, way: Way) -> None:
    """Look at a rol, at the question whether it must end, and at forms that say nothing yet."""
    looker.open(_ROLLEN)
    looker.press("main table.review a")
    looker.press("main a[href$='/nog-een']")
    looker.press(_MAIN, 422)
    looker.open(f"{_ROLLEN}?toon=stil", f"{_ROLLEN}/beeindigen")
    row = Rollen.open(looker.visitor, _ROLLEN).page.locator("table.review tr", has_text="Bram").first
    row.locator("input[type=checkbox]").check()
    looker.press("form:has(table.review) button.button--secondary")
    looker.open(f"{_ROLLEN}/uitnodigen")
    looker.press(_MAIN, 422)
    review = Rollen.open(looker.visitor, _ROLLEN)
    review.invite("Lars Dijkstra", f"staat-{way}@voorbeeld.invalid", "raadpleger-zaakdossier", "99AB")
    looker.open(_ROLLEN)


def look_at_an_invitation(looker: Looker, way: Way) -> None:
    """Look at an invitation before and after it is accepted."""
    link = Mailbox.open(looker.visitor, "/demonstratie/post").link_to(f"staat-{way}@voorbeeld.invalid")
    InvitationScreen.open_and_log_in(looker.visitor, link, "Lars")
    address = link.removeprefix("/en")
    looker.open(address)
    looker.press(_MAIN)
    looker.open(address, status=410)


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_the_states_of_mijn_duo_have_no_findings(newcomer: Newcomers, way: Way, tmp_path: Path) -> None:
    hanna, willem, lars, joost = lookers = [Looker(newcomer(way)) for _ in range(4)]
    DemoLogin.open(hanna.visitor, "eherkenning").log_in_as("Hanna", ChooseWerkplek)
    hanna.open("/mijn-duo/kies")
    hanna.press(_MAIN, 422)
    ChooseWerkplek.open(hanna.visitor, "/mijn-duo/kies").choose("98002-98CD")
    hanna.open("/mijn-duo/verantwoording", "/mijn-duo/studentendossier", "/redactie", status=403)
    DemoLogin.open(willem.visitor, "eherkenning").log_in_as("Willem", MijnDuo)
    willem.open("/mijn-duo/zaken", status=403)
    look_at_the_beheerder(willem, way)
    look_at_an_invitation(lars, way)
    DemoLogin.open(joost.visitor, "eherkenning").log_in_as("Joost", MijnDuo)
    joost.open("/mijn-duo/zaken", status=403)
    Rollen.open(willem.visitor, _ROLLEN).end("Lars Dijkstra")
    lars.open("/mijn-duo")
    lars.open("/mijn-duo/zaken", status=403)
    findings = [finding for looker in lookers for finding in looker.findings]
    assert not findings, "\n".join(findings)
    sources = {f"{number}: {name}": page for number, one in enumerate(lookers) for name, page in one.sources.items()}
    wrong = find_invalid(sources, tmp_path)
    assert not wrong, "\n".join(wrong)
