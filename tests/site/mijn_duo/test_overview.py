"""Mijn DUO: a medewerker sees his own rollen, of the onderwijsinstelling he logged in for."""

from datetime import date, timedelta

from duo_site.database import writing_session
from duo_site.demo.rollen import give_demo_rollen
from duo_site.identity import Rol
from duo_site.mijn_duo.domain import Roltoekenning
from duo_site.mijn_duo.service import give_rol
from duo_site.web.clock import today
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, DRISS
from tests.site.client import LookingClient
from tests.site.conftest import log_in


def test_a_medewerker_sees_his_rollen(client: LookingClient, site: Site) -> None:
    with writing_session(site.engine) as session:
        give_demo_rollen(session)
        give_demo_rollen(session)  # Doing it again changes nothing.
    log_in(client, BRAM)
    text = client.get("/mijn-duo").get_data(as_text=True)
    assert text.count("Medewerker bekostiging") == 1
    assert "Raadpleger zaakdossier" in text
    assert "Carla Smit" in text
    assert "Medewerker opleidingen" not in text, "that rol is of Driss"


def test_a_rol_elsewhere_not_yet_or_no_longer_is_not_shown(client: LookingClient, site: Site) -> None:
    assert BRAM.subject is not None
    day = today()
    held = [
        Roltoekenning(Rol.OPLEIDINGEN, "98CD", "98002", date(2020, 1, 1), None, "x"),
        Roltoekenning(Rol.BEKOSTIGING, "99AB", "99001", date(2020, 1, 1), day - timedelta(days=1), "x"),
        Roltoekenning(Rol.RAADPLEGER, "99AB", "99001", day + timedelta(days=1), None, "x"),
    ]
    with writing_session(site.engine) as session:
        assert all(give_rol(session, BRAM.subject, rol) for rol in held)
    log_in(client, BRAM)
    assert "U hebt nog geen rol" in client.get("/mijn-duo").get_data(as_text=True)


def test_who_has_no_rol_reads_what_to_do(client: LookingClient) -> None:
    log_in(client, DRISS)
    text = client.get("/en/mijn-duo").get_data(as_text=True)
    assert "98CD" in text
    assert "beheerder" in text


def test_the_beheerder_reads_that_he_sees_no_data(client: LookingClient, site: Site) -> None:
    with writing_session(site.engine) as session:
        give_demo_rollen(session)
    log_in(client, CARLA)
    assert "Gegevens zien" in client.get("/mijn-duo").get_data(as_text=True)
