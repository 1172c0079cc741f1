"""The invitation: by a rule, without cookie for who never closed it, at most twice."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from lxml import html

from tests.cast import ANJA
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in

HELP = "/particulier/uittreksel"
FORM = "//form[contains(@action, '/feedback/uitnodiging')]"
ANSWERED = "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=2015"
MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def close(client: LookingClient) -> Any:
    answer = client.post("/feedback/uitnodiging", data={"terug": HELP})
    client.keep_cookie(answer)
    return answer


def is_invited(client: LookingClient, address: str = HELP) -> bool:
    return bool(client.page(address).xpath(FORM))


@pytest.mark.parametrize(
    ("back", "target"),
    [
        (HELP, HELP),
        ("/en/zoeken?q=vae", "/en/zoeken?q=vae"),
        ("https://elders.example/", "/"),
        ("//elders.example", "/"),
        ("/\\elders.example", "/"),
        ("", "/"),
    ],
)
def test_closing_goes_back_to_our_own_page(client: LookingClient, back: str, target: str) -> None:
    answer = client.post("/feedback/uitnodiging", data={"terug": back})
    assert (answer.status_code, answer.headers["Location"]) == (303, target)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert re.match(r"uitnodiging=1\.\d{4}-\d\d-\d\d;", cookie)
    for part in ("Secure", "HttpOnly", "Path=/", "Max-Age=34560000", "SameSite=Lax"):
        assert re.search(rf"; {re.escape(part)}(;|$)", cookie), part


def test_the_invitation_leads_to_the_survey_about_this_page(client: LookingClient) -> None:
    page = client.page(f"{HELP}?van=home")
    (action,) = page.xpath("//a[normalize-space()='Ja, ik doe mee']/@href")
    assert action == "/feedback?pagina=%2Fparticulier%2Fuittreksel&taak=pagina&uitnodiging=ja"
    assert page.xpath(f"{FORM}/@method") == ["post"]
    assert page.xpath(f"{FORM}//input[@name='terug']/@value") == [f"{HELP}?van=home"]
    assert page.xpath("//details[@open]/summary")
    assert page.xpath(f"{FORM}//button[normalize-space()='Nee, dank u']")


def test_the_invitation_comes_after_the_content_and_takes_no_focus(client: LookingClient) -> None:
    page = client.page(HELP)
    assert page.xpath("//main/following-sibling::section[contains(@class, 'invitation')]")
    assert not page.xpath("//*[@autofocus]")
    assert page.xpath("string(//*[@data-invitation]//*[@role='status'])") == "", "only a script has something to say"


def test_each_visitor_gets_the_same_bytes(app: Flask) -> None:
    for address in (HELP, "/", ANSWERED, "/feedback?pagina=/contact", "/feedback/paginavoet?antwoord=nee&pagina=/"):
        first = client_of(app).get(address, headers={"X-Forwarded-For": "192.0.2.1", "User-Agent": "Een/1"})
        second = client_of(app).get(address, headers={"X-Forwarded-For": "198.51.100.7", "User-Agent": "Twee/2"})
        assert first.data == second.data
        assert "Set-Cookie" not in first.headers


def test_the_page_of_one_is_not_shown_to_another(app: Flask) -> None:
    closer, other = client_of(app), client_of(app)
    assert is_invited(closer)
    close(closer)
    assert not is_invited(closer)
    assert is_invited(other)


def test_silence_of_90_days_and_never_a_third_time(app: Flask, client: LookingClient) -> None:
    for days, expected in ((0, True), (89, False), (90, True), (181, False), (9000, False)):
        with time_machine.travel(MOMENT + timedelta(days=days), tick=False):
            app.extensions["duo"].empty_page_cache()
            assert is_invited(client) is expected, f"after {days} days"
            if expected:
                close(client)


def test_a_cookie_of_before_still_silences(client: LookingClient) -> None:
    client.set_cookie("uitnodiging", "gesloten", domain="duo.test", secure=True)
    assert not is_invited(client)
    assert close(client).headers["Set-Cookie"].startswith("uitnodiging=2.9999-12-31;")


@pytest.mark.parametrize("value", ["open", "1.2026-99-99", "1.", "0.2099-01-01", "\xff"])
def test_nonsense_in_the_cookie_is_no_closed_invitation(client: LookingClient, value: str) -> None:
    with client.application.test_request_context(HELP, headers={"Cookie": f"uitnodiging={value}"}):
        text = client.application.extensions["duo-templates"]["nl"].globals["ask_after"]("pagina")
    assert html.fromstring(text).xpath(FORM)


def test_taking_part_by_invitation_silences_and_by_oneself_sets_no_cookie(client: LookingClient) -> None:
    (address,) = client.page(HELP).xpath("//a[normalize-space()='Ja, ik doe mee']/@href")
    fields = {
        one.get("name"): one.get("value", "") for one in client.page(address).xpath("//main//input[@type='hidden']")
    }
    answer = client.post("/feedback", data={**fields, "gevonden": "ja"})
    assert answer.headers["Set-Cookie"].startswith("uitnodiging=1.")
    assert "Set-Cookie" not in client.post("/feedback", data={"gevonden": "ja"}).headers


@pytest.mark.parametrize("address", ["/feedback", "/feedback/bedankt", "/diplomahulp", "/controle", "/inloggen"])
def test_no_invitation_where_somebody_is_busy_or_done(client: LookingClient, address: str) -> None:
    assert not is_invited(client, address)


def test_after_a_task_the_invitation_names_it(client: LookingClient) -> None:
    (address,) = client.page(ANSWERED).xpath("//a[normalize-space()='Ja, ik doe mee']/@href")
    assert address == "/feedback?pagina=%2Fdiplomahulp&taak=diplomahulp&uitnodiging=ja"
    answer = client.send_file("/controle", b"%PDF-1.7 niets")
    checked = html.fromstring(answer.get_data(as_text=True))
    (address,) = checked.xpath("//a[normalize-space()='Ja, ik doe mee']/@href")
    assert address == "/feedback?pagina=%2Fcontrole&taak=controle&uitnodiging=ja"
    assert checked.xpath(f"{FORM}//input[@name='terug']/@value") == ["/controle"]


def test_pages_behind_login_ask_for_nothing_but_after_an_uittreksel(client: LookingClient) -> None:
    log_in(client, ANJA)
    page = client.page("/mijn-diplomas")
    assert not page.xpath(FORM)
    assert not page.xpath("//form[contains(@action, '/feedback/paginavoet')]")
