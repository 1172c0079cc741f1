"""The question at the foot of each public page."""

import pytest
from flask import Flask
from sqlalchemy import select

from duo_site.database import reading_session
from duo_site.feedback.models import SurveyAnswerRow, SurveyTotalRow
from duo_site.web.site import Site
from tests.site.client import LookingClient

FORM = "//form[contains(@action, '/feedback/paginavoet')]"


def stored(site: Site) -> list[SurveyAnswerRow]:
    with reading_session(site.engine) as session:
        return list(session.scalars(select(SurveyAnswerRow)))


@pytest.mark.parametrize(
    "address", ["/", "/particulier/uittreksel", "/diplomahulp", "/controle", "/contact", "/inloggen", "/en/privacy"]
)
def test_each_public_page_asks_at_its_foot(client: LookingClient, address: str) -> None:
    (form,) = client.page(address).xpath(FORM)
    assert form.xpath(".//button[@name='gevonden']/@value") == ["ja", "nee"]
    assert form.xpath(".//input[@name='pagina']/@value") == [address.removeprefix("/en")]
    assert form.xpath("ancestor::section/preceding-sibling::main")


@pytest.mark.parametrize("address", ["/feedback", "/feedback/bedankt", "/feedback/paginavoet"])
def test_a_page_that_asks_itself_has_none(client: LookingClient, address: str) -> None:
    assert not client.page(address).xpath(FORM)


def test_an_error_page_has_none(client: LookingClient) -> None:
    assert not client.page("/bestaat-niet", status=404).xpath(FORM)


@pytest.mark.parametrize("found", ["ja", "nee"])
def test_one_click_is_an_answer_and_leads_to_thanks(client: LookingClient, site: Site, found: str) -> None:
    sent = {"gevonden": found, "pagina": "/contact", "taak": "pagina", "onderwerp": ""}
    answer = client.post("/feedback/paginavoet", data=sent)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (303, False)
    page = client.page(answer.headers["Location"])
    links = page.xpath("//main//a/@href")
    assert "/feedback?pagina=%2Fcontact" in links
    assert "/contact" in links
    assert ("/sitemap" in links) is (found == "nee")
    (row,) = stored(site)
    assert (row.kind, row.task, row.page, row.gevonden, row.state) == (
        "paginavoet",
        "pagina",
        "/contact",
        found,
        "geteld",
    )
    with reading_session(site.engine) as session:
        (total,) = session.scalars(select(SurveyTotalRow))
    assert (total.answers, total.complete, total.ja, total.nee) == (1, 1, int(found == "ja"), int(found == "nee"))


@pytest.mark.parametrize("sent", [{}, {"gevonden": "deels"}, {"gevonden": "x" * 500}])
def test_nonsense_leads_to_the_survey(client: LookingClient, site: Site, sent: dict[str, str]) -> None:
    answer = client.post("/feedback/paginavoet", data=sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/feedback")
    assert stored(site) == []


def test_a_foreign_page_and_task_are_dropped(app: Flask, client: LookingClient, site: Site) -> None:
    sent = {"gevonden": "ja", "pagina": "https://elders.example/", "taak": "x"}
    assert client.post("/feedback/paginavoet", data=sent).status_code == 303
    (row,) = stored(site)
    assert (row.page, row.task) == ("", "pagina")
    shown = client.page("/feedback/paginavoet", query_string={"antwoord": "nee", "pagina": "//elders.example"})
    assert not [link for link in shown.xpath("//main//a/@href") if "elders" in link]


def test_a_program_that_fills_in_the_hidden_field_is_thanked_and_forgotten(client: LookingClient, site: Site) -> None:
    sent = {"gevonden": "ja", "pagina": "/contact", "onderwerp": "Koop nu"}
    assert client.post("/feedback/paginavoet", data=sent).status_code == 303
    assert stored(site) == []
