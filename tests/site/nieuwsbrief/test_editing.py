"""Writing an issue: checked, kept by version, seen as its readers will see it."""

import pytest
from flask import Flask

from duo_site.web.site import Site
from tests.cast import KOEN
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in
from tests.site.nieuwsbrief.conftest import DRAFT, EDITORS, make_issue, send_form, send_issue, subscribe, text_of


def test_a_draft_is_written_changed_and_thrown_away(els: LookingClient) -> None:
    address = make_issue(els)
    assert make_issue(els) == address, "sent twice makes one"
    page = els.page(address)
    assert "Zoek op of uw diploma" in text_of(page)
    assert page.xpath("//div[@class='uitgave']//a/@href") == ["/diplomahulp"]
    assert "https://duo.test/diplomahulp" in page.xpath("string(//div[contains(@class, 'uitgave--text')])")
    kept = send_form(els, f"{address}/wijzigen", versie="1", doe="bewaren", **{**DRAFT, "titel": "Anders"})
    assert kept == EDITORS
    assert "Anders" in text_of(els.page(EDITORS))
    assert send_form(els, f"{address}/weggooien") == EDITORS
    assert els.get(address).status_code == 404


def test_two_editors_lose_nothing(els: LookingClient) -> None:
    address = make_issue(els)
    change = f"{address}/wijzigen"
    assert send_form(els, change, versie="1", **{**DRAFT, "titel": "Van Els"}) == address
    token = els.page(change).xpath("string(//input[@name='csrf_token']/@value)")
    answer = els.post(change, data={"csrf_token": token, "versie": "1", **{**DRAFT, "titel": "Van een ander"}})
    assert answer.status_code == 409
    assert "Van Els" in answer.text
    assert "Van een ander" in answer.text
    assert send_form(els, change, versie="2", **{**DRAFT, "titel": "Van een ander"}) == address


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"titel": ""}, ["titel"]),
        ({"onderwerpen": []}, ["onderwerpen"]),
        ({"kop_1": "", "tekst_1": "", "link_1": ""}, ["kop_1"]),
        ({"kop_3": "Een kop zonder tekst"}, ["tekst_3"]),
        ({"link_1": "/bestaat-niet"}, ["link_1"]),
        ({"link_1": "/mijn-diplomas"}, ["link_1"]),
        ({"link_1": "/en/diplomahulp"}, ["link_1"]),
        ({"link_1": "//kwaad.test"}, ["link_1"]),
        ({"link_1": "http://voorbeeld.nl"}, ["link_1"]),
        ({"link_1": "javascript:alert(1)"}, ["link_1"]),
        ({"link_1": "https://" + "a" * 300 + ".nl"}, ["link_1"]),
        ({"titel": "x" * 121}, ["titel"]),
        ({"taal": "fr"}, ["taal"]),
    ],
    ids=str,
)
def test_what_cannot_go_is_said_at_its_field(els: LookingClient, changes: dict[str, object], fields: list[str]) -> None:
    token = els.page(f"{EDITORS}/nieuw").xpath("string(//input[@name='csrf_token']/@value)")
    data = {"csrf_token": token, "versie": "0", "sleutel": "een", **DRAFT, **changes}
    answer = els.post(f"{EDITORS}/nieuw", data=data)
    assert answer.status_code == 422
    assert [f'id="{field}-fout"' in answer.text for field in fields] == [True] * len(fields)


def test_a_draft_may_be_unfinished(els: LookingClient) -> None:
    assert send_form(els, f"{EDITORS}/nieuw", versie="0", sleutel="half", taal="nl", doe="bewaren") == EDITORS


def test_a_trial_goes_to_one_address_and_ends_nobodys_subscription(
    els: LookingClient, client: LookingClient, site: Site
) -> None:
    subscribe(client, site)
    address = make_issue(els, taal="en", link_1="https://voorbeeld.nl/x")
    assert send_form(els, f"{address}/proef", email="geen adres") == "422"
    assert send_form(els, f"{address}/proef", email="els@voorbeeld.invalid") == address
    [letter] = deliver(site)
    assert (letter["To"], letter["Content-Language"]) == ("els@voorbeeld.invalid", "en")
    assert letter["List-Unsubscribe"] is None
    body, page = letter.get_body(("plain",)), letter.get_body(("html",))
    assert body is not None
    assert page is not None
    assert "https://voorbeeld.nl/x" in str(body.get_content())
    assert "https://duo.test/en/nieuwsbrief" in str(body.get_content())
    assert "<img" not in str(page.get_content())
    assert '<html lang="en">' in str(page.get_content())


def test_an_issue_that_was_sent_changes_no_more(els: LookingClient, client: LookingClient, site: Site) -> None:
    subscribe(client, site)
    address = make_issue(els)
    assert send_issue(els, address) == address
    assert els.get(f"{address}/wijzigen").status_code == 302
    assert send_form(els, f"{address}/wijzigen", versie="2", **{**DRAFT, "titel": "Te laat"}) == EDITORS
    assert send_form(els, f"{address}/weggooien") == EDITORS
    assert "Te laat" not in text_of(els.page(address))


def test_who_answers_zaken_does_not_make_the_nieuwsbrief(app: Flask, els: LookingClient) -> None:
    address = make_issue(els)
    koen = client_of(app)
    log_in(koen, KOEN)
    for place in (EDITORS, f"{EDITORS}/nieuw", address, f"{address}/wijzigen", f"{address}/versturen"):
        assert koen.get(place).status_code == 403
        assert els.get(place).status_code == 200
