"""Editors change texts: saved, checked, published and taken back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from lxml import html

from duo_site.audit import AuditLine
from duo_site.database import reading_session
from duo_site.demo.people import ELS, DemoPerson
from duo_site.web.site import Site
from duo_site.wording.domain import TextKey
from tests.cast import ANJA, BRAM, KOEN
from tests.site.client import LookingClient
from tests.site.conftest import client_of, empty, log_in

NOOR: DemoPerson = replace(ELS, key="noor", first_names="Noor", subject="mw-noor")
MENU = TextKey("Diplomahulp").digest
TEXT = f"/redactie/vertalingen/nl/{MENU}"


@pytest.fixture(autouse=True)
def own_texts(app: Flask, site: Site) -> Iterator[None]:
    """Leave the texts of the program to the next test."""
    site.follow_texts()
    yield
    empty(app)
    site.follow_texts()


@pytest.fixture
def els(client: LookingClient) -> LookingClient:
    log_in(client, ELS)
    return client


def send(client: LookingClient, address: str, form_of: str = "", **fields: str) -> tuple[int, html.HtmlElement]:
    """Fill in the form of a page (its address where it is another than that of the form) and send it."""
    page = client.page(form_of or address)
    hidden = {
        str(one.get("name")): str(one.get("value"))
        for one in page.xpath("//main//form[@method='post'][1]//input[@type='hidden']")
    }
    answer = client.post(address, data={**hidden, **fields})
    body = answer.get_data(as_text=True)
    return answer.status_code, html.fromstring(body)


def publish(client: LookingClient) -> int:
    return send(client, "/redactie/vertalingen/publiceren")[0]


def menu_of(client: LookingClient) -> str:
    return str(client.page("/contact").xpath("string(//header//a[@href='/diplomahulp'])"))


def test_a_text_is_saved_published_and_seen(els: LookingClient) -> None:
    assert send(els, TEXT, een="Diplomawijzer")[0] == 303
    assert menu_of(els) == "Diplomahulp"
    page = els.page("/redactie/vertalingen/publiceren")
    assert "Diplomawijzer" in page.text_content()
    assert publish(els) == 303
    assert menu_of(els) == "Diplomawijzer"
    status, _ = send(els, "/redactie/vertalingen/versies/0/terug", form_of="/redactie/vertalingen/versies")
    assert status == 303
    assert menu_of(els) == "Diplomahulp"


def test_every_act_stands_in_the_audit_log(els: LookingClient, site: Site) -> None:
    send(els, TEXT, een="Diplomawijzer")
    publish(els)
    with reading_session(site.engine) as session:
        acts = [(line.action, line.target) for line in session.query(AuditLine) if line.action.startswith("tekst")]
    assert acts == [("tekst-bewaren", f"tekst/nl/{MENU}"), ("teksten-publiceren", "teksten/1")]


@pytest.mark.parametrize(
    "text",
    ["", " ", "<script>alert(1)</script>", 'x" onmouseover="y', "100% hulp", "%(naam)s", "\u202ehulp", "x" * 100_000],
)
def test_what_breaks_a_page_is_refused_and_kept_on_the_screen(els: LookingClient, text: str) -> None:
    status, page = send(els, TEXT, een=text)
    assert status == 422
    assert page.xpath("//*[@id='een-fout']")
    assert page.xpath("string(//textarea[@id='een'])").strip() == text.strip()
    assert "niets te publiceren" in els.page("/redactie/vertalingen/publiceren").text_content()


def test_what_reads_badly_needs_a_reason(els: LookingClient) -> None:
    status, page = send(els, TEXT, een="Zoek je diploma")
    assert status == 422
    assert page.xpath("//*[@id='reden-fout']")
    assert send(els, TEXT, een="Zoek je diploma", reden="Dit staat in een citaat.")[0] == 303
    assert "Dit staat in een citaat." in els.page(TEXT).text_content()


def test_two_editors_see_each_others_text(app: Flask, els: LookingClient) -> None:
    noor = client_of(app)
    log_in(noor, NOOR)
    stale = {
        str(one.get("name")): str(one.get("value"))
        for one in noor.page(TEXT).xpath("//main//form//input[@type='hidden']")
    }
    send(els, TEXT, een="Diplomawijzer")
    answer = noor.post(TEXT, data={**stale, "een": "Diplomazoeker"})
    assert answer.status_code == 409
    page = html.fromstring(answer.get_data(as_text=True))
    assert "Diplomawijzer" in page.text_content()
    assert page.xpath("string(//textarea[@id='een'])").strip() == "Diplomazoeker"
    again = {str(one.get("name")): str(one.get("value")) for one in page.xpath("//main//form//input[@type='hidden']")}
    assert noor.post(TEXT, data={**again, "een": "Diplomazoeker"}).status_code == 303


def test_who_publishes_after_another_looks_again(app: Flask, els: LookingClient) -> None:
    send(els, TEXT, een="Diplomawijzer")
    review = "/redactie/vertalingen/publiceren"
    stale = {str(one.get("name")): str(one.get("value")) for one in els.page(review).xpath("//main//form//input")}
    assert publish(els) == 303
    send(els, TEXT, een="Diplomazoeker")
    assert els.post(review, data=stale).status_code == 409
    assert menu_of(els) == "Diplomawijzer"


@pytest.mark.parametrize("query", ["taal=xx", "staat=onzin", "pagina=x", f"q={'a' * 101}"])
def test_odd_addresses_are_refused(els: LookingClient, query: str) -> None:
    assert els.get(f"/redactie/vertalingen?{query}").status_code == 422


def test_the_list_is_searched_and_filtered(els: LookingClient) -> None:
    def listed(query: str) -> list[str]:
        page = els.page(f"/redactie/vertalingen?{query}")
        return [str(text) for text in page.xpath("//tbody//th/a/text()")]

    assert len(listed("taal=nl")) == 50
    assert "Diplomahulp" in listed("taal=nl&q=diplomaHULP")
    assert listed("taal=nl&staat=gewijzigd") == []
    send(els, TEXT, een="Diplomawijzer")
    assert listed("taal=nl&staat=niet-gepubliceerd") == ["Diplomahulp"]
    assert els.get("/redactie/vertalingen?taal=nl&pagina=999").status_code == 404
    assert els.get("/redactie/vertalingen/nl/onbekend").status_code == 404
    assert els.get(f"/redactie/vertalingen/xx/{MENU}").status_code == 404


@pytest.mark.parametrize("person", [ANJA, BRAM, KOEN])
def test_others_may_not(client: LookingClient, person: DemoPerson) -> None:
    log_in(client, person)
    client.page("/redactie/vertalingen", status=403)
    client.page(TEXT, status=403)


def test_who_only_translates_is_not_led_to_publishing(app: Flask) -> None:
    noor = client_of(app)
    log_in(noor, replace(NOOR, groups=("redactie", "vertalen")))
    page = noor.page("/redactie/vertalingen")
    assert not page.xpath("//main//a[contains(@href, 'publiceren') or contains(@href, 'versies')]")
    noor.page("/redactie/vertalingen/publiceren", status=403)


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "x", "\u0663", "1e3"])
def test_a_number_that_no_page_wrote_changes_nothing(els: LookingClient, number: str) -> None:
    assert send(els, TEXT, een="Diplomawijzer")[0] == 303
    assert send(els, TEXT, een="Diplomazoeker", versie=number)[0] == 409
    assert send(els, "/redactie/vertalingen/publiceren", nummer=number)[0] == 409
    assert menu_of(els) == "Diplomahulp"
