"""A session that ends while somebody types: he logs in again, and goes on where he was. Nothing is sent by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from duo_site.database import make_engine, writing_session
from duo_site.settings import Settings
from duo_site.web.clock import now
from duo_site.web.session import IDLE, SessionRow
from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import AccountScreen, DemoLogin, MijnDuo, NotLoggedIn, Screen, Visitor
from tests.journeys.pages.rollen import InviteScreen, Rollen
from tests.journeys.pages.zaken import Check, Draft, Zaken
from tests.journeys.processes import RunningSite
from tests.journeys.test_every_page import look_at_all_widths

pytestmark = pytest.mark.xdist_group("browser")

SUBSIDIE = "/mijn-duo/zaken/nieuw/subsidie-opleidingsscholen"
TYPED = {"opleidingsschool": "De Brug", "partners": "4"}
EXPLAINED = "Regel één.\n\nRegel drie: <b>&amp;"


class KeptTexts(AccountScreen):
    """What somebody did not send."""

    address = "/bewaarde-tekst"


def let_sessions_run_out(site: RunningSite) -> None:
    """Put the last click of everybody far enough back."""
    engine = make_engine(Settings.from_environment(site.environment).database_url)
    with writing_session(engine) as session:
        session.execute(update(SessionRow).values(seen_at=now() - IDLE - timedelta(minutes=1)))
    engine.dispose()


def look(visitor: Visitor) -> list[str]:
    """Look at the page that is open; axe is a script itself."""
    return look_at_all_widths(visitor) if visitor.has_script else []


@pytest.mark.parametrize("way", [Way("nl", True), Way("nl", False), Way("en", False)], ids=str)
def test_what_was_typed_is_there_after_the_login(running_site: RunningSite, newcomer: Newcomers, way: Way) -> None:
    driss = newcomer(way)
    DemoLogin.open(driss, "eherkenning").log_in_as("Driss", MijnDuo)
    draft = Draft.open(driss, SUBSIDIE).fill_in(**TYPED)
    draft.page.locator("[name=toelichting]").fill(EXPLAINED)
    let_sessions_run_out(running_site)
    told = draft.send(NotLoggedIn)
    assert driss.status == 403
    findings = look(driss)
    draft = told.try_again().log_in_as("Driss", Draft)
    assert draft.page.locator("main .notice--info").count() == 1
    assert {name: draft.page.locator(f"[name={name}]").input_value() for name in TYPED} == TYPED
    assert draft.page.locator("[name=toelichting]").input_value() == EXPLAINED
    findings += look(driss)
    kept = draft.follow("/bewaarde-tekst", KeptTexts)
    assert "De Brug" in kept.text
    findings += look(driss)
    assert "De Brug" not in Zaken.open(driss, "/mijn-duo/zaken").text, "nothing was sent"
    draft = Draft.open(driss, SUBSIDIE).fill_in(studenten="120")
    draft.page.locator("input[name=schooljaar]").first.check()
    draft.send(Check)
    assert KeptTexts.open(driss, "/bewaarde-tekst").page.locator("main .panel").count() == 0
    driss.page.goto(driss.path("/mijn-duo"))
    MijnDuo(driss).log_out()
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_a_form_in_another_tab_is_not_lost_either(running_site: RunningSite, newcomer: Newcomers, way: Way) -> None:
    willem = newcomer(way)
    DemoLogin.open(willem, "eherkenning").log_in_as("Willem", MijnDuo)
    form = Rollen.open(willem, "/mijn-duo/rollen").follow("/mijn-duo/rollen/uitnodigen", InviteScreen)
    form.page.locator("input[name=naam]").fill("Nel Nieuw")
    let_sessions_run_out(running_site)
    other = willem.page.context.new_page()
    other.goto("/mijn-duo")
    other.locator("main a.button--primary").click()
    other.locator("button.person:has-text('Willem')").click()
    other.wait_for_url("**/mijn-duo")
    other.close()
    again = form.send(InviteScreen)
    assert again.page.locator("input[name=naam]").input_value() == "Nel Nieuw"
    assert again.page.locator("main .notice--info").count() == 1
    assert again.page.locator("main .error-summary").count() == 0


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_the_warning_before_the_end(newcomer: Newcomers, way: Way) -> None:
    bram = newcomer(way)
    bram.page.clock.install()
    DemoLogin.open(bram, "eherkenning").log_in_as("Bram", MijnDuo)
    dialog = bram.page.locator("dialog.session__dialog")
    assert not dialog.is_visible()
    bram.page.clock.fast_forward("13:30")
    assert dialog.is_visible()
    assert dialog.locator("[data-session-stay]").evaluate("button => button === document.activeElement")
    question = dialog.locator("h2").inner_text()
    bram.page.clock.fast_forward("02:00")
    assert dialog.locator("h2").inner_text() != question, "it is no question any more"
    assert dialog.locator("[data-session-close]").is_visible()
    assert not dialog.locator("[data-session-stay]").is_visible()
    dialog.locator("[data-session-close]").click()
    Screen.open(bram, "/mijn-duo")
