"""Rollen from beginning to end: invited, accepted, at work, ended in the middle of a session."""

import pytest

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin, MijnDuo, NotLoggedIn, Screen, Visitor
from tests.journeys.pages.rollen import ChooseWerkplek, InvitationScreen, Mailbox, Rollen
from tests.journeys.test_every_page import look_at_all_widths

pytestmark = pytest.mark.xdist_group("browser")


def test_a_rol_is_given_by_mail_and_ends_in_the_middle_of_a_session(newcomer: Newcomers, way: Way) -> None:
    carla, ivo = newcomer(way), newcomer(way)
    DemoLogin.open(carla, "eherkenning").log_in_as("Carla", MijnDuo)
    review = Rollen.open(carla, "/mijn-duo/rollen")
    review = review.invite("Ivo Kok", f"ivo-{way}@voorbeeld.invalid", "medewerker-bekostiging", "99AB")
    assert f"ivo-{way}@voorbeeld.invalid" in review.text
    link = Mailbox.open(ivo, "/demonstratie/post").link_to(f"ivo-{way}@voorbeeld.invalid")
    assert link.startswith(ivo.path("/mijn-duo/uitnodiging/"))
    invitation = InvitationScreen.open_and_log_in(ivo, link, "Ivo")
    assert "Hogeschool Waterland" in invitation.text
    own = invitation.accept()
    assert own.page.locator("main .panel").count() == 1
    assert "99AB" in own.page.locator(".werkplek").inner_text()
    Screen.open(ivo, link.removeprefix("/en"), status=410)
    Rollen.open(carla, "/mijn-duo/rollen").end("Ivo Kok")
    after = MijnDuo.open(ivo, "/mijn-duo")
    assert after.page.locator("main .panel").count() == 0
    assert "Carla Smit" in after.page.locator("main .notice--warning").inner_text()
    history = Screen.open(carla, "/mijn-duo/rollen/geschiedenis")
    assert "Ivo Kok" in history.page.locator("ol.timeline li").first.inner_text()


def test_hanna_chooses_for_whom_she_works(visitor: Visitor) -> None:
    choice = DemoLogin.open(visitor, "eherkenning").log_in_as("Hanna", ChooseWerkplek)
    choice.send(ChooseWerkplek).require_errors("keuze")
    own = ChooseWerkplek.open(visitor, "/mijn-duo/kies").choose("98002-98CD")
    assert own.page.locator("main .panel").count() == 1
    own = ChooseWerkplek.open(visitor, "/mijn-duo/kies").choose("99001-99AB")
    assert own.page.locator("main .panel").count() == 2


def test_a_login_that_is_too_weak_is_explained_on_the_page_of_problems(visitor: Visitor) -> None:
    refused = DemoLogin.open(visitor, "eherkenning").log_in_too_low("Bram")
    assert isinstance(refused, NotLoggedIn)
    problems = refused.follow("/inloggen/problemen", Screen)
    notice = problems.page.locator("main .notice--warning").inner_text()
    assert "EH2" in notice
    assert "EH3" in notice


def test_joost_reads_that_his_rol_lacks_its_number(visitor: Visitor) -> None:
    own = DemoLogin.open(visitor, "eherkenning").log_in_as("Joost", MijnDuo)
    notice = own.page.locator("main .notice--warning").inner_text()
    ask, lacks = {
        "nl": ("Vraag een van uw beheerders (Carla Smit, ", "nog geen instellingscode"),
        "en": ("Ask one of your administrators (Carla Smit, ", "no institution code yet"),
    }[visitor.language]
    assert ask in notice
    assert lacks in notice


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_the_pages_of_the_beheerder_have_no_findings(visitor: Visitor) -> None:
    DemoLogin.open(visitor, "eherkenning").log_in_as("Willem", MijnDuo)
    review = Rollen.open(visitor, "/mijn-duo/rollen")
    detail = review.page.locator("table.review a").nth(0).get_attribute("href") or ""
    findings: list[str] = []
    for address in ("", "/uitnodigen", "/beeindigen", "/geschiedenis"):
        visitor.page.goto(f"/mijn-duo/rollen{address}")
        findings += look_at_all_widths(visitor)
    visitor.page.goto(detail)
    findings += look_at_all_widths(visitor)
    visitor.page.goto(f"{detail}/nog-een")
    findings += look_at_all_widths(visitor)
    visitor.page.goto("/demonstratie/post")
    findings += look_at_all_widths(visitor)
    assert not findings, "\n".join(findings)
