"""One rol: changing it, filling in its number, and giving the same person another."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from duo_site.database import reading_session
from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.models import RoltoekenningRow
from duo_site.web.clock import today
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, DRISS, JOOST, WILLEM
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give, send

NEXT_YEAR = date(2027, 12, 31)


def row(site: Site, number: int) -> RoltoekenningRow:
    with reading_session(site.engine) as session:
        return session.scalars(select(RoltoekenningRow).where(RoltoekenningRow.id == number)).one()


def rollen_of(site: Site, subject: str | None) -> list[tuple[str, str]]:
    with reading_session(site.engine) as session:
        rows = session.scalars(select(RoltoekenningRow).where(RoltoekenningRow.subject == subject))
        return sorted((one.rol, one.instellingscode) for one in rows)


def test_the_end_and_the_machtiging_can_be_changed(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    page = f"/mijn-duo/rollen/{number}"
    stand = carla.page(page).xpath("string(//input[@name='stand']/@value)")
    done = send(carla, page, page, tot="31-12-2027", studenten="y", stand=stand)
    assert done.headers["Location"] == page
    kept = row(onderwijs, number)
    assert (kept.ends_on, kept.machtigingen) == (NEXT_YEAR, Permission.BEKIJK_STUDENT)
    text = carla.page(page).text_content()
    assert "De rol is gewijzigd." in text
    assert "31 december 2027" in text
    assert "wijzigde de rol" in carla.page("/mijn-duo/rollen/geschiedenis").text_content()
    assert "Studenten opzoeken" in client_for(app, BRAM).page("/mijn-duo").text_content()


def test_a_rol_without_its_number_gets_it_and_works(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, JOOST, Rol.RAADPLEGER, "")
    joost = client_for(app, JOOST)
    assert "maar nog geen instellingscode" in joost.page("/mijn-duo").text_content()
    page = f"/mijn-duo/rollen/{number}"
    refused = send(carla, page, page, instellingscode="98CD")
    assert refused.status_code == 422
    assert "Kies een onderwijsinstelling van uw eigen bestuur." in refused.get_data(as_text=True)
    assert send(carla, page, page, instellingscode="99AC").status_code == 303
    assert row(onderwijs, number).instellingscode == "99AC"
    assert "U werkt nu voor Hogeschool Noorderlicht" in joost.page("/mijn-duo").text_content()


def test_a_rol_that_has_its_number_keeps_it(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.RAADPLEGER)
    page = f"/mijn-duo/rollen/{number}"
    assert send(carla, page, page, instellingscode="99AC").status_code == 303
    assert row(onderwijs, number).instellingscode == "99AB"


def test_of_two_beheerders_the_second_is_told(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, WILLEM, Rol.BEHEERDER)
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    page = f"/mijn-duo/rollen/{number}"
    willem = client_for(app, WILLEM)
    stand = willem.page(page).xpath("string(//input[@name='stand']/@value)")
    send(carla, page, page, tot="31-12-2027")
    late = send(willem, page, page, tot="31-01-2027", stand=stand)
    assert late.status_code == 409
    assert "Iemand anders wijzigde deze rol intussen." in late.get_data(as_text=True)
    assert "31-12-2027" in late.get_data(as_text=True), "the form holds what it is now"
    assert row(onderwijs, number).ends_on == NEXT_YEAR


@pytest.mark.parametrize("who", ["another beheerder", "himself"])
def test_these_rollen_are_shown_and_not_changed(carla: LookingClient, onderwijs: Site, who: str) -> None:
    person, rol = (CARLA, Rol.RAADPLEGER) if who == "himself" else (WILLEM, Rol.BEHEERDER)
    number = give(onderwijs, person, rol)
    page = f"/mijn-duo/rollen/{number}"
    found = carla.page(page)
    assert "Deze rol kunt u niet wijzigen" in found.text_content()
    assert not found.xpath("//main//form")
    state = {"stand": "||99AB" if who == "himself" else "||", "tot": "31-12-2027"}
    refused = send(carla, "/mijn-duo/rollen/uitnodigen", page, **state)
    assert refused.status_code == 422
    assert row(onderwijs, number).ends_on is None


def test_a_rol_of_another_bestuur_is_not_there(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, DRISS, Rol.BEKOSTIGING, "98CD", "98002")
    for address in (f"/mijn-duo/rollen/{number}", f"/mijn-duo/rollen/{number}/nog-een"):
        carla.page(address, status=404)
        assert send(carla, "/mijn-duo/rollen/uitnodigen", address, tot="31-12-2027").status_code == 404
    assert row(onderwijs, number).ends_on is None


def test_the_same_person_gets_another_rol(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    page = f"/mijn-duo/rollen/{number}/nog-een"
    wanted = {"rol": "medewerker-opleidingen", "instellingscode": "99AC", "vanaf": today().strftime("%d-%m-%Y")}
    assert send(carla, page, page, **wanted).headers["Location"] == "/mijn-duo/rollen"
    assert rollen_of(onderwijs, BRAM.subject) == [(Rol.BEKOSTIGING, "99AB"), (Rol.OPLEIDINGEN, "99AC")]
    again = send(carla, page, page, **wanted)
    assert again.status_code == 422
    assert "heeft deze rol al" in again.get_data(as_text=True)
    assert len(rollen_of(onderwijs, BRAM.subject)) == 2


def test_the_same_rol_may_follow_on_the_first(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING, ends_on=today() + timedelta(days=10))
    page = f"/mijn-duo/rollen/{number}/nog-een"
    later = (today() + timedelta(days=11)).strftime("%d-%m-%Y")
    wanted = {"rol": "medewerker-bekostiging", "instellingscode": "99AB"}
    assert send(carla, page, page, **wanted, vanaf=later).status_code == 303


def test_nobody_becomes_beheerder_by_a_beheerder(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    page = f"/mijn-duo/rollen/{number}/nog-een"
    asked = {"rol": Rol.BEHEERDER.value, "instellingscode": "", "vanaf": "01-09-2026"}
    assert send(carla, page, page, **asked).status_code == 422
    assert rollen_of(onderwijs, BRAM.subject) == [(Rol.BEKOSTIGING, "99AB")]


def test_a_number_that_makes_a_rol_twice_the_same_is_refused(carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, JOOST, Rol.RAADPLEGER, "99AC")
    number = give(onderwijs, JOOST, Rol.RAADPLEGER, "")
    page = f"/mijn-duo/rollen/{number}"
    refused = send(carla, page, page, instellingscode="99AC")
    assert refused.status_code == 422
    assert "Deze persoon heeft deze rol al in deze periode." in refused.get_data(as_text=True)
    assert row(onderwijs, number).instellingscode == ""
    assert send(carla, page, page, instellingscode="99AB").status_code == 303


def test_a_rol_that_would_run_into_the_next_one_is_refused(carla: LookingClient, onderwijs: Site) -> None:
    first, second = today() + timedelta(days=10), today() + timedelta(days=20)
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING, ends_on=first)
    give(onderwijs, BRAM, Rol.BEKOSTIGING, starts_on=second)
    page = f"/mijn-duo/rollen/{number}"
    refused = send(carla, page, page, tot=(second + timedelta(days=1)).strftime("%d-%m-%Y"))
    assert refused.status_code == 422
    assert "Deze persoon heeft deze rol al in deze periode." in refused.get_data(as_text=True)
    assert row(onderwijs, number).ends_on == first


def test_who_is_beheerder_already_keeps_no_longer_another_rol(carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, WILLEM, Rol.BEHEERDER)
    number = give(onderwijs, WILLEM, Rol.RAADPLEGER, ends_on=today())  # As an import might leave it.
    page = f"/mijn-duo/rollen/{number}"
    refused = send(carla, page, page, tot="31-12-2027")
    assert refused.status_code == 422
    assert "Deze persoon is beheerder." in refused.get_data(as_text=True)
    assert row(onderwijs, number).ends_on == today()
