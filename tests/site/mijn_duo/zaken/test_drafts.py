"""Drafts and handing in: nothing is lost, nothing is overwritten, nothing happens twice."""

import pytest
from lxml import html
from sqlalchemy import text as sql

from duo_site.database import reading_session
from duo_site.mijn_duo.zaken.models import ZaakStepRow
from duo_site.web.site import Site
from tests.cast import BRAM
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import tokens_of
from tests.site.mijn_duo.zaken.conftest import (
    ANSWERS,
    PDF,
    SUBSIDIE,
    ZAKEN,
    attach,
    fill_in,
    hand_in,
    new_draft,
    new_zaak,
    rows_of,
)


def test_a_draft_is_made_once_when_its_form_is_sent_twice(bram: LookingClient, site: Site) -> None:
    fields = {**tokens_of(bram.page(SUBSIDIE)), **ANSWERS}
    first, second = (bram.post(SUBSIDIE, data=fields) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    (row,) = rows_of(site)
    assert row.inhoud["opleidingsschool"] == "De Brug"


def test_a_draft_is_kept_unfinished_and_found_again(bram: LookingClient, collega: LookingClient, site: Site) -> None:
    answer = fill_in(bram, opleidingsschool="Half", studenten="", doe="bewaren")
    assert answer.headers["Location"] == ZAKEN
    (row,) = rows_of(site)
    page = collega.page(f"{ZAKEN}/{row.number}/wijzigen")
    assert page.xpath("string(//input[@name='opleidingsschool']/@value)") == "Half"
    refused = hand_in(collega, str(row.number))
    assert refused.status_code == 422
    assert rows_of(site)[0].status == "concept"


@pytest.mark.parametrize(
    ("field", "value"),
    [("studenten", "veel"), ("studenten", "0"), ("partners", "501"), ("opleidingsschool", ""), ("schooljaar", "x")],
)
def test_what_makes_no_sense_is_named_at_its_field(bram: LookingClient, site: Site, field: str, value: str) -> None:
    answer = fill_in(bram, **{field: value})
    assert answer.status_code == 422
    assert f'href="#{field}' in answer.get_data(as_text=True)
    assert not rows_of(site)


def test_two_people_on_one_draft(bram: LookingClient, collega: LookingClient, site: Site) -> None:
    edit = f"{ZAKEN}/{new_draft(bram)}/wijzigen"
    seen = tokens_of(collega.page(edit))
    assert fill_in(bram, edit, studenten="130").status_code == 303
    late = collega.post(edit, data={**ANSWERS, **seen, "studenten": "140"})
    assert late.status_code == 409
    text = late.get_data(as_text=True)
    assert "Bram" in text
    assert "130" in text
    assert 'value="140"' in text
    assert rows_of(site)[0].inhoud["studenten"] == "130", "nothing is overwritten unseen"
    # What the page of the second says now knows the text of the first, so he may decide.
    again = tokens_of(html.fromstring(text))
    assert collega.post(edit, data={**ANSWERS, **again, "studenten": "140"}).status_code == 303
    assert rows_of(site)[0].inhoud["studenten"] == "140"


def test_a_draft_that_changed_is_not_handed_in_unseen(bram: LookingClient, collega: LookingClient, site: Site) -> None:
    number = new_draft(bram)
    page = collega.page(f"{ZAKEN}/{number}/controleren")
    seen = {**tokens_of(page), "versie": page.xpath("string(//input[@name='versie']/@value)")}
    fill_in(bram, f"{ZAKEN}/{number}/wijzigen", studenten="130")
    assert collega.post(f"{ZAKEN}/{number}/indienen", data=seen).status_code == 409
    assert rows_of(site)[0].status == "concept"


def test_handing_in_twice_hands_in_once(bram: LookingClient, site: Site) -> None:
    number = new_draft(bram)
    page = bram.page(f"{ZAKEN}/{number}/controleren")
    fields = {**tokens_of(page), "versie": "1"}
    answers = [bram.post(f"{ZAKEN}/{number}/indienen", data=fields) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [f"{ZAKEN}/{number}"] * 2
    (row,) = rows_of(site)
    assert row.handed_in_by == BRAM.name
    with reading_session(site.engine) as session:
        steps = [step.status for step in session.query(ZaakStepRow).order_by(ZaakStepRow.id)]
    assert steps == ["concept", "ingediend"]
    with reading_session(site.engine) as session:
        assert site.audit.check(session).is_whole


def test_what_was_handed_in_is_not_changed_any_more(bram: LookingClient, site: Site) -> None:
    number = new_draft(bram)
    edit = f"{ZAKEN}/{number}/wijzigen"
    fields = {**tokens_of(bram.page(edit)), **ANSWERS, "studenten": "999"}
    hand_in(bram, number)
    answer = bram.post(edit, data=fields)
    assert answer.headers["Location"] == f"{ZAKEN}/{number}"
    assert rows_of(site)[0].inhoud["studenten"] == "120"
    bram.page(edit, status=404)
    bram.post(f"{ZAKEN}/{number}/weggooien", data=fields)
    assert len(rows_of(site)) == 1


def test_a_draft_is_thrown_away_with_its_documents(bram: LookingClient, site: Site) -> None:
    number = new_draft(bram)
    assert attach(bram, number).status_code == 303
    fields = tokens_of(bram.page(f"{ZAKEN}/{number}/controleren"))
    assert bram.post(f"{ZAKEN}/{number}/weggooien", data=fields).status_code == 303
    assert not rows_of(site)
    bram.page(f"{ZAKEN}/{number}", status=404)


def test_a_zaak_is_withdrawn_once(bram: LookingClient, site: Site) -> None:
    number = new_zaak(bram)
    fields = tokens_of(bram.page(f"{ZAKEN}/{number}/intrekken"))
    for _ in range(2):
        assert bram.post(f"{ZAKEN}/{number}/intrekken", data=fields).status_code == 303
    assert rows_of(site)[0].status == "ingetrokken"
    bram.page(f"{ZAKEN}/{number}/intrekken", status=404)


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"MZ" + PDF, "a.pdf"), (PDF[:20], "a.pdf"), (b"%PDF-1.7" + b"x" * 5_300_000 + b"%%EOF", "a.pdf"), (b"", "a.pdf")],
)
def test_only_whole_pdf_files_of_five_megabytes_are_taken(bram: LookingClient, content: bytes, name: str) -> None:
    number = new_draft(bram)
    assert attach(bram, number, content, name).status_code == 422
    assert f"/{number}/documenten/" not in bram.get(f"{ZAKEN}/{number}/controleren").get_data(as_text=True)


def test_a_document_comes_back_as_it_was_under_a_safe_name(bram: LookingClient, site: Site) -> None:
    number = new_draft(bram)
    attach(bram, number, name='../../"ré;sumé\u202efdp.PDF')
    page = bram.page(f"{ZAKEN}/{number}/controleren")
    (address,) = page.xpath("//ul[@class='documenten']//a/@href")
    answer = bram.get(address)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "/" not in answer.headers["Content-Disposition"]
    assert all(PDF not in content for content in _contents(site))


def test_ten_documents_and_no_more(bram: LookingClient) -> None:
    number = new_draft(bram)
    answers = [attach(bram, number, PDF + bytes([65 + extra]), f"{extra}.pdf").status_code for extra in range(11)]
    assert answers == [303] * 10 + [422]


def _contents(site: Site) -> list[bytes]:
    with reading_session(site.engine) as session:
        return [bytes(row[0]) for row in session.execute(sql("SELECT content FROM zaak_document"))]
