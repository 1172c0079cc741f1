"""What was typed is not lost when a session ends: it is kept an hour, for the same person, and never sent by itself."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from lxml import html
from sqlalchemy import func, select

from duo_site.database import reading_session, writing_session
from duo_site.identity import Rol
from duo_site.kept_texts import KEPT, KEPT_TEXTS, MOST_TEXTS, NOT_TYPED, KeptTextRow
from duo_site.mijn_duo.rollen.models import UitnodigingRow
from duo_site.mijn_duo.zaken.models import ZaakRow
from duo_site.retention import erase_expired
from duo_site.web.clock import now
from duo_site.web.session import COOKIE
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, WILLEM
from tests.moments import NOON
from tests.site.client import LookingClient
from tests.site.conftest import client_of
from tests.site.kept_texts.conftest import OWN, come_back, count_kept, send_late
from tests.site.mijn_duo.conftest import client_for, give, send, tokens_of
from tests.site.mijn_duo.rol_table.profiles import Who, person_of
from tests.site.mijn_duo.test_rol_table import PARTS, ROWS

INVITE = "/mijn-duo/rollen/uitnodigen"
DRAFT = "/mijn-duo/zaken/nieuw/subsidie-opleidingsscholen"
STILL = "Wat u invulde, staat er nog"
FILLED = {
    "naam": "Ivo Kok",
    "email": "ivo@voorbeeld.invalid",
    "rol": "medewerker-bekostiging",
    "instellingscode": "99AB",
    "studenten": "y",
    "vanaf": "01-12-2026",
    "tot": "31-12-2027",
}


def invitations(site: Site) -> int:
    with reading_session(site.engine) as session:
        return session.scalar(select(func.count()).select_from(UitnodigingRow)) or 0


def values(page: object) -> dict[str, str]:
    """Read what stands in the fields of the form in <main>."""
    found = page.xpath("//main//form[@novalidate]")[0]  # type: ignore[attr-defined]
    typed = {one.get("name"): one.get("value") for one in found.xpath(".//input[@type='text']")}
    ticked = {one.get("name"): one.get("value") for one in found.xpath(".//input[@checked]")}
    chosen = {one.getparent().get("name"): one.get("value") for one in found.xpath(".//option[@selected]")}
    return {**typed, **ticked, **chosen}


def test_what_was_filled_in_stands_in_the_form_after_the_login(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    answer = send_late(carla, clock, INVITE, **FILLED)
    assert answer.status_code == 303
    told = answer.headers["Location"]
    assert told == "/inloggen/eherkenning/niet-gelukt/bewaard?volgende=%2Fmijn-duo%2Frollen%2Fuitnodigen"
    page = carla.page(told, status=403)
    assert "Er is nog niets verstuurd" in page.text_content()
    assert page.xpath("//a[@href='/inloggen/eherkenning?volgende=%2Fmijn-duo%2Frollen%2Fuitnodigen']")
    come_back(carla, CARLA)
    page = carla.page(INVITE)
    assert STILL in page.text_content()
    assert values(page) == FILLED
    assert invitations(onderwijs) == 0, "nothing is sent by itself"
    assert send(carla, INVITE, INVITE, **FILLED).status_code == 303
    assert invitations(onderwijs) == 1
    assert count_kept(onderwijs) == 0, "what was sent is kept no longer"
    assert STILL not in carla.page(INVITE).text_content()


def test_in_english_the_way_back_is_english(carla: LookingClient, clock: time_machine.Traveller) -> None:
    told = send_late(carla, clock, f"/en{INVITE}", **FILLED).headers["Location"]
    assert told == "/en/inloggen/eherkenning/niet-gelukt/bewaard?volgende=%2Fmijn-duo%2Frollen%2Fuitnodigen"
    carla.page(told, status=403)
    come_back(carla, CARLA)
    assert values(carla.page(f"/en{INVITE}")) == FILLED


def test_nobody_else_sees_it(app: Flask, carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller) -> None:
    give(onderwijs, WILLEM, Rol.BEHEERDER)
    send_late(carla, clock, INVITE, **FILLED)
    come_back(carla, WILLEM)  # In the same browser, for the same bestuur, with the same rol.
    assert "Ivo Kok" not in carla.get(INVITE).get_data(as_text=True)
    assert "Ivo Kok" not in carla.get("/bewaarde-tekst").get_data(as_text=True)
    elsewhere = client_of(app)
    come_back(elsewhere, CARLA)
    assert values(elsewhere.page(INVITE)) == FILLED, "she herself does, also on another computer"


def test_the_database_does_not_tell_what_it_is(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    send_late(carla, clock, INVITE, **FILLED)
    with reading_session(onderwijs.engine) as session:
        row = session.scalars(select(KeptTextRow)).one()
    for secret in ("Ivo", "voorbeeld", "uitnodigen", CARLA.subject or "-"):
        assert secret.encode() not in row.contents
        assert secret not in row.owner + row.form


def test_after_an_hour_it_is_gone(carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller) -> None:
    send_late(carla, clock, INVITE, **FILLED)
    clock.shift(KEPT - timedelta(seconds=1))
    come_back(carla, CARLA)
    assert STILL in carla.page(INVITE).text_content()
    clock.shift(timedelta(seconds=1))
    assert STILL not in carla.page(INVITE).text_content(), "also before anybody cleaned up"
    with writing_session(onderwijs.engine) as session:
        erase_expired(session, (KEPT_TEXTS,), now() + timedelta(seconds=1))
    assert count_kept(onderwijs) == 0


def test_who_is_logged_out_for_longer_than_an_hour_loses_it(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    hidden = tokens_of(carla.page(INVITE))
    clock.shift(timedelta(minutes=76))
    answer = carla.post(INVITE, data={**hidden, **FILLED}, headers=OWN)
    assert answer.status_code == 401
    assert "daar staat meestal nog wat u invulde" in answer.get_data(as_text=True)
    assert count_kept(onderwijs) == 0


def test_logging_out_leaves_nothing(carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller) -> None:
    send_late(carla, clock, INVITE, **FILLED)
    come_back(carla, CARLA)
    hidden = tokens_of(carla.page(INVITE))
    token = carla.page(INVITE).xpath("string(//form[@action='/uitloggen']/input/@value)")
    carla.post("/uitloggen", data={"csrf_token": token}, headers=OWN)
    assert count_kept(onderwijs) == 0
    late = carla.post(INVITE, data={**hidden, **FILLED}, headers=OWN)
    assert late.status_code == 401, "who logged out is not somebody whose session ran out"
    assert count_kept(onderwijs) == 0


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, True, 403),
        ({"Sec-Fetch-Site": "same-site"}, True, 403),
        ({"Origin": "https://kwaad.example"}, True, 403),
        ({}, True, 401),
        (OWN, False, 401),
    ],
    ids=["another site", "a neighbour", "another origin", "no browser", "no token"],
)
def test_what_is_no_form_of_that_session_is_not_kept(
    carla: LookingClient,
    onderwijs: Site,
    clock: time_machine.Traveller,
    headers: dict[str, str],
    token: bool,
    status: int,
) -> None:
    hidden = tokens_of(carla.page(INVITE))
    clock.shift(timedelta(minutes=20))
    data = {**hidden, **FILLED} if token else {**FILLED, "csrf_token": "x"}
    assert carla.post(INVITE, data=data, headers=headers).status_code == status
    assert count_kept(onderwijs) == 0


def test_an_older_browser_that_names_its_origin_is_enough(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    hidden = tokens_of(carla.page(INVITE))
    clock.shift(timedelta(minutes=20))
    answer = carla.post(INVITE, data={**hidden, **FILLED}, headers={"Origin": "https://duo.test"})
    assert answer.status_code == 303
    assert count_kept(onderwijs) == 1


def test_another_tab_that_noticed_the_end_first_takes_nothing_away(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    hidden = tokens_of(carla.page(INVITE))
    clock.shift(timedelta(minutes=20))
    assert carla.get("/mijn-duo").status_code == 302
    assert carla.post(INVITE, data={**hidden, **FILLED}, headers=OWN).status_code == 303
    assert count_kept(onderwijs) == 1


def test_who_logged_in_again_in_another_tab_keeps_his_text_too(
    carla: LookingClient, onderwijs: Site, clock: time_machine.Traveller
) -> None:
    hidden = tokens_of(carla.page(INVITE))
    clock.shift(timedelta(minutes=20))
    come_back(carla, CARLA)
    answer = carla.post(INVITE, data={**hidden, **FILLED}, headers=OWN)
    assert (answer.status_code, answer.headers["Location"]) == (303, INVITE)
    assert values(carla.page(INVITE)) == FILLED
    assert invitations(onderwijs) == 0
    for data, headers in (({**hidden, **FILLED}, {}), (FILLED, OWN), ({**FILLED, "csrf_token": "x"}, OWN)):
        refused = carla.post(INVITE, data=data, headers=headers)
        assert refused.status_code == 400, "but no form of which we cannot tell that it is ours"


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
