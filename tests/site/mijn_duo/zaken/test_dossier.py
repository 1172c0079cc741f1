"""The dossier, the agency and who may see what: the raadpleger reads all, Driss nothing."""

import pytest
from flask import Flask

from duo_site.database import writing_session
from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.models import RoltoekenningRow
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.cast import BRAM, HANNA
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give, send, tokens_of
from tests.site.mijn_duo.zaken.conftest import (
    PDF,
    ZAKEN,
    attach,
    hand_in,
    mail_of,
    new_draft,
    new_zaak,
    rows_of,
    send_form,
)

REDACTIE = "/redactie/zaken"


def answer(koen: LookingClient, number: str, **fields: object) -> int:
    given = {"status": "", "antwoord": "Wij hebben uw opgave gelezen.", **fields}
    return send(koen, f"{REDACTIE}/{number}", f"{REDACTIE}/{number}", **given).status_code


def test_an_answer_of_the_agency_reaches_the_onderwijsinstelling(
    bram: LookingClient, koen: LookingClient, site: Site
) -> None:
    number = new_zaak(bram)
    assert number in koen.get(REDACTIE).get_data(as_text=True)
    seen = {**tokens_of(koen.page(f"{REDACTIE}/{number}")), "status": "toegekend"}
    given = {**seen, "antwoord": "Wij hebben uw opgave gelezen."}
    assert send_form(koen, f"{REDACTIE}/{number}", given, PDF, "besluit.pdf").status_code == 303
    text = bram.get(f"{ZAKEN}/{number}").get_data(as_text=True)
    assert "Toegekend" in text
    assert "Wij hebben uw opgave gelezen." in text
    assert "besluit.pdf" in text
    assert "Koen" not in text, "to the onderwijsinstelling the agency is one"
    (mail,) = mail_of(site)
    assert "bram@voorbeeld.invalid" in mail
    assert number not in mail
    assert "gelezen" not in mail


def test_mail_goes_to_who_has_the_rol_and_to_nobody_else(
    app: Flask, bram: LookingClient, koen: LookingClient, site: Site
) -> None:
    give(site, HANNA, Rol.OPLEIDINGEN)
    give(site, HANNA, Rol.BEKOSTIGING, "99AC")
    number = new_zaak(bram)
    answer(koen, number)
    assert [mail.count("voorbeeld.invalid") for mail in mail_of(site)] == [1]
    assert "hanna" not in "".join(mail_of(site))


def test_a_question_is_answered_with_a_message(bram: LookingClient, koen: LookingClient, site: Site) -> None:
    number = new_zaak(bram)
    answer(koen, number, status="aanvulling-gevraagd", antwoord="Hoeveel scholen doen mee?")
    page = bram.page(f"{ZAKEN}/{number}")
    form = page.xpath("//form[contains(@action, '/berichten')]")[0]
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    for _ in range(2):
        sent = bram.post(f"{ZAKEN}/{number}/berichten", data={**fields, "bericht": "Er doen vier scholen mee."})
        assert sent.status_code == 303
    assert rows_of(site)[0].status == "in-behandeling"
    text = koen.get(f"{REDACTIE}/{number}").get_data(as_text=True)
    assert text.count("Er doen vier scholen mee.") == 1


def test_an_answer_to_what_changed_meanwhile_is_not_entered(
    bram: LookingClient, koen: LookingClient, site: Site
) -> None:
    number = new_zaak(bram)
    seen = tokens_of(koen.page(f"{REDACTIE}/{number}"))
    withdrawal = tokens_of(bram.page(f"{ZAKEN}/{number}/intrekken"))
    bram.post(f"{ZAKEN}/{number}/intrekken", data=withdrawal)
    late = koen.post(f"{REDACTIE}/{number}", data={**seen, "status": "toegekend", "antwoord": "Akkoord."})
    assert late.status_code in (409, 422)
    assert rows_of(site)[0].status == "ingetrokken"
    assert "Akkoord." not in bram.get(f"{ZAKEN}/{number}").get_data(as_text=True)
    assert not mail_of(site)


