"""From subscribing to one click: a reader, an editor who writes, tries and sends, and the mail in between."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Response

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin, Visitor
from tests.journeys.pages.nieuwsbrief import (
    Asked,
    Change,
    Confirmed,
    IssuePage,
    Issues,
    Leave,
    Mailbox,
    Sending,
    Subscribe,
    ToConfirm,
    Writing,
)
from tests.journeys.pages.own import AccountScreen
from tests.journeys.pages.visitor import Screen
from tests.journeys.processes import RunningSite
from tests.journeys.test_every_page import find_invalid, look_at_all_widths

pytestmark = pytest.mark.xdist_group("browser")

_START = "/nieuwsbrief"
_EDITORS = "/redactie/nieuwsbrief"
_WAYS = [Way("nl", True), Way("nl", False), Way("en", True)]


def newest_to(site: RunningSite, address: str) -> EmailMessage:
    """Read the newest message to somebody from the folder of the demonstration."""
    files = sorted((site.instance / "post").glob("*.eml"))
    letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return next(letter for letter in reversed(letters) if letter["To"] == address)


def subscribe(reader: Visitor, email: str, topic: str) -> Confirmed:
    """Ask for the nieuwsbrief and say yes in the letter."""
    Subscribe.open(reader, _START).fill_in(email, topic, reader.language).send(Asked)
    letter = Mailbox.open(reader, "/demonstratie/post").wait_for(email, "/bevestigen/")
    return letter.follow_link("bevestigen", ToConfirm).send(Confirmed)


@pytest.mark.parametrize("way", _WAYS, ids=str)
def test_a_reader_gets_what_an_editor_sends_and_leaves_with_one_click(
    newcomer: Newcomers, way: Way, running_site: RunningSite
) -> None:
    reader, els = newcomer(way), newcomer(way)
    email, title = f"lezer-{way}@voorbeeld.invalid", f"Nieuws {way}"
    subscribe(reader, email, "hoger-onderwijs")
    start = DemoLogin.open(els, "medewerker").log_in_as("Els", AccountScreen)
    writing = start.follow(_EDITORS, Issues).follow(f"{_EDITORS}/nieuw", Writing)
    writing.fill_in(way.language, "hoger-onderwijs", titel=title)
    writing.keep(Writing).require_errors("kop_1")
    writing.fill_in(way.language, "hoger-onderwijs", kop_1="Diplomahulp", tekst_1="Zoek het op.", link_1="/diplomahulp")
    issue = writing.keep(IssuePage)
    assert "Zoek het op." in issue.text
    issue.try_out(f"els-{way}@voorbeeld.invalid")
    Mailbox.open(reader, "/demonstratie/post").wait_for(f"els-{way}@voorbeeld.invalid", title)
    sent = issue.to_send().agree()
    Mailbox.open(reader, "/demonstratie/post").wait_for(email, title, "/afmelden/")
    assert sent.link(f"/nieuwsbrief/archief/{sent.number}").count() == 1
    assert reader.cookies() == {}, "a reader gets no cookie"
    leave = str(newest_to(running_site, email)["List-Unsubscribe"]).strip("<>")
    body, headers = {"List-Unsubscribe": "One-Click"}, {"Origin": "https://webmail.invalid"}
    assert requests.post(leave, data=body, headers=headers, timeout=10, allow_redirects=False).status_code == 200
    gone = Mailbox.open(reader, "/demonstratie/post").follow_link("afmelden", Leave)
    assert gone.page.locator("main form").count() == 0, "there is nothing to end any more"


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_with_the_keyboard_alone(visitor: Visitor) -> None:
    Subscribe.open(visitor, _START)
    keys = visitor.page.keyboard
    visitor.page.locator("#onderwerpen-0").focus()
    keys.press("Space")
    for _ in range(5):
        keys.press("Tab")
    for key in ("ArrowDown", "Tab"):
        keys.press(key)
    keys.type("toets@voorbeeld.invalid")
    with visitor.page.expect_navigation():
        keys.press("Enter")
    Asked(visitor)


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_the_pages_on_the_way_have_no_findings(newcomer: Newcomers, way: Way, tmp_path: Path) -> None:
    reader, els = newcomer(way), newcomer(way)
    sources: dict[str, bytes] = {}
    findings: list[str] = []

    def keep(answer: Response) -> None:
        if "text/html" in answer.headers.get("content-type", "") and answer.status < 500 and answer.status // 100 != 3:
            sources[f"{len(sources)} {answer.url}"] = answer.body()

    def look(screen: Screen) -> None:
        findings.extend(look_at_all_widths(screen.visitor))

    for visitor in (reader, els):
        visitor.page.on("response", keep)
    form = Subscribe.open(reader, _START)
    look(form.send(Subscribe))
    form.require_errors("onderwerpen", "email")
    email = f"kijk-{way}@voorbeeld.invalid"
    look(form.fill_in(email, "primair-onderwijs", way.language).send(Asked))
    mailbox = Mailbox.open(reader, "/demonstratie/post").wait_for(email, "/bevestigen/")
    confirm = mailbox.follow_link("bevestigen", ToConfirm)
    look(confirm)
    look(confirm.send(Confirmed))
    Subscribe.open(reader, _START).fill_in(email, "primair-onderwijs", way.language).send(Asked)
    mailbox = Mailbox.open(reader, "/demonstratie/post").wait_for(email, "/wijzigen/")
    look(mailbox.follow_link("wijzigen", Change))
    look(Mailbox.open(reader, "/demonstratie/post").follow_link("afmelden", Leave))
    DemoLogin.open(els, "medewerker").log_in_as("Els", AccountScreen)
    look(Issues.open(els, _EDITORS))
    writing = Writing.open(els, f"{_EDITORS}/nieuw")
    look(writing.keep(Writing))
    issue = writing.fill_in(way.language, "primair-onderwijs", titel="Kijk", kop_1="Kop", tekst_1="Tekst").keep(
        IssuePage
    )
    look(issue)
    sending = issue.to_send()
    look(sending)
    look(sending.send(Sending))
    look(sending.agree())
    assert not findings, "\n".join(findings)
    assert len(sources) > 12
    wrong = find_invalid({name: page for name, page in sources.items() if "/digid" not in name}, tmp_path)
    assert not wrong, "\n".join(wrong)
