"""A visitor gives an opinion in a minute, or asks not to be asked again."""

import time

import pytest

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
    assert (cookie["name"], cookie["value"]) == ("uitnodiging", "gesloten")
    assert 89 * DAY < cookie["expires"] - time.time() <= 90 * DAY
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
    assert visitor.cookies() == {}, "a survey leaves nothing behind"
    assert thanks.page.locator(".invitation").count() == 0


def test_one_answer_is_enough(visitor: Visitor) -> None:
    assert Survey.open(visitor, "/feedback").choose("gevonden", "ja").finish().heading
    assert visitor.cookies() == {}


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
    assert Screen(visitor).page.url.endswith("/feedback/bedankt")
    assert visitor.cookies() == {}


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_pages_that_do_not_ask(newcomer: Newcomers, way: Way) -> None:
    visitor = newcomer(way)
    for address, status in (
        ("/feedback", 200), ("/feedback/bedankt", 200), ("/inloggen", 200), ("/controle", 200), ("/uitgelogd", 200),
        ("/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=94", 422), ("/dit-bestaat-niet", 404),
    ):  # fmt: skip
        assert Screen.open(visitor, address, status).page.locator(".invitation").count() == 0, address
