"""Making and downloading an uittreksel, alone and at once, and what becomes of it later."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from duo_site.audit import AuditLine
from duo_site.database import reading_session, writing_session
from duo_site.demo.people import DemoPerson
from duo_site.mijn_diplomas.parts import issuer_of
from duo_site.uittreksel.domain import UittrekselInhoud, UittrekselRequest
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.rendering import RenderPool
from duo_site.uittreksel.service import store
from duo_site.web.site import Site
from tests.cast import ANJA, FENNA
from tests.site.client import LookingClient
from tests.site.conftest import log_in
from tests.site.mijn_diplomas.conftest import Deliver, diplomas_of, row_of
from tests.site.mijn_diplomas.test_pages import HBO

WITH_GRADES = HBO | {"cijfers": [{"vak": "Snoeien", "eind": "8.5"}]}


def make(client: LookingClient, public_id: str, prefix: str = "", **choices: str) -> TestResponse:
    """Fill in the form of a diploma and send it."""
    page = client.page(f"{prefix}/mijn-diplomas/{public_id}")
    (token,) = page.xpath("//form[contains(@action, '/uittreksel')]//input[@name='csrf_token']/@value")
    address = f"{prefix}/mijn-diplomas/{public_id}/uittreksel"
    return client.post(
        address, data={"csrf_token": token, "taal": "nl", **choices}, headers={"Origin": client.base_url}
    )


def count_uittreksels(site: Site) -> int:
    with reading_session(site.engine) as session:
        return int(session.execute(text("select count(*) from uittreksel")).scalar_one())


def start(client: LookingClient, site: Site, deliver: Deliver, person: DemoPerson = ANJA, **row: Any) -> str:
    """Give somebody one diploma and log him in; tells its name in addresses."""
    deliver(row_of(person, **row))
    log_in(client, person)
    return diplomas_of(site, person)[0].public_id


def test_from_the_form_to_the_file(client: LookingClient, sealed: Site, deliver: Deliver) -> None:
    public_id = start(client, sealed, deliver)
    made = make(client, public_id)
    assert made.status_code == 303
    number = made.location.rsplit("/", 1)[1]
    page = client.page(made.location)
    assert number in page.text_content()
    (link,) = page.xpath("//a[contains(@href, '/bestand')]/@href")
    first, second = client.get(link), client.get(link)
    assert first.data.startswith(b"%PDF-")
    assert first.data == second.data
    assert first.mimetype == "application/pdf"
    assert first.headers["Content-Disposition"] == f"attachment; filename=uittreksel-{number}.pdf"
    assert first.headers["Cache-Control"] == "no-store"
    assert number in client.page("/mijn-diplomas/uittreksels").xpath("string(//ul[@class='uittreksels']//a/@href)")
    with reading_session(sealed.engine) as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "uittreksel-gemaakt")).one()
    assert (line.target, line.actor) == (number, sealed.secrecy.lookup("bsn", "999990019"))


def test_each_choice_gets_its_own_and_the_same_wish_the_same(
    client: LookingClient, sealed: Site, deliver: Deliver
) -> None:
    public_id = start(client, sealed, deliver, **WITH_GRADES)
    wishes = [("nl", "ja"), ("nl", "nee"), ("en", "ja"), ("nl", "ja")]
    made = [make(client, public_id, taal=taal, cijferlijst=grades).location for taal, grades in wishes]
    assert made[0] == made[3]
    assert len(set(made)) == count_uittreksels(sealed) == 3
    assert "Staat er niet bij" in client.page(made[1]).text_content()
    in_english = make(client, public_id, "/en", taal="en", cijferlijst="ja").location
    assert in_english == f"/en{made[2]}"
    assert client.page(in_english).get("lang") == "en"


def test_voortgezet_onderwijs_carries_its_cijferlijst_whatever_is_sent(
    client: LookingClient, sealed: Site, deliver: Deliver
) -> None:
    public_id = start(client, sealed, deliver)
    page = client.page(make(client, public_id, cijferlijst="nee").location)
    assert "Staat erbij" in page.text_content()


def test_two_at_once_get_one_number(client: LookingClient, sealed: Site, deliver: Deliver) -> None:
    public_id = start(client, sealed, deliver)
    for file in stored_files(sealed):
        file.unlink()
    page = client.page(f"/mijn-diplomas/{public_id}")
    (token,) = page.xpath("//form[contains(@action, '/uittreksel')]//input[@name='csrf_token']/@value")
    cookie = client.get_cookie("__Host-sessie", domain="duo.test")
    assert cookie is not None
    answers: list[TestResponse] = []

    def ask() -> None:
        other = client.application.test_client()
        other.set_cookie("__Host-sessie", cookie.value, domain="duo.test", secure=True)
        data = {"csrf_token": token, "taal": "nl"}
        answers.append(
            other.post(f"/mijn-diplomas/{public_id}/uittreksel", data=data, headers={"Origin": "https://duo.test"})
        )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == count_uittreksels(sealed) == 1
    assert client.get(f"{answers[0].location}/bestand").status_code == 200
    assert len(stored_files(sealed)) == 1, "the files of those who came second are gone"


def test_a_choice_that_is_missing_is_asked_again(client: LookingClient, site: Site, deliver: Deliver) -> None:
    public_id = start(client, site, deliver, **WITH_GRADES)
    for choices in ({"taal": "fy", "cijferlijst": "ja"}, {"taal": ""}, {"taal": "en", "cijferlijst": "misschien"}):
        answer = make(client, public_id, **choices)
        assert answer.status_code == 422
        page = html.fromstring(answer.get_data(as_text=True))
        assert page.findtext(".//title").startswith("Fout: ")
        assert page.xpath("//*[@data-error-summary]//a[starts-with(@href, '#')]")
    assert count_uittreksels(site) == 0


def test_without_a_token_nothing_is_made(client: LookingClient, site: Site, deliver: Deliver) -> None:
    public_id = start(client, site, deliver)
    answer = client.post(
        f"/mijn-diplomas/{public_id}/uittreksel", data={"taal": "nl"}, headers={"Origin": client.base_url}
    )
    assert answer.status_code in (400, 422)
    assert count_uittreksels(site) == 0


def test_the_uittreksel_of_another_does_not_exist(client: LookingClient, sealed: Site, deliver: Deliver) -> None:
    of_fenna = start(client, sealed, deliver, FENNA)
    address = make(client, of_fenna).location
    deliver(row_of(ANJA))
    log_in(client, ANJA)
    page = client.page(f"/mijn-diplomas/{diplomas_of(sealed, ANJA)[0].public_id}")
    (token,) = page.xpath("//form[contains(@action, '/uittreksel')]//input[@name='csrf_token']/@value")
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/bestand").status_code == 404
    theirs = f"/mijn-diplomas/{of_fenna}/uittreksel"
    sent = client.post(theirs, data={"csrf_token": token, "taal": "en"}, headers={"Origin": client.base_url})
    assert sent.status_code == 404
    assert "uittreksels/" not in client.get("/mijn-diplomas/uittreksels").get_data(as_text=True).split("<main")[1]
    assert client.get("/mijn-diplomas/uittreksels/nonsens").status_code == 404
    assert count_uittreksels(sealed) == 1


def test_a_correction_replaces_and_a_withdrawal_ends_it(client: LookingClient, sealed: Site, deliver: Deliver) -> None:
    public_id = start(client, sealed, deliver)
    first = make(client, public_id).location
    deliver(row_of(ANJA, plaats="Maastricht"))
    page = client.page(first)
    assert "Dit uittreksel is niet meer geldig" in page.text_content()
    assert page.xpath("//main//a[contains(@href, '#uittreksel-maken')]")
    assert client.get(f"{first}/bestand").location == first
    second = make(client, public_id).location
    assert second != first
    deliver({"levering": "98CD-anja-1", "ingetrokken": True})
    assert "Het diploma is ingetrokken" in client.page(second).text_content()
    statuses = client.page("/mijn-diplomas/uittreksels").xpath("//ul[@class='uittreksels']//*[contains(@class, 'tag')]")
    assert [status.text_content() for status in statuses] == ["Ingetrokken", "Vervangen"]


def test_without_a_seal_nothing_is_issued(
    client: LookingClient, site: Site, deliver: Deliver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_id = start(client, site, deliver)
    pool = RenderPool(tmp_path / "no-seal")
    monkeypatch.setitem(site.parts, "mijn_diplomas", replace(issuer_of(site), pool=pool))
    answer = make(client, public_id)
    pool.close()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    page = html.fromstring(answer.get_data(as_text=True))
    assert page.xpath("//form[contains(@action, '/uittreksel')]//input[@name='taal']/@value") == ["nl"]
    assert count_uittreksels(site) == 0


def test_what_no_font_can_draw_is_told_as_it_is(
    client: LookingClient, sealed: Site, deliver_doubtful: Deliver, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver_doubtful(row_of(ANJA, voornamen="安雅"))
    log_in(client, ANJA)
    public_id = diplomas_of(sealed, ANJA)[0].public_id
    answer = make(client, public_id)
    page = html.fromstring(answer.get_data(as_text=True))
    assert answer.status_code == 501
    assert page.xpath("string(//h1)") == "Wij kunnen dit uittreksel niet maken"
    assert page.xpath("//main//a[@href='/contact']")
    assert count_uittreksels(sealed) == 0
    logged = capsys.readouterr().err
    assert public_id in logged
    assert "CJK" in logged
    assert "安" not in logged
    assert "5b89" not in logged.lower()


class _SlowPool(RenderPool):
    """Makes documents, and before it is done the onderwijsinstelling delivers something."""

    meanwhile: Callable[[], None]

    def make(self, inhoud: UittrekselInhoud, at: datetime) -> bytes:
        """Make the document after all."""
        self.meanwhile()
        return super().make(inhoud, at)


@pytest.mark.parametrize("event", [row_of(ANJA, plaats="Elders"), {"levering": "98CD-anja-1", "ingetrokken": True}])
def test_what_changes_while_the_document_is_made_wins(
    sealed: Site, deliver: Deliver, monkeypatch: pytest.MonkeyPatch, event: dict[str, Any], client: LookingClient
) -> None:
    public_id = start(client, sealed, deliver)
    files_before = stored_files(sealed)
    pool = _SlowPool(sealed.settings.seal_folder)
    pool.meanwhile = lambda: deliver(event)
    monkeypatch.setitem(sealed.parts, "mijn_diplomas", replace(issuer_of(sealed), pool=pool))
    assert make(client, public_id).status_code == 503
    pool.close()
    assert count_uittreksels(sealed) == 0
    assert stored_files(sealed) == files_before


class _RivalPool(RenderPool):
    """Makes documents, and before it is done another document takes the same place in the status list."""

    site: Site

    def make(self, inhoud: UittrekselInhoud, at: datetime) -> bytes:
        """Enter the rival and make the document after all."""
        rival = replace(inhoud, number=new_number(secrets.token_bytes))
        request = UittrekselRequest("another diploma", 1, "nl", with_grades=False, day=inhoud.downloaded_on)
        with writing_session(self.site.engine) as session:
            store(session, self.site.secrecy, request, rival, "0" * 64, at)
        return super().make(inhoud, at)


def test_a_place_in_the_status_list_is_given_once(
    sealed: Site, deliver: Deliver, monkeypatch: pytest.MonkeyPatch, client: LookingClient
) -> None:
    public_id = start(client, sealed, deliver)
    files_before = stored_files(sealed)
    pool = _RivalPool(sealed.settings.seal_folder)
    pool.site = sealed
    with monkeypatch.context() as patched:
        patched.setitem(sealed.parts, "mijn_diplomas", replace(issuer_of(sealed), pool=pool))
        assert make(client, public_id).status_code == 503
    pool.close()
    assert count_uittreksels(sealed) == 1
    assert stored_files(sealed) == files_before
    assert make(client, public_id).status_code == 303


def test_a_file_that_is_no_longer_kept_is_explained(client: LookingClient, sealed: Site, deliver: Deliver) -> None:
    public_id = start(client, sealed, deliver)
    made = make(client, public_id).location
    for file in stored_files(sealed):
        file.unlink()
    page = client.page(f"{made}/bestand", status=410)
    assert "Wij hebben dit bestand niet meer" in page.text_content()
    assert page.xpath("//main//a[contains(@href, '#uittreksel-maken')]")


def stored_files(site: Site) -> set[Path]:
    return {file for file in site.settings.files_folder.rglob("*") if file.is_file()}


def test_without_a_time_stamp_nothing_is_issued_and_the_page_says_why(
    client: LookingClient, sealed: Site, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_id = start(client, sealed, deliver)
    pool = RenderPool(sealed.settings.seal_folder, tsa_urls=("http://127.0.0.1:9/",))
    monkeypatch.setitem(sealed.parts, "mijn_diplomas", replace(issuer_of(sealed), pool=pool))
    answer = make(client, public_id)
    pool.close()
    assert answer.status_code == 503
    assert "tijdstempel" in answer.get_data(as_text=True)
    assert count_uittreksels(sealed) == 0
