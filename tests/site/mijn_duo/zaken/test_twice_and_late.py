"""What comes twice or too late: said once, and nothing ends up in a zaak that was handed in without it."""

from duo_site.jobs import Worker
from duo_site.web.site import Site
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import send, tokens_of
from tests.site.mijn_duo.zaken.conftest import (
    PDF,
    ZAKEN,
    document_fields,
    hand_in,
    new_draft,
    new_zaak,
    rows_of,
    send_form,
)

GRANTED = {"status": "toegekend", "antwoord": "Akkoord."}


def notices(client: LookingClient, address: str) -> list[str]:
    found = client.page(address).xpath("//main//*[contains(@class, 'notice--success')]")
    return [" ".join(notice.text_content().split()) for notice in found]


def test_an_answer_that_is_sent_twice_is_entered_and_said_once(
    bram: LookingClient, koen: LookingClient, site: Site
) -> None:
    number = new_zaak(bram)
    page = f"/redactie/zaken/{number}"
    fields = {**tokens_of(koen.page(page)), **GRANTED}
    first, second = (koen.post(page, data=fields) for _ in range(2))
    assert [first.status_code, second.status_code] == [303, 303]
    assert first.location == second.location
    assert notices(koen, page) == ["Gelukt: Uw antwoord staat in de zaak."]
    assert bram.get(f"{ZAKEN}/{number}").get_data(as_text=True).count("Akkoord.") == 1
    assert len(deliver(site)) == 1, "one letter"


def test_a_message_and_a_hand_in_that_are_sent_twice_are_said_once(bram: LookingClient) -> None:
    number = new_draft(bram)
    form = bram.page(f"{ZAKEN}/{number}/controleren").xpath("//form[contains(@action, '/indienen')]")[0]
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    assert [bram.post(f"{ZAKEN}/{number}/indienen", data=fields).status_code for _ in range(2)] == [303, 303]
    assert len(notices(bram, f"{ZAKEN}/{number}")) == 1
    form = bram.page(f"{ZAKEN}/{number}").xpath("//form[contains(@action, '/berichten')]")[0]
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    for _ in range(2):
        bram.post(f"{ZAKEN}/{number}/berichten", data={**fields, "bericht": "Graag spoed."})
    assert notices(bram, f"{ZAKEN}/{number}") == ["Gelukt: Uw bericht is verstuurd."]


def test_a_document_for_a_draft_that_a_colleague_just_handed_in_waits_for_a_choice(
    bram: LookingClient, collega: LookingClient
) -> None:
    number = new_draft(bram)
    fields = document_fields(bram, f"{ZAKEN}/{number}/controleren")
    assert hand_in(collega, number).status_code == 303
    late = send_form(bram, f"{ZAKEN}/{number}/documenten", fields, PDF, "te-laat.pdf")
    assert late.status_code == 409
    assert "intussen ingediend, zonder uw document" in late.get_data(as_text=True)
    assert "te-laat.pdf" not in bram.page(f"{ZAKEN}/{number}").text_content()
    after = document_fields(bram, f"{ZAKEN}/{number}")
    assert send_form(bram, f"{ZAKEN}/{number}/documenten", after, PDF, "nagestuurd.pdf").status_code == 303
    assert "nagestuurd.pdf" in bram.page(f"{ZAKEN}/{number}").text_content()


def test_messages_cannot_be_read_in_the_database(bram: LookingClient, koen: LookingClient, site: Site) -> None:
    number = new_zaak(bram)
    send(koen, f"/redactie/zaken/{number}", f"/redactie/zaken/{number}", status="", antwoord="Een geheim antwoord.")
    assert "Een geheim antwoord." in bram.page(f"{ZAKEN}/{number}").text_content()
    with site.engine.connect() as connection:
        [row] = connection.exec_driver_sql("SELECT * FROM zaak_bericht").all()
    assert "geheim" not in str([bytes(part) if isinstance(part, memoryview) else part for part in row])


def ask_overview(client: LookingClient) -> str:
    page = f"{ZAKEN}/nieuw/obo-overzicht"
    answer = send(client, page, page, van_jaar="2015", tot_jaar="2020", vorm="csv", doe="verder")
    return answer.location.split("/")[-2]


def test_a_fourth_overview_waits_as_a_draft(bram: LookingClient, worker: Worker, site: Site) -> None:
    numbers = [ask_overview(bram) for _ in range(4)]
    assert [hand_in(bram, number).status_code for number in numbers] == [303, 303, 303, 422]
    refused = hand_in(bram, numbers[3]).get_data(as_text=True)
    assert "Wij maken nu al 3 overzichten voor u. Uw aanvraag is bewaard." in refused
    assert [row.status for row in rows_of(site)] == ["ingediend"] * 3 + ["concept"]
    assert worker.run_one()
    assert hand_in(bram, numbers[3]).status_code == 303, "there is room again"
