"""What was typed is not lost when a session ends: it is kept an hour, for the same person, and never sent by itself."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from duo_site.database import reading_session, writing_session
from duo_site.identity import Rol
from duo_site.kept_texts import KEPT, KEPT_TEXTS, KeptTextRow
from duo_site.retention import erase_expired
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.cast import CARLA, WILLEM
from tests.site.client import LookingClient
from tests.site.conftest import client_of
from tests.site.kept_texts.conftest import OWN, come_back, count_kept, send_late
from tests.site.kept_texts.texts import FILLED, INVITE, STILL, invitations, values
from tests.site.mijn_duo.conftest import give, send, tokens_of


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
