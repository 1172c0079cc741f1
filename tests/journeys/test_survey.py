"""A visitor gives an opinion in a minute, or asks not to be asked again."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import HelpPage, Survey, Visitor
from tests.journeys.pages.visitor import Screen

pytestmark = pytest.mark.xdist_group("browser")

HELP = "/particulier/diploma-kwijt"
DAY = 24 * 60 * 60


def test_closing_the_invitation(visitor: Visitor) -> None:
    page = HelpPage.open(visitor, HELP)
    assert page.invitation.count() == 1
    assert page.toggle() is False
    assert page.toggle() is True
    assert visitor.cookies() == {}
    page = page.close()
    assert visitor.page.url.endswith(HELP)
    assert page.invitation.count() == 0
    (cookie,) = visitor.page.context.cookies()
    assert re.fullmatch(r"1\.\d{4}-\d\d-\d\d", cookie["value"])
    assert 399 * DAY < cookie["expires"] - time.time() <= 400 * DAY
    assert HelpPage.open(visitor, "/particulier/uittreksel").invitation.count() == 0


def test_the_survey_keeps_what_was_filled_in(visitor: Visitor) -> None:
    survey = HelpPage.open(visitor, HELP).accept()
    assert visitor.page.locator(".survey__page").inner_text() == HELP
    comment = "Mooi. " * 600
    survey.choose("doel", "diploma-kwijt").choose("cijfer", "8").comment.fill(comment)
    refused = survey.refuse()
    refused.require_errors("gevonden", "opmerking")
    assert (refused.chosen("doel"), refused.chosen("cijfer")) == ("diploma-kwijt", "8")
    assert refused.comment.input_value().strip() == comment.strip()
    refused.comment.fill("Mooi.\nMaar de tekst is lang.")
    thanks = refused.choose("gevonden", "deels").finish()
    assert thanks.heading
    assert list(visitor.cookies()) == ["uitnodiging"], "who took part is not asked again, and that is all"
    assert thanks.page.locator(".invitation").count() == 0


def test_one_answer_is_enough(visitor: Visitor) -> None:
    thanks = Survey.open(visitor, "/feedback").choose("gevonden", "ja").finish()
    assert thanks.choose("cijfer", "9").choose("doel", "anders").finish().page.locator("main form").count() == 0
    assert visitor.cookies() == {}


def test_a_low_mark_asks_what_was_missing_on_a_phone(newcomer: Newcomers, way: Way) -> None:
    """Take the way with the most steps, and print how long it took; how long people take is for people to tell."""
    visitor = newcomer(way, viewport={"width": 390, "height": 844})
    began = time.monotonic()
    survey = HelpPage.open(visitor, HELP).accept().choose("gevonden", "nee").choose("cijfer", "3")
    survey.comment.press_sequentially("Mail mij op anja@voorbeeld.nl", delay=10)
    if way.has_script:
        expect(survey.page.locator(".survey__warning").first).not_to_be_empty()
        assert survey.comment.evaluate("field => field === document.activeElement"), "the warning takes no focus"
    else:
        assert survey.warning == ""
    thanks = survey.finish()
    thanks.missing.press_sequentially("De prijs.", delay=10)
    assert thanks.page.locator("main a[href$='/contact']").count() == 1, "who wants an answer is told where"
    assert thanks.finish().missing.count() == 0
    print(f"{way}: {time.monotonic() - began:.1f} s")


def test_the_question_at_the_foot(visitor: Visitor) -> None:
    thanks = HelpPage.open(visitor, HELP).tell("nee")
    survey = visitor.path("/feedback?pagina=%2Fparticulier%2Fdiploma-kwijt")
    assert {visitor.path("/contact"), visitor.path("/sitemap"), survey} <= set(thanks.ways_on())
    assert visitor.path("/sitemap") not in HelpPage.open(visitor, HELP).tell("ja").ways_on()
    assert visitor.cookies() == {}


def test_the_invitation_comes_near_when_a_reader_leaves(newcomer: Newcomers) -> None:
    page = HelpPage.open(newcomer(Way("nl", True), viewport={"width": 1280, "height": 700}), HELP).page
    near, status = page.locator(".invitation--near"), page.locator("[data-invitation] [role=status]")
    leave = "document.dispatchEvent(new MouseEvent('mouseout', {clientY: -1, bubbles: true}))"
    page.evaluate(leave)
    assert near.count() == 0, "nobody has read anything yet"
    # A page that was scrolled tells so at the next frame.
    page.evaluate(
        "scrollTo(0, document.documentElement.scrollHeight * 0.4);"
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    page.evaluate("const real = Date.now; Date.now = () => real() + 20_000; scrollTo(0, 100)")
    expect(page.locator("h1")).to_be_in_viewport()
    page.evaluate(leave)
    expect(near).to_be_in_viewport()
    assert status.inner_text()
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("Tab")
    assert near.count() == 0, "it hides nothing that has the focus"


def press_until(visitor: Visitor, key: str, selector: str, most: int = 60) -> None:
    """Press a key until something has the focus."""
    for _ in range(most):
        if visitor.page.locator(f"{selector}:focus").count():
            return
        visitor.page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {selector}")


def test_with_the_keyboard_alone(visitor: Visitor) -> None:
    HelpPage.open(visitor, HELP)
    keyboard = visitor.page.keyboard
    press_until(visitor, "Shift+Tab", ".invitation summary")
    keyboard.press("Space")
    assert not visitor.page.locator(".invitation__body").is_visible()
    keyboard.press("Enter")
    press_until(visitor, "Tab", ".invitation a.button--primary")
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    press_until(visitor, "Tab", "input[name=gevonden]")
    keyboard.press("Space")
    press_until(visitor, "Tab", "input[name=cijfer]")
    keyboard.press("Space")
    for _ in range(6):
        keyboard.press("ArrowRight")
    press_until(visitor, "Tab", "textarea")
    keyboard.type("Alles met het toetsenbord.")
    press_until(visitor, "Tab", "main form button.button--primary")
    survey = Survey(visitor)
    assert (survey.chosen("gevonden"), survey.chosen("cijfer")) == ("ja", "7")
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    assert Screen(visitor).page.url.partition("?")[0].endswith("/feedback/bedankt")
    assert list(visitor.cookies()) == ["uitnodiging"]


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_pages_that_do_not_ask(newcomer: Newcomers, way: Way) -> None:
    visitor = newcomer(way)
    for address, status in (
        ("/feedback", 200), ("/feedback/bedankt", 200), ("/inloggen", 200), ("/controle", 200), ("/uitgelogd", 200),
        ("/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=94", 422), ("/dit-bestaat-niet", 404),
    ):  # fmt: skip
        assert Screen.open(visitor, address, status).page.locator(".invitation").count() == 0, address
