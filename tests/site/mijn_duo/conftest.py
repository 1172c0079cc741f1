"""Medewerkers at work: the demo register, rollen as a beheerder gives them, and clients that are logged in."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from duo_site.database import writing_session
from duo_site.demo.people import DemoPerson
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Actor, Grant
from duo_site.mijn_duo.rollen.service.giving import record
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, DRISS
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in

SINCE = date(2026, 1, 5)
WHEN = datetime(2026, 1, 5, 9, tzinfo=UTC)


def give(
    site: Site,
    person: DemoPerson,
    rol: Rol,
    instellingscode: str = "99AB",
    bestuursnummer: str = "99001",
    *,
    machtigingen: frozenset[Permission] = frozenset(),
    starts_on: date = SINCE,
    ends_on: date | None = None,
) -> int:
    """Give somebody a rol, as it stands in the database; a beheerder gets it for the bestuur as a whole."""
    assert person.subject is not None
    code = "" if rol is Rol.BEHEERDER else instellingscode
    actor = BEVOEGD_GEZAG if rol is Rol.BEHEERDER else Actor(CARLA.subject, CARLA.name)
    email = f"{person.key}@voorbeeld.invalid"
    grant = Grant(person.subject, person.name, rol, bestuursnummer, code, starts_on, ends_on, machtigingen, email=email)
    with writing_session(site.engine) as session:
        return record(session, actor, grant, WHEN)


@pytest.fixture
def onderwijs(site: Site) -> Site:
    """Fill the register with the demo besturen and onderwijsinstellingen."""
    with writing_session(site.engine) as session:
        keep_demo_register(session)
    return site


def client_for(app: Flask, person: DemoPerson) -> LookingClient:
    """Make a client in which somebody is logged in."""
    client = client_of(app)
    log_in(client, person)
    return client


@pytest.fixture
def bram(app: Flask, onderwijs: Site) -> LookingClient:
    """Log Bram in: medewerker bekostiging and raadpleger at 99AB."""
    give(onderwijs, BRAM, Rol.BEKOSTIGING)
    give(onderwijs, BRAM, Rol.RAADPLEGER)
    return client_for(app, BRAM)


@pytest.fixture
def carla(app: Flask, onderwijs: Site) -> LookingClient:
    """Log Carla in: beheerder of bestuur 99001."""
    give(onderwijs, CARLA, Rol.BEHEERDER)
    return client_for(app, CARLA)


@pytest.fixture
def driss(app: Flask, onderwijs: Site) -> LookingClient:
    """Log Driss in: medewerker bekostiging and raadpleger at 98CD, which must never see a thing of 99AB."""
    give(onderwijs, DRISS, Rol.BEKOSTIGING, "98CD", "98002")
    give(onderwijs, DRISS, Rol.RAADPLEGER, "98CD", "98002")
    return client_for(app, DRISS)


def tokens_of(page: html.HtmlElement) -> dict[str, str]:
    """Read the hidden fields of the form in <main>."""
    fields = page.xpath("(//main//form)[1]//input[@type='hidden']")
    return {field.get("name"): field.get("value") for field in fields}


def send(client: LookingClient, page: str, address: str, **fields: object) -> TestResponse:
    """Post to an address with the hidden fields of a page that has a form."""
    return client.post(address, data={**tokens_of(client.page(page)), **fields})


def choose(client: LookingClient, key: str) -> TestResponse:
    """Choose for which werkplek somebody is here, such as "99001-99AB"."""
    return send(client, "/mijn-duo/kies", "/mijn-duo/kies", keuze=key)
