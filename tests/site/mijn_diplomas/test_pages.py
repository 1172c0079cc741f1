"""What a diplomahouder sees: his own diplomas, and never those of another."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from duo_site.web.site import Site
from tests.cast import ANJA, BRAM, FENNA, GIJS
from tests.site.client import LookingClient
from tests.site.conftest import log_in
from tests.site.mijn_diplomas.conftest import Deliver, diplomas_of, row_of

HBO: dict[str, Any] = {
    "soort": "hbo",
    "profiel": "",
    "opleidingscode": "34560",
    "document": "getuigschrift",
    "opleiding": "Bachelor Tuin",
    "behaald_op": "2010-07-02",
    "niveau_nlqf": "6",
    "cijfers": [],
}


@contextmanager
def counted_queries(engine: Engine) -> Iterator[list[str]]:
    """Count the queries of a block."""
    queries: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        queries.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_the_list_stands_under_headings_newest_first(client: LookingClient, site: Site, deliver: Deliver) -> None:
    deliver(row_of(ANJA), row_of(ANJA, 2, **HBO), row_of(ANJA, 3, **HBO | {"behaald_op": "2012-07-02"}), row_of(FENNA))
    log_in(client, ANJA)
    page = client.page("/mijn-diplomas")
    headings = [heading.text_content().strip() for heading in page.xpath("//main//section/h2")]
    assert headings[:2] == ["Hoger onderwijs", "Voortgezet onderwijs"]
    assert len(page.xpath("//main//li//a[starts-with(@href, '/mijn-diplomas/')]")) == 3
    assert "Wij kennen 3 diploma's van u." in page.text_content()
    assert client.get("/mijn-diplomas").headers["Cache-Control"] == "no-store"
    assert client.get("/mijn-diplomas/").status_code == 200


def test_the_list_in_english_keeps_its_language(client: LookingClient, deliver: Deliver) -> None:
    deliver(row_of(ANJA))
    log_in(client, ANJA)
    page = client.page("/en/mijn-diplomas")
    assert page.get("lang") == "en"
    (link,) = page.xpath("//main//li//a[starts-with(@href, '/en/mijn-diplomas/')]/@href")
    assert client.page(link).get("lang") == "en"


def test_no_diploma_is_explained_with_a_way_on(client: LookingClient) -> None:
    log_in(client, GIJS)
    page = client.page("/mijn-diplomas")
    assert "Wij kennen nog geen diploma van u" in page.text_content()
    links = page.xpath("//main//a/@href")
    assert {"/diplomahulp", "/particulier/nieuw-diploma-nog-niet-zichtbaar"} <= set(links)
    assert "U hebt nog geen uittreksels gemaakt" in client.page("/mijn-diplomas/uittreksels").text_content()


def test_one_and_three_diplomas_take_the_same_queries(client: LookingClient, site: Site, deliver: Deliver) -> None:
    deliver(row_of(ANJA), row_of(FENNA), row_of(FENNA, 2, **HBO), row_of(FENNA, 3))
    taken = {}
    for person in (ANJA, FENNA):
        log_in(client, person)
        client.page("/mijn-diplomas")
        for address in ("/mijn-diplomas", "/mijn-diplomas/uittreksels"):
            with counted_queries(site.engine) as queries:
                client.page(address)
            taken[person.key, address] = sum("FROM diploma" in query for query in queries), len(queries)
    assert taken["anja", "/mijn-diplomas"] == taken["fenna", "/mijn-diplomas"]
    assert taken["anja", "/mijn-diplomas/uittreksels"] == taken["fenna", "/mijn-diplomas/uittreksels"]


def test_a_diploma_shows_what_the_register_holds(client: LookingClient, site: Site, deliver: Deliver) -> None:
    deliver(row_of(ANJA))
    log_in(client, ANJA)
    (diploma,) = diplomas_of(site, ANJA)
    page = client.page(f"/mijn-diplomas/{diploma.public_id}")
    text = page.text_content()
    for wanted in ("Anja Maria de Vries", "14 maart 1988", "Natuur en gezondheid", "15 juni 2006", "NLQF 4+", "7,1"):
        assert wanted in text, wanted
    assert "999990019" not in text
    assert [cell.text_content() for cell in page.xpath("//tbody/tr[2]/*")] == ["Fries", "8", "–", "8"]
    assert not page.xpath("//input[@name='cijferlijst']"), "voortgezet onderwijs always has its cijferlijst"
    assert "7.1" in client.page(f"/en/mijn-diplomas/{diploma.public_id}").text_content()


def test_a_withdrawn_diploma_is_explained(client: LookingClient, site: Site, deliver: Deliver) -> None:
    deliver(row_of(ANJA))
    deliver({"levering": "98CD-anja-1", "ingetrokken": True})
    log_in(client, ANJA)
    (diploma,) = diplomas_of(site, ANJA)
    page = client.page(f"/mijn-diplomas/{diploma.public_id}")
    assert "Dit diploma is ingetrokken" in page.text_content()
    assert not page.xpath("//form[contains(@action, '/uittreksel')]")
    assert "ingetrokken" in client.page("/mijn-diplomas").text_content()


def test_the_diploma_of_another_does_not_exist(client: LookingClient, site: Site, deliver: Deliver) -> None:
    deliver(row_of(ANJA), row_of(FENNA))
    (of_fenna,) = diplomas_of(site, FENNA)
    log_in(client, ANJA)
    for address in (of_fenna.public_id, "x" * 22, "1", "../", "a" * 3000):
        assert client.get(f"/mijn-diplomas/{address}").status_code == 404, address


@pytest.mark.parametrize("address", ["", "/abc", "/uittreksels", "/uittreksels/1", "/uittreksels/1/bestand"])
def test_who_is_no_diplomahouder_gets_nothing(client: LookingClient, address: str) -> None:
    assert client.get(f"/mijn-diplomas{address}").status_code == 302
    log_in(client, BRAM)
    assert client.get(f"/mijn-diplomas{address}").status_code == 403
