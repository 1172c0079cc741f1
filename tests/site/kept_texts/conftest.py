"""Somebody whose session runs out while he fills in a form; the medewerkers come from the tests of Mijn DUO."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from duo_site.database import reading_session
from duo_site.demo.people import DemoPerson
from duo_site.kept_texts import KeptTextRow
from duo_site.web.kept_texts import remember_texts
from duo_site.web.session import COOKIE, start_session
from duo_site.web.site import Site
from tests.cast import identity_of
from tests.moments import NOON
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import bram, carla, driss, onderwijs, tokens_of

__all__ = ["bram", "carla", "driss", "onderwijs"]

OWN = {"Sec-Fetch-Site": "same-origin"}
A_WHILE = timedelta(minutes=20)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock at noon."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def come_back(client: LookingClient, person: DemoPerson) -> None:
    """Log somebody in again in the same browser, as a login at the provider would."""
    app = client.application
    site: Site = app.extensions["duo"]
    cookie = client.get_cookie(COOKIE, "duo.test")
    headers = {"Cookie": f"{COOKIE}={cookie.value}"} if cookie else {}
    with app.test_request_context(base_url=client.base_url, headers=headers):
        identity = identity_of(person, site.secrecy)
        start_session(identity)
        remember_texts(identity)
        client.keep_cookie(app.process_response(app.response_class()))


def send_late(
    client: LookingClient, clock: time_machine.Traveller, page: str, address: str = "", **fields: str
) -> TestResponse:
    """Open a page, do nothing for too long, and send its form."""
    hidden = tokens_of(client.page(page))
    clock.shift(A_WHILE)
    return client.post(address or page, data={**hidden, **fields}, headers=OWN)


def count_kept(site: Site) -> int:
    """Count the texts that are kept of anybody."""
    with reading_session(site.engine) as session:
        return session.scalar(select(func.count()).select_from(KeptTextRow)) or 0
