"""Mijn DUO: a medewerker sees the tasks and rollen of the place where he works, and why he lacks something."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import update

from duo_site.database import writing_session
from duo_site.demo.rollen import give_demo_rollen
from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.models import RoltoekenningRow
from duo_site.web.clock import today
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, DRISS, HANNA, IVO, JOOST, LARS
from tests.site.client import LookingClient
from tests.site.conftest import log_in
from tests.site.mijn_duo.conftest import choose, client_for, give


def overview(client: LookingClient) -> str:
    return str(client.page("/mijn-duo").xpath("string(//main)"))


def test_a_medewerker_sees_his_rollen(client: LookingClient, site: Site) -> None:
    with writing_session(site.engine) as session:
        give_demo_rollen(session)
        give_demo_rollen(session)  # Doing it again changes nothing.
    log_in(client, BRAM)
    text = overview(client)
    assert text.count("Medewerker bekostiging") == 1
    assert "Raadpleger zaakdossier" in text
    assert "Studenten opzoeken bij de toelating" in text
    assert "Carla Smit" in text
    assert "Medewerker opleidingen" not in text, "that rol is of Hanna"


def test_a_rol_elsewhere_not_yet_or_no_longer_is_not_shown(app: Flask, onderwijs: Site) -> None:
    day = today()
    give(onderwijs, BRAM, Rol.BEKOSTIGING, ends_on=day - timedelta(days=1))
    give(onderwijs, BRAM, Rol.RAADPLEGER, starts_on=day + timedelta(days=1))
    give(onderwijs, CARLA, Rol.BEHEERDER)
    text = overview(client_for(app, BRAM))
    assert "Uw rol Medewerker bekostiging liep tot en met" in text
    assert "Vraag uw beheerder (Carla Smit)" in text
    assert "Uw rollen" not in text


def test_who_has_no_rol_reads_whom_to_ask(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, CARLA, Rol.BEHEERDER)
    text = overview(client_for(app, IVO))
    assert "U hebt nog geen rol" in text
    assert "Carla Smit" in text


def test_where_nobody_can_give_a_rol_the_bevoegd_gezag_is_named(app: Flask, onderwijs: Site) -> None:
    text = overview(client_for(app, LARS))
    assert "Er is nog geen beheerder" in text
    assert "bevoegd gezag" in text


def test_a_rol_without_its_number_is_explained(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, CARLA, Rol.BEHEERDER)
    give(onderwijs, JOOST, Rol.RAADPLEGER, "")
    client = client_for(app, JOOST)
    text = overview(client)
    assert "U hebt de rol Raadpleger zaakdossier, maar nog geen instellingscode." in text
    assert "Vraag uw beheerder (Carla Smit)" in text
    client.page("/mijn-duo/rollen", status=403)


def test_the_beheerder_reads_that_he_sees_no_data(carla: LookingClient) -> None:
    text = overview(carla)
    assert "Gegevens zien" in text
    assert "Stichting Hoger Onderwijs Waterland" in text


def test_who_works_at_two_places_chooses_one(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, HANNA, Rol.OPLEIDINGEN)
    give(onderwijs, HANNA, Rol.RAADPLEGER, "98CD", "98002")
    hanna = client_for(app, HANNA)
    assert hanna.get("/mijn-duo").headers["Location"] == "/mijn-duo/kies"
    page = hanna.page("/mijn-duo/kies")
    assert [label.split(" (")[0] for label in page.xpath("//label/text()")] == [
        "Heuvelrijk College",
        "Hogeschool Waterland",
    ]
    assert choose(hanna, "99001-99AC").status_code == 422, "she does not work there"
    assert choose(hanna, "98002-98CD").headers["Location"] == "/mijn-duo"
    assert "Raadpleger" in overview(hanna)
    assert "opleidingen" not in overview(hanna)
    choose(hanna, "99001-99AB")
    assert "Medewerker opleidingen" in overview(hanna)


def test_the_choice_leads_on_to_the_page_that_was_asked_for(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, CARLA, Rol.BEHEERDER)
    give(onderwijs, CARLA, Rol.RAADPLEGER, "98CD", "98002")
    carla = client_for(app, CARLA)
    asked = carla.get("/en/mijn-duo/rollen?toon=alle").headers["Location"]
    assert asked == "/en/mijn-duo/kies?volgende=%2Fmijn-duo%2Frollen%3Ftoon%3Dalle"
    action = carla.page(asked).xpath("string(//main//form/@action)")
    assert action == asked
    token = carla.page(asked).xpath("string(//main//input[@name='csrf_token']/@value)")
    done = carla.post(action, data={"csrf_token": token, "keuze": "99001-"})
    assert done.headers["Location"] == "/en/mijn-duo/rollen?toon=alle"
    carla.page(done.headers["Location"])


def test_the_choice_leads_to_no_other_site(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.BEKOSTIGING)
    client = client_for(app, BRAM)
    for target in ("https://kwaad.example", "//kwaad.example", "/mijn-duo//kwaad.example", "/inloggen/digid"):
        page = client.page("/mijn-duo/kies", query_string={"volgende": target})
        assert page.xpath("string(//main//form/@action)") == "/mijn-duo/kies"


def test_a_beheerder_has_no_other_work_at_his_bestuur(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, CARLA, Rol.BEHEERDER)
    give(onderwijs, CARLA, Rol.BEKOSTIGING)  # As an import might leave it.
    text = overview(client_for(app, CARLA))
    assert "Beheerder Bekostiging" in text
    assert "Medewerker bekostiging" not in text


def test_a_rol_that_ends_takes_effect_at_the_next_click(carla: LookingClient, onderwijs: Site) -> None:
    carla.page("/mijn-duo/rollen")
    with writing_session(onderwijs.engine) as session:
        session.execute(update(RoltoekenningRow).values(ends_on=today() - timedelta(days=1)))
    carla.page("/mijn-duo/rollen", status=403)
    assert "Uw rol is beëindigd" in overview(carla)


def test_a_school_that_went_to_another_bestuur_is_no_place_of_work(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, DRISS, Rol.BEKOSTIGING, "98CD", "99001")
    text = overview(client_for(app, DRISS))
    assert "Uw rol hoort hier niet" in text
    assert "98CD" in text


def test_a_rol_of_another_sector_does_not_count(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, DRISS, Rol.OPLEIDINGEN, "98CD", "98002")
    assert "Uw rol hoort hier niet" in overview(client_for(app, DRISS))