def test_two_answers_to_one_state(bram: LookingClient, koen: LookingClient, site: Site) -> None:
    number = new_zaak(bram)
    seen = tokens_of(koen.page(f"{REDACTIE}/{number}"))
    answer(koen, number, status="in-behandeling")
    late = koen.post(f"{REDACTIE}/{number}", data={**seen, "status": "afgewezen", "antwoord": "Nee."})
    assert late.status_code == 409
    assert "Nee." in late.get_data(as_text=True)
    assert rows_of(site)[0].status == "in-behandeling"


def test_the_agency_sees_no_drafts(bram: LookingClient, koen: LookingClient) -> None:
    number = new_draft(bram)
    assert number not in koen.get(REDACTIE).get_data(as_text=True)
    koen.page(f"{REDACTIE}/{number}", status=404)


def test_the_raadpleger_reads_all_and_enters_nothing(bram: LookingClient, raadpleger: LookingClient) -> None:
    draft = new_draft(bram)
    assert draft not in raadpleger.get(ZAKEN).get_data(as_text=True)
    raadpleger.page(f"{ZAKEN}/{draft}", status=404)
    hand_in(bram, draft)
    assert draft in raadpleger.get(ZAKEN).get_data(as_text=True)
    page = raadpleger.page(f"{ZAKEN}/{draft}")
    assert not page.xpath("//main//form")
    raadpleger.page(f"{ZAKEN}/nieuw", status=403)


def test_a_medewerker_of_another_kind_sees_nothing_of_it(app: Flask, bram: LookingClient, site: Site) -> None:
    give(site, HANNA, Rol.OPLEIDINGEN)
    hanna, number = client_for(app, HANNA), new_zaak(bram)
    assert number not in hanna.get(ZAKEN).get_data(as_text=True)
    hanna.page(f"{ZAKEN}/{number}", status=404)
    hanna.page(f"{ZAKEN}/nieuw/subsidie-opleidingsscholen", status=404)


@pytest.mark.parametrize("query", ["", "?nummer={number}", "?status=ingediend", "?soort=subsidie-opleidingsscholen"])
def test_driss_sees_nothing_by_list_or_number(bram: LookingClient, driss: LookingClient, query: str) -> None:
    number = new_zaak(bram)
    address = ZAKEN + query.format(number=number)
    assert number in bram.get(address).get_data(as_text=True)
    shown = driss.page(address).xpath("string(//main)")
    assert "De Brug" not in shown
    assert not driss.page(address).xpath("//main//table")


def test_driss_reaches_nothing_by_address(bram: LookingClient, driss: LookingClient) -> None:
    number = new_draft(bram)
    attach(bram, number)
    (document,) = bram.page(f"{ZAKEN}/{number}/controleren").xpath("//ul[@class='documenten']//a/@href")
    hand_in(bram, number)
    for address in (document, f"{ZAKEN}/{number}", f"{ZAKEN}/{number}/ontvangstbewijs", f"{ZAKEN}/{number}/overzicht"):
        driss.page(address, status=404)


def test_a_filter_that_makes_no_sense_is_not_found(bram: LookingClient, koen: LookingClient) -> None:
    for query in ("?status=x", "?soort=x", "?pagina=0", "?pagina=2", "?nummer=" + "Z" * 30):
        bram.page(ZAKEN + query, status=404)
        koen.page(REDACTIE + query, status=404)


def test_a_rol_that_ended_ends_the_zaken_too(app: Flask, onderwijs: Site) -> None:
    held = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    client = client_for(app, BRAM)
    number = new_zaak(client)
    with writing_session(onderwijs.engine) as session:
        session.get_one(RoltoekenningRow, held).ended_at = now()
    client.page(f"{ZAKEN}/{number}", status=403)
