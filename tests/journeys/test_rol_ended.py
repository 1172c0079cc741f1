"""A rol that is ended while somebody is at work: his next click finds the door closed, and says who can help."""

import pytest

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin, MijnDuo, Screen
from tests.journeys.pages.rollen import InvitationScreen, Mailbox, Rollen
from tests.journeys.pages.zaken import Draft, NewZaak, Zaken

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("way", [Way("nl", True), Way("nl", False)], ids=str)
def test_a_rol_ended_in_the_middle_of_the_work_takes_effect_at_the_next_click(newcomer: Newcomers, way: Way) -> None:
    willem, lars = newcomer(way), newcomer(way)
    DemoLogin.open(willem, "eherkenning").log_in_as("Willem", MijnDuo)
    review = Rollen.open(willem, "/mijn-duo/rollen")
    review.invite("Lars Dijkstra", f"lars-{way}@voorbeeld.invalid", "medewerker-bekostiging", "99AB")
    link = Mailbox.open(lars, "/demonstratie/post").link_to(f"lars-{way}@voorbeeld.invalid")
    own = InvitationScreen.open_and_log_in(lars, link, "Lars").accept()
    start = own.follow("/mijn-duo/zaken", Zaken).follow("/mijn-duo/zaken/nieuw", NewZaak)
    draft = start.follow("/mijn-duo/zaken/nieuw/subsidie-opleidingsscholen", Draft)
    draft.fill_in(opleidingsschool="De Brug", partners="4", studenten="120")

    Rollen.open(willem, "/mijn-duo/rollen").end("Lars Dijkstra")

    closed = draft.send(Screen)
    assert lars.status == 403
    assert "Medewerker bekostiging" in closed.page.locator("main .notice--warning").inner_text()
    assert "Willem Postma" in closed.page.locator("main .notice--warning").inner_text()
    problems = closed.follow("/inloggen/problemen", Screen)
    notice = problems.page.locator("main .notice--warning").inner_text()
    assert "Uw rol is beëindigd" in notice
    assert "Willem Postma" in notice
    own = MijnDuo.open(lars, "/mijn-duo")
    assert own.page.locator("main .panel, main .card").count() == 0
    assert own.page.locator(".account-bar a[href='/mijn-duo/zaken']").count() == 0
    Screen.open(lars, "/mijn-duo/zaken", status=403)
    MijnDuo.open(lars, "/mijn-duo").log_out()
