"""What is not kept of what was typed, and what becomes of it elsewhere."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from lxml import html
from sqlalchemy import select

from duo_site.database import reading_session
from duo_site.identity import Rol
from duo_site.kept_texts import MOST_TEXTS, NOT_TYPED
from duo_site.mijn_duo.zaken.models import ZaakRow
from duo_site.web.session import COOKIE
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, WILLEM
from tests.moments import NOON
from tests.site.client import LookingClient
from tests.site.conftest import client_of
from tests.site.kept_texts.conftest import OWN, come_back, count_kept, send_late
from tests.site.kept_texts.texts import DRAFT, FILLED, INVITE, STILL, values
from tests.site.mijn_duo.conftest import client_for, give, send, tokens_of
from tests.site.mijn_duo.rol_table.profiles import Who, person_of
from tests.site.mijn_duo.test_rol_table import PARTS, ROWS


def test_a_button_alone_keeps_nothing_and_leads_to_the_login(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    send(carla, INVITE, INVITE, **FILLED)
    button = carla.page("/mijn-duo/rollen").xpath("string(//form[contains(@action, '/intrekken')]/@action)")
    answer = send_late(carla, clock, INVITE, button)
    assert answer.headers["Location"] == "/inloggen/eherkenning/niet-gelukt/verlopen?volgende=%2Fmijn-duo%2Frollen"
    assert count_kept(onderwijs) == 0


def test_too_much_is_not_kept_and_that_is_not_said_otherwise(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    answer = send_late(carla, clock, INVITE, **{**FILLED, "naam": "x" * 60_000})
    assert answer.status_code == 401
    assert "daar staat meestal nog wat u invulde" in answer.get_data(as_text=True)
    assert count_kept(onderwijs) == 0


def test_no_more_than_five_forms_are_kept(carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller) -> None:
    numbers = [give(onderwijs, BRAM, Rol.RAADPLEGER, starts_on=NOON.date() + timedelta(days=n)) for n in range(7)]
    hidden = tokens_of(carla.page(INVITE))
    clock.shift(timedelta(minutes=20))
    for number in numbers:
        clock.shift(timedelta(seconds=1))
        carla.post(f"/mijn-duo/rollen/{number}", data={**hidden, "tot": "31-12-2027"}, headers=OWN)
    assert count_kept(onderwijs) == MOST_TEXTS
    come_back(carla, CARLA)
    assert STILL in carla.page(f"/mijn-duo/rollen/{numbers[-1]}").text_content()
    assert STILL not in carla.page(f"/mijn-duo/rollen/{numbers[0]}").text_content()


def test_too_often_is_not_kept(carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller) -> None:
    hidden = tokens_of(carla.page(INVITE))
    clock.shift(timedelta(minutes=20))
    answers = [carla.post(INVITE, data={**hidden, **FILLED}, headers=OWN).status_code for _ in range(21)]
    assert answers == [303] * 20 + [401]


def test_a_file_is_not_kept_and_that_is_told(
    bram: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    hidden = tokens_of(bram.page(DRAFT))
    clock.shift(timedelta(minutes=20))
    data = {**hidden, "opleidingsschool": "De Brug", "bestand": (BytesIO(b"%PDF geheim"), "brief.pdf")}
    assert bram.post(DRAFT, data=data, headers=OWN).status_code == 303
    come_back(bram, BRAM)
    page = bram.page(DRAFT)
    assert "Een bestand bewaren wij niet." in page.text_content()
    assert values(page)["opleidingsschool"] == "De Brug"


def test_what_somebody_else_changed_meanwhile_is_noticed(
    app: Flask, bram: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    """The version that was seen comes along, so that the text of a colleague is not overwritten unseen."""
    give(onderwijs, WILLEM, Rol.BEKOSTIGING)
    send(bram, DRAFT, DRAFT, opleidingsschool="De Brug", doe="bewaren")
    with reading_session(onderwijs.engine) as session:
        edit = f"/mijn-duo/zaken/{session.scalars(select(ZaakRow.number)).one()}/wijzigen"
    send_late(bram, clock, edit, opleidingsschool="De Brug van Bram")
    send(client_for(app, WILLEM), edit, edit, opleidingsschool="De Brug van Willem", doe="bewaren")
    come_back(bram, BRAM)
    assert values(bram.page(edit))["opleidingsschool"] == "De Brug van Bram"
    page = send(bram, edit, edit, opleidingsschool="De Brug van Bram", doe="bewaren")
    assert page.status_code == 409
    assert "De Brug van Willem" in page.get_data(as_text=True)


def test_for_another_werkplek_it_waits(app: Flask, onderwijs: Site, clock: time_machine.Traveller) -> None:
    for place, bestuur in (("99AB", "99001"), ("98CD", "98002")):
        give(onderwijs, BRAM, Rol.BEKOSTIGING, place, bestuur)
    bram = client_for(app, BRAM)
    send(bram, "/mijn-duo/kies", "/mijn-duo/kies", keuze="99001-99AB")
    send_late(bram, clock, DRAFT, opleidingsschool="De Brug")
    come_back(bram, BRAM)
    send(bram, "/mijn-duo/kies", "/mijn-duo/kies", keuze="98002-98CD")
    page = bram.page(DRAFT)
    assert values(page)["opleidingsschool"] == ""
    assert "Er staat nog iets dat u niet verstuurde" in page.text_content()
    kept = bram.page("/bewaarde-tekst")
    assert "De Brug" in kept.text_content()
    onward = kept.xpath("string(//main//a[contains(@href, '/kies')]/@href)")
    done = send(bram, onward, onward, keuze="99001-99AB")
    assert done.headers["Location"] == DRAFT
    assert values(bram.page(DRAFT))["opleidingsschool"] == "De Brug"


def test_what_has_no_form_any_more_can_be_read_and_thrown_away(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING, ends_on=NOON.date())
    page = f"/mijn-duo/rollen/{number}"
    send_late(carla, clock, page, tot="31-12-2027")
    clock.shift(timedelta(minutes=30))
    come_back(carla, CARLA)
    assert "Er staat nog iets" in carla.page("/mijn-duo").text_content()
    assert "31-12-2027" in carla.page("/bewaarde-tekst").text_content()
    form = tokens_of(carla.page("/bewaarde-tekst"))
    assert carla.post("/bewaarde-tekst", data={"tekst": form["tekst"]}).status_code == 400
    assert carla.post("/bewaarde-tekst", data=form).status_code == 303
    page_after = carla.page("/bewaarde-tekst").text_content()
    assert "De tekst is weggegooid." in page_after
    assert "Wij bewaren nu niets van u" in page_after


def test_a_visitor_has_no_such_page(client: LookingClient) -> None:
    assert client.get("/bewaarde-tekst").headers["Location"] == "/inloggen"
    assert client.post("/bewaarde-tekst").headers["Location"] == "/inloggen"
    assert client.get_cookie(COOKIE, "duo.test") is None


@pytest.mark.parametrize("who", [Who.BEHEERDER, Who.STUDENT, Who.OPLEIDINGEN, Who.VERANTWOORDING], ids=str)
def test_what_nobody_types_is_known_as_such(app: Flask, onderwijs: Site, who: Who) -> None:
    """Otherwise a button alone would be kept as if something had been typed."""
    values = {name: value for part in PARTS for name, value in part.prepare(onderwijs).items()}
    person, client = person_of(onderwijs, who), client_of(app)
    assert person is not None
    come_back(client, person)
    hidden = set()
    for row in ROWS:
        if row.method == "GET" and who in row.may and row.status == 200:
            answer = client.get(row.address.format(**values))
            if answer.mimetype == "text/html":
                page = html.fromstring(answer.get_data(as_text=True))
                hidden |= set(page.xpath("//main//form[@method='post']//input[@type='hidden']/@name"))
    assert "werkplek" in hidden
    assert hidden <= NOT_TYPED
