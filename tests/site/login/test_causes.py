"""/inloggen/problemen says what went wrong for this visitor, and nothing where the site does not know."""

import pytest
import requests
from flask import Flask
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from duo_site.database import reading_session, writing_session
from duo_site.demo.people import ANJA, BRAM, IVO, JOOST, LARS, DemoPerson
from duo_site.demo.rollen import give_demo_rollen
from duo_site.mijn_duo.rollen.models import MedewerkerRow
from duo_site.web.session import COOKIE
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.login.journey import come_back, is_logged_in
from tests.unit.login.houses import act_at_demo, cancel_demo, enter_demo

PROBLEMS = "/inloggen/problemen"


def log_in(client: LookingClient, person: DemoPerson, **deed: str) -> TestResponse:
    begun = client.get(f"/inloggen/{person.means}")
    return come_back(client, person.means, act_at_demo(begun.headers["Location"], person=person.key, **deed))


def cause(client: LookingClient, address: str = PROBLEMS) -> str:
    """Read the notice on top of the page; empty where there is none."""
    return " ".join(str(client.page(address).xpath("string(//main//*[contains(@class, 'notice--warning')])")).split())


def test_who_did_not_try_reads_no_cause(client: LookingClient) -> None:
    assert cause(client) == ""
    assert client.get(PROBLEMS).headers["Cache-Control"] == "no-store"


def test_a_level_below_the_needed_one_is_named(client: LookingClient) -> None:
    log_in(client, BRAM, low="1")
    said = cause(client)
    assert "U logde in met niveau EH2. Nodig is EH2+ of hoger." in said
    assert "leverancier van uw eHerkenning" in said
    assert "level" in cause(client, f"/en{PROBLEMS}") or "niveau" in cause(client, f"/en{PROBLEMS}")


def test_no_machtiging_for_the_service_is_named(client: LookingClient) -> None:
    answer = log_in(client, BRAM, unauthorised="1")
    assert answer.headers["Location"] == "/inloggen/eherkenning/niet-gelukt/machtiging"
    assert "nog niet gemachtigd" in client.page(answer.headers["Location"], status=403).text_content()
    assert "De persoon die bij u over eHerkenning gaat" in cause(client)
    assert not is_logged_in(client)


def test_who_stopped_keeps_no_cookie_and_reads_no_cause(client: LookingClient) -> None:
    begun = client.get("/inloggen/eherkenning")
    come_back(client, "eherkenning", cancel_demo(begun.headers["Location"]))
    assert client.get_cookie(COOKIE, domain="duo.test") is None
    assert cause(client) == ""


def test_another_visitor_reads_nothing_of_it(app: Flask, client: LookingClient) -> None:
    log_in(client, BRAM, low="1")
    other = app.test_client()
    assert isinstance(other, LookingClient)
    assert cause(other) == ""


def test_an_address_alone_makes_no_cause(client: LookingClient) -> None:
    client.get("/inloggen/eherkenning/niet-gelukt/niveau")
    assert cause(client) == "", "the address of the explanation can be typed by anybody"


def test_a_login_that_works_ends_the_cause(client: LookingClient) -> None:
    begun = client.get("/inloggen/digid")
    come_back(client, "digid", enter_demo(begun.headers["Location"], 0))
    assert "Het niveau van uw inlog is te laag" in cause(client)
    log_in(client, ANJA)
    assert cause(client) == ""


@pytest.mark.parametrize(
    ("person", "title", "remedy"),
    [
        (IVO, "U hebt nog geen rol", "Vraag een van uw beheerders (Carla Smit, Willem Postma)."),
        (JOOST, "Uw rol mist een nummer", "Carla Smit"),
        (LARS, "Er is nog geen beheerder", "Vraag het bevoegd gezag om een beheerder aan te wijzen."),
        (BRAM, "", ""),
    ],
    ids=lambda value: getattr(value, "key", str(value)[:30]),
)
def test_who_is_logged_in_reads_what_his_rollen_lack(
    client: LookingClient, site: Site, person: DemoPerson, title: str, remedy: str
) -> None:
    with writing_session(site.engine) as session:
        give_demo_rollen(session)
    log_in(client, person)
    said = cause(client)
    assert title in said
    assert remedy in said
    assert bool(said) == bool(title)


def test_a_login_leaves_its_level_and_moment(client: LookingClient, site: Site) -> None:
    log_in(client, BRAM)
    log_in(client, ANJA)
    with reading_session(site.engine) as session:
        rows = session.scalars(select(MedewerkerRow)).all()
    assert [(row.subject, row.name, row.level) for row in rows] == [(BRAM.subject, "Bram Jansen", "EH2+")]
    assert rows[0].last_login_at is not None


def test_the_demo_provider_offers_a_login_without_machtiging(client: LookingClient) -> None:
    page = requests.get(client.get("/inloggen/eherkenning").headers["Location"], timeout=5)
    assert html.fromstring(page.text).xpath("//input[@name='unauthorised']")
    other = requests.get(client.get("/inloggen/digid").headers["Location"], timeout=5)
    assert not html.fromstring(other.text).xpath("//input[@name='unauthorised']")
