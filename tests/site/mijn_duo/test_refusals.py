"""A refusal names its reason and who can mend it: about who asks, and about nobody else."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from duo_site.database import writing_session
from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.models import RoltoekenningRow
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from duo_site.web.templating import format_day
from tests.cast import ANJA, BRAM, CARLA, DRISS, ELS, HANNA, JOOST, KOEN, LARS, WILLEM, DemoPerson
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import choose, client_for, give, send

ZAKEN = "/mijn-duo/zaken"
ROLLEN = "/mijn-duo/rollen"


def refused(client: LookingClient, address: str) -> str:
    """Give what the page of a refusal says, in one line."""
    page = client.page(address, status=403)
    assert page.xpath("//main//a[contains(@class, 'button')]"), "there is a way on"
    return " ".join(page.xpath("string(//main)").split())


def test_a_rol_that_ended_is_named_with_its_day_and_who_can_mend_it(
    app: Flask, carla: LookingClient, onderwijs: Site
) -> None:
    give(onderwijs, BRAM, Rol.RAADPLEGER)
    number = give(onderwijs, BRAM, Rol.VERANTWOORDING)
    bram = client_for(app, BRAM)
    bram.page("/mijn-duo/verantwoording")
    confirm = f"{ROLLEN}/beeindigen?rol={number}"
    send(carla, confirm, f"{ROLLEN}/beeindigen", gekozen=number)
    text = refused(bram, "/mijn-duo/verantwoording")
    with app.test_request_context():
        day = format_day(today())
    assert f"Uw rol Medewerker verantwoording liep tot en met {day}." in text
    assert "Vraag uw beheerder (Carla Smit)." in text
    bram.page(ZAKEN)


def test_of_two_rollen_that_would_do_the_last_one_is_named(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.BEKOSTIGING, ends_on=today() - timedelta(days=9))
    give(onderwijs, BRAM, Rol.OPLEIDINGEN, ends_on=today() - timedelta(days=2))
    text = refused(client_for(app, BRAM), ZAKEN)
    assert "Uw rol Medewerker opleidingen liep tot en met" in text
    assert "Medewerker bekostiging" not in text


def test_a_rol_that_has_not_begun_says_when_it_does(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.RAADPLEGER, ends_on=today() - timedelta(days=2))
    give(onderwijs, BRAM, Rol.BEKOSTIGING, starts_on=today() + timedelta(days=3))
    assert "Uw rol Medewerker bekostiging begint op" in refused(client_for(app, BRAM), ZAKEN)


def test_a_rol_that_was_ended_before_it_began_is_no_reason(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.RAADPLEGER)
    number = give(onderwijs, BRAM, Rol.VERANTWOORDING, starts_on=today() + timedelta(days=3))
    with writing_session(onderwijs.engine) as session:
        ended = update(RoltoekenningRow).where(RoltoekenningRow.id == number)
        session.execute(ended.values(ended_at=now(), ends_on=today()))
    text = refused(client_for(app, BRAM), "/mijn-duo/verantwoording")
    assert "liep tot" not in text
    assert "Die rol hebt u niet bij Hogeschool Waterland (fictief)." in text


def test_a_rol_without_its_number_is_named(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, JOOST, Rol.RAADPLEGER, "")
    text = refused(client_for(app, JOOST), ZAKEN)
    assert "U hebt de rol Raadpleger zaakdossier, maar nog geen instellingscode." in text
    assert "Vraag uw beheerder (Carla Smit)." in text


def test_a_rol_of_a_school_that_left_is_named(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, DRISS, Rol.BEKOSTIGING, "98CD", "99001")
    assert "geldt niet voor instellingscode 98CD" in refused(client_for(app, DRISS), ZAKEN)


def test_what_somebody_never_had_is_named_with_the_rol_that_has_it(
    app: Flask, carla: LookingClient, onderwijs: Site
) -> None:
    give(onderwijs, WILLEM, Rol.BEHEERDER)
    give(onderwijs, BRAM, Rol.RAADPLEGER)
    text = refused(client_for(app, BRAM), "/mijn-duo/opleidingen")
    assert "Deze pagina hoort bij de rol Medewerker opleidingen." in text
    assert "Vraag een van uw beheerders (Carla Smit, Willem Postma)." in text
    several = refused(client_for(app, BRAM), f"{ZAKEN}/nieuw/subsidie-opleidingsscholen")
    assert "Medewerker bekostiging, Medewerker opleidingen of Medewerker verantwoording" in several


def test_a_machtiging_that_is_missing_is_named(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.BEKOSTIGING)
    text = refused(client_for(app, BRAM), "/mijn-duo/studentendossier")
    assert "hoort bij een machtiging: Studenten opzoeken bij de toelating." in text
    assert "Vraag uw beheerder (Carla Smit)." in text
    number = give(onderwijs, HANNA, Rol.BEKOSTIGING, machtigingen=frozenset({Permission.BEKIJK_STUDENT}))
    hanna = client_for(app, HANNA)
    hanna.page("/mijn-duo/studentendossier")
    send(carla, f"{ROLLEN}/beeindigen?rol={number}", f"{ROLLEN}/beeindigen", gekozen=number)
    assert "Uw rol Medewerker bekostiging liep tot en met" in refused(hanna, "/mijn-duo/studentendossier")


def test_a_medewerker_reads_that_no_beheerder_makes_him_one(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.RAADPLEGER)
    text = refused(client_for(app, BRAM), ROLLEN)
    assert "Beheerder Bekostiging en opleidingen" in text
    assert "Deze rol geeft alleen het bevoegd gezag." in text


def test_a_beheerder_reads_that_he_sees_no_data(carla: LookingClient) -> None:
    text = refused(carla, "/mijn-duo/verantwoording")
    assert "Een beheerder ziet geen gegevens" in text
    assert "Medewerker verantwoording" in text


def test_a_rol_at_another_place_of_work_leads_there(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, HANNA, Rol.RAADPLEGER)
    give(onderwijs, HANNA, Rol.VERANTWOORDING, "98CD", "98002")
    hanna = client_for(app, HANNA)
    choose(hanna, "99001-99AB")
    text = refused(hanna, "/mijn-duo/verantwoording")
    assert "Uw rol Medewerker verantwoording geldt bij Heuvelrijk College (fictief)." in text
    page = hanna.page("/mijn-duo/verantwoording", status=403)
    assert page.xpath("//main//a[@href='/mijn-duo/kies']")


def test_who_holds_nothing_reads_why(app: Flask, onderwijs: Site) -> None:
    assert "Er is nog geen beheerder" in refused(client_for(app, LARS), ZAKEN)


@pytest.mark.parametrize(
    ("person", "address", "said"),
    [
        (ANJA, ZAKEN, "Deze pagina is voor wie inlogt met eHerkenning."),
        (BRAM, "/mijn-diplomas", "Deze pagina is voor wie inlogt met DigiD."),
        (KOEN, "/redactie", "Uw werkaccount hoort niet bij de groep die dit werk doet."),
        (ELS, ROLLEN, "U bent nu ingelogd met uw werkaccount"),
    ],
    ids=lambda value: getattr(value, "key", None),
)
def test_another_login_is_named(app: Flask, onderwijs: Site, person: DemoPerson, address: str, said: str) -> None:
    text = refused(client_for(app, person), address)
    assert said in text
    assert "beheerder (" not in text, "who has no work there reads nobody's name"


@pytest.mark.parametrize("address", [f"{ZAKEN}/nieuw/obo-overzicht", ROLLEN, "/mijn-duo/opleidingen"])
def test_nobody_of_another_bestuur_is_named(app: Flask, onderwijs: Site, address: str) -> None:
    give(onderwijs, CARLA, Rol.BEHEERDER)
    give(onderwijs, BRAM, Rol.OPLEIDINGEN)
    give(onderwijs, DRISS, Rol.RAADPLEGER, "98CD", "98002")
    text = refused(client_for(app, DRISS), address)
    for other in (CARLA.name, BRAM.name, "Waterland", "99AB", "99001"):
        assert other not in text


def test_a_refusal_is_said_to_a_form_as_well(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.RAADPLEGER)
    bram = client_for(app, BRAM)
    answer = send(bram, "/mijn-duo/kies", f"{ROLLEN}/uitnodigen", werkplek="99001-99AB")
    assert answer.status_code == 403
    assert "Deze rol geeft alleen het bevoegd gezag." in answer.get_data(as_text=True)
