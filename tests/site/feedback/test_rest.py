"""A partial answer is kept, counted apart, and may be completed for half an hour."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from duo_site.database import reading_session
from duo_site.feedback.models import SurveyAnswerRow, SurveyTotalRow
from duo_site.web.site import Site
from tests.site.client import LookingClient

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
READING = timedelta(seconds=20)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


def only_row(site: Site) -> SurveyAnswerRow:
    with reading_session(site.engine) as session:
        return session.scalars(select(SurveyAnswerRow)).one()


def only_total(site: Site) -> SurveyTotalRow:
    with reading_session(site.engine) as session:
        return session.scalars(select(SurveyTotalRow)).one()


def begin(client: LookingClient, **answers: str) -> str:
    answer = client.post("/feedback", data={"gevonden": "ja", "pagina": "/contact", **answers})
    location = answer.headers["Location"]
    assert location.startswith("/feedback/bedankt?sleutel=")
    return str(location)


def go_on(client: LookingClient, location: str, **answers: str) -> str:
    token = location.partition("sleutel=")[2]
    answer = client.post("/feedback/vervolg", data={"sleutel": token, **answers})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_the_first_question_alone_is_a_partial_answer(client: LookingClient, site: Site) -> None:
    begin(client)
    assert (only_row(site).complete, only_row(site).gevonden) == (False, "ja")
    assert (only_total(site).answers, only_total(site).complete) == (1, 0)


def test_the_rest_completes_the_same_answer(client: LookingClient, site: Site, clock: time_machine.Traveller) -> None:
    location = begin(client)
    page = client.page(location)
    assert client.get(location).headers["Cache-Control"] == "no-store"
    names = set(page.xpath("//main//form//*[@name]/@name"))
    assert names == {"cijfer", "doel", "opmerking", "sleutel", "onderwerp"}, "what was answered is not asked again"
    assert "/contact" in page.xpath("//main//a/@href")
    clock.shift(READING)
    end = go_on(client, location, cijfer="8", doel="anders", opmerking="Mail anja@voorbeeld.nl")
    assert end == "/feedback/bedankt"
    row, total = only_row(site), only_total(site)
    assert (row.complete, row.cijfer, row.doel, row.opmerking) == (True, 8, "anders", "Mail [e-mailadres weggehaald]")
    assert (total.answers, total.complete, total.mark_8, total.ja) == (1, 1, 1, 1)


@pytest.mark.parametrize("answers", [{"gevonden": "nee"}, {"cijfer": "5"}, {"cijfer": "1"}])
def test_who_is_disappointed_is_asked_what_was_missing(
    client: LookingClient, site: Site, clock: time_machine.Traveller, answers: dict[str, str]
) -> None:
    location = begin(client, doel="anders", **answers)
    assert client.page(location).xpath("//textarea/@name") == ["gemist"]
    clock.shift(READING)
    assert go_on(client, location, gemist="De prijs van een uittreksel.") == "/feedback/bedankt"
    assert only_row(site).gemist == "De prijs van een uittreksel."


def test_a_low_mark_given_later_asks_what_was_missing_once(
    client: LookingClient, site: Site, clock: time_machine.Traveller
) -> None:
    first = begin(client)
    clock.shift(READING)
    second = go_on(client, first, cijfer="3")
    assert second.startswith("/feedback/bedankt?sleutel=")
    assert client.page(second).xpath("//textarea/@name") == ["gemist"]
    clock.shift(READING)
    assert go_on(client, second, gemist="") == "/feedback/bedankt"
    assert only_total(site).mark_3 == 1


def test_what_was_answered_does_not_change_any_more(
    client: LookingClient, site: Site, clock: time_machine.Traveller
) -> None:
    location = begin(client, cijfer="9")
    clock.shift(READING)
    for mark, goal in (("2", "anders"), ("1", "nieuws-lezen")):
        go_on(client, location, cijfer=mark, doel=goal)
    assert (only_row(site).cijfer, only_row(site).doel) == (9, "anders")
    assert (only_total(site).answers, only_total(site).mark_9) == (1, 1)


@pytest.mark.parametrize("token", ["", "x", "A" * 120, "A" * 5000, "é"])
def test_a_foreign_token_leads_to_the_thanks(client: LookingClient, site: Site, token: str) -> None:
    begin(client)
    shown = client.page("/feedback/bedankt", query_string={"sleutel": token})
    assert not shown.xpath("//main//form")
    answer = client.post("/feedback/vervolg", data={"sleutel": token, "cijfer": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/feedback/bedankt")
    assert only_row(site).cijfer is None


def test_a_token_lasts_half_an_hour(client: LookingClient, site: Site, clock: time_machine.Traveller) -> None:
    location = begin(client)
    clock.shift(timedelta(minutes=31))
    assert not client.page(location).xpath("//main//form")
    go_on(client, location, cijfer="1")
    assert only_row(site).cijfer is None


def test_what_comes_faster_than_anybody_reads_waits_for_an_editor(client: LookingClient, site: Site) -> None:
    go_on(client, begin(client), cijfer="10", doel="anders")
    assert (only_row(site).state, only_row(site).cijfer) == ("wachtrij", 10)
    assert only_total(site).answers == 0


def test_a_text_that_is_too_long_is_told_and_kept(
    client: LookingClient, site: Site, clock: time_machine.Traveller
) -> None:
    token = begin(client, gevonden="nee").partition("sleutel=")[2]
    clock.shift(READING)
    answer = client.post("/feedback/vervolg", data={"sleutel": token, "gemist": "a" * 1001})
    assert answer.status_code == 422
    assert "Uw tekst telt 1001 tekens." in answer.get_data(as_text=True)
    assert "a" * 1001 in answer.get_data(as_text=True)
    assert only_row(site).gemist == ""
