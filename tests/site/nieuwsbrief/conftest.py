"""Subscribers, issues and editors."""

from email.message import EmailMessage

import pytest
from flask import Flask
from lxml import html

from duo_site.commands.jobs import all_handlers
from duo_site.jobs import Worker
from duo_site.nieuwsbrief.service import JOB_KIND
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.builders import BASE_URL
from tests.cast import ELS
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in

START = "/nieuwsbrief"
EDITORS = "/redactie/nieuwsbrief"
WISH = {"email": "ivo@voorbeeld.invalid", "onderwerpen": ["hoger-onderwijs"], "taal": "nl"}
DRAFT = {
    "titel": "Nieuws voor de zomer",
    "taal": "nl",
    "onderwerpen": ["hoger-onderwijs"],
    "inleiding": "Dit is er nieuw.",
    "kop_1": "Diplomahulp is er",
    "tekst_1": "Zoek op of uw diploma in het register staat.",
    "link_1": "/diplomahulp",
}


@pytest.fixture
def els(app: Flask) -> LookingClient:
    """Give a client with which an editor is logged in."""
    made = client_of(app)
    log_in(made, ELS)
    return made


def link_in(letter: EmailMessage, word: str) -> str:
    """Give the path of the link in a letter that holds a word."""
    body = letter.get_body(("plain",))
    assert body is not None
    lines = str(body.get_content()).split()
    return next(line for line in lines if line.startswith(BASE_URL) and f"/{word}/" in line).removeprefix(BASE_URL)


def subscribe(client: LookingClient, site: Site, **wish: object) -> EmailMessage:
    """Ask for the nieuwsbrief, confirm it as the mailbox would, and give the letter."""
    assert client.post(START, data={**WISH, **wish}).status_code == 303
    [letter] = deliver(site)
    assert client.post(link_in(letter, "bevestigen")).status_code == 303
    return letter


def send_form(client: LookingClient, address: str, **fields: object) -> str:
    """Send a form behind login with its token; gives the Location, or the status of a page that stays."""
    page = client.page(EDITORS + "/nieuw")
    token = page.xpath("string(//input[@name='csrf_token']/@value)")
    answer = client.post(address, data={"csrf_token": token, **fields})
    return answer.headers.get("Location", str(answer.status_code))


def make_issue(els: LookingClient, **changes: object) -> str:
    """Write an issue and give its address."""
    return send_form(els, EDITORS + "/nieuw", versie="0", sleutel="een", **{**DRAFT, **changes})


def send_issue(els: LookingClient, address: str) -> str:
    """Say yes to sending an issue as it stands."""
    version = els.page(f"{address}/versturen").xpath("string(//input[@name='versie']/@value)")
    return send_form(els, f"{address}/versturen", versie=version, akkoord="y")


def run_mailing(app: Flask) -> None:
    """Do the jobs of the nieuwsbrief that wait now."""
    site: Site = app.extensions["duo"]
    worker = Worker(site.engine, {JOB_KIND: all_handlers(app)[JOB_KIND]}, now)
    while worker.run_one():
        pass


def text_of(page: html.HtmlElement) -> str:
    """Give what the main part of a page says."""
    return " ".join(page.xpath("//main")[0].text_content().split())
