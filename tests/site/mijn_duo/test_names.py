"""What people are called is shown as it is: no markup, no pattern, no header of a catalogue."""

from dataclasses import replace

import pytest
from flask import Flask

from duo_site.database import writing_session
from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.domain import Actor, Grant
from duo_site.mijn_duo.rollen.service.giving import record
from duo_site.web.clock import today
from duo_site.web.site import Site
from tests.cast import BRAM
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import WHEN, client_for


def give_by(site: Site, name: str) -> int:
    """Give Bram a rol, by a beheerder of a name."""
    assert BRAM.subject is not None
    grant = Grant(BRAM.subject, BRAM.name, Rol.BEKOSTIGING, "99001", "99AB", today())
    with writing_session(site.engine) as session:
        record(session, Actor("b", name), replace(grant, email="bram@voorbeeld.invalid"), WHEN)
        return record(session, Actor("b", name), replace(grant, rol=Rol.RAADPLEGER), WHEN)


@pytest.mark.parametrize("name", ['<form action="/uitloggen"><b>Eva</b></form>', "Eva 100% (van) %(name)s", ""])
def test_who_gave_a_rol_is_shown_as_he_is_called(app: Flask, carla: LookingClient, onderwijs: Site, name: str) -> None:
    number = give_by(onderwijs, name)
    bram = client_for(app, BRAM)
    for client, address in (
        (bram, "/mijn-duo"),
        (bram, "/en/mijn-duo"),
        (carla, "/mijn-duo/rollen"),
        (carla, "/en/mijn-duo/rollen"),
        (carla, f"/mijn-duo/rollen/{number}"),
        (carla, "/en/mijn-duo/rollen/geschiedenis"),
        (carla, "/en/mijn-duo/rollen/overzicht.csv"),
    ):
        text = client.get(address).get_data(as_text=True)
        assert "<b>Eva</b>" not in text or address.endswith(".csv")
        assert "Project-Id-Version" not in text
        if name and not address.endswith(".csv"):
            main = client.page(address).xpath("normalize-space(string(//main))")
            assert name in main
