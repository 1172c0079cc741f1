"""What somebody meets behind a login that worked: no rol, a rol that lacks something, a choice, a rol that is over."""

from flask import Flask
from sqlalchemy import func, select

from duo_site.database import reading_session
from duo_site.mijn_duo.zaken.models import ZaakRow
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, HANNA, IVO, JOOST, LARS
from tests.site.conftest import client_of
from tests.site.eherkenning.conftest import Browser, results
from tests.site.mijn_duo.conftest import send, tokens_of

MIJN_DUO, ZAKEN, ROLLEN = "/mijn-duo", "/mijn-duo/zaken", "/mijn-duo/rollen"
SUBSIDIE = f"{ZAKEN}/nieuw/subsidie-opleidingsscholen"


def test_who_has_no_rol_yet_reads_whom_to_ask(browser: Browser) -> None:
    own = browser.path(MIJN_DUO)
    assert browser.log_in(IVO).headers["Location"] == own
    said = browser.text(own)
    assert browser.says("U hebt nog geen rol") in said
    assert "Carla Smit, Willem Postma" in said
    page = browser.page(own)
    assert not page.xpath("//@data-werkplek")
    assert browser.path("/inloggen/problemen") in page.xpath("//main//a/@href")
    for closed in (ZAKEN, ROLLEN, "/mijn-duo/opleidingen", "/mijn-duo/verantwoording", "/mijn-duo/studentendossier"):
        browser.page(browser.path(closed), 403)


def test_a_rol_without_its_kenmerk_names_what_is_missing(browser: Browser) -> None:
    browser.log_in(JOOST)
    said = browser.text(browser.path(MIJN_DUO))
    assert browser.says("Uw rol mist een nummer") in said
    rol, kenmerk = browser.says("Raadpleger zaakdossier"), browser.says("instellingscode")
    assert browser.says("U hebt de rol %(rol)s, maar nog geen %(kenmerk)s.", rol=rol, kenmerk=kenmerk) in said
    assert "Carla Smit, Willem Postma" in said
    assert browser.says("Uw rol mist een nummer") in browser.text(browser.path("/inloggen/problemen"))
    browser.page(browser.path(ZAKEN), 403)


def test_where_nobody_can_give_a_rol_the_bevoegd_gezag_is_named(browser: Browser) -> None:
    browser.log_in(LARS)
    said = browser.text(browser.path(MIJN_DUO))
    assert browser.says("Er is nog geen beheerder") in said
    assert browser.says("Vraag het bevoegd gezag om een beheerder aan te wijzen.") in said


def test_who_works_at_two_places_chooses_before_he_sees_anything(browser: Browser) -> None:
    wanted = browser.path(ZAKEN)
    assert browser.log_in(HANNA, wanted=wanted).headers["Location"] == wanted
    asked = browser.client.get(wanted)
    assert asked.status_code == 302
    choice = browser.page(asked.headers["Location"])
    assert choice.findtext(".//h1") == browser.says("Kies uw onderwijsinstelling")
    assert set(choice.xpath("//input[@name='keuze']/@value")) == {"99001-99AB", "98002-98CD"}
    assert not choice.xpath("//input[@name='keuze'][@checked]"), "nothing is chosen for her"
    done = browser.client.post(
        choice.xpath("string(//main//form/@action)"), data={**tokens_of(choice), "keuze": "98002-98CD"}
    )
    assert done.headers["Location"] == wanted
    assert browser.page(wanted).xpath("string(//@data-werkplek)") == "98002-98CD"
    browser.page(browser.path("/mijn-duo/opleidingen"), 403)  # Her rol for this counts at the other place.


def test_the_choice_ends_with_the_session(dutch: Browser) -> None:
    dutch.log_in(HANNA)
    send(dutch.client, "/mijn-duo/kies", "/mijn-duo/kies", keuze="99001-99AB")
    dutch.page(ZAKEN)
    dutch.log_out()
    dutch.log_in(HANNA)
    assert dutch.client.get(MIJN_DUO).headers["Location"] == "/mijn-duo/kies"


def test_a_rol_that_was_ended_ends_the_work_at_once_and_at_the_next_login(
    app: Flask, browser: Browser, site: Site
) -> None:
    beheerder = Browser(client_of(app), "nl")
    beheerder.log_in(CARLA)
    browser.log_in(BRAM)
    form = tokens_of(browser.page(browser.path(SUBSIDIE)))
    page = beheerder.page(ROLLEN)
    ending = page.xpath("//tr[th[contains(., 'Bram Jansen')]]//input[@type='checkbox']/@value")
    assert len(ending) == 2
    confirm = f"{ROLLEN}/beeindigen?" + "&".join(f"rol={number}" for number in ending)
    assert send(beheerder.client, confirm, f"{ROLLEN}/beeindigen", gekozen=ending).status_code == 303
    assert browser.client.post(browser.path(SUBSIDIE), data={**form, "doe": "bewaren"}).status_code == 403
    with reading_session(site.engine) as session:
        assert session.scalar(select(func.count()).select_from(ZaakRow)) == 0
    browser.page(browser.path(ZAKEN), 403)
    for _again in range(2):
        said = browser.text(browser.path(MIJN_DUO))
        assert browser.says("Uw rol is beëindigd") in said
        assert "Carla Smit, Willem Postma" in said
        assert browser.says("Zaken") not in browser.page(browser.path(MIJN_DUO)).xpath("//main//h3/a/text()")
        browser.page(browser.path(ZAKEN), 403)
        browser.log_out()
        assert browser.log_in(BRAM).headers["Location"] == browser.path(MIJN_DUO), "he may log in still"
    assert results(site) == ["gelukt"] * 4
