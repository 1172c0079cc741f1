"""Every endpoint of Mijn DUO × everybody: allowed, 403 or 404 as the table says; parts add files to rol_table/."""

import importlib
import pkgutil
from types import ModuleType

import pytest
from flask import Flask

from duo_site.identity import POLICY_OF, Permission, Rol
from duo_site.web.access import access_of
from duo_site.web.site import Site
from tests.site.conftest import client_of, log_in
from tests.site.mijn_duo import rol_table
from tests.site.mijn_duo.rol_table.profiles import ALL_EHERKENNING, Row, Who, person_of

PARTS: list[ModuleType] = [
    importlib.import_module(f"{rol_table.__name__}.{found.name}")
    for found in pkgutil.iter_modules(rol_table.__path__)
    if found.name != "profiles"
]
ROWS: list[Row] = [row for part in PARTS for row in part.ROWS]
_ROL_OF = {
    Who.BEHEERDER: Rol.BEHEERDER,
    Who.BEKOSTIGING: Rol.BEKOSTIGING,
    Who.OPLEIDINGEN: Rol.OPLEIDINGEN,
    Who.RAADPLEGER: Rol.RAADPLEGER,
    Who.VERANTWOORDING: Rol.VERANTWOORDING,
}


@pytest.mark.parametrize("who", Who, ids=str)
def test_the_table(app: Flask, onderwijs: Site, who: Who) -> None:
    values = {name: value for part in PARTS for name, value in part.prepare(onderwijs).items()}
    client, person = client_of(app), person_of(onderwijs, who)
    fields = {}
    if person:
        log_in(client, person)
        token = client.page("/inloggen/sessie-verlengd").xpath("string((//input[@name='csrf_token'])[1]/@value)")
        # A form says for which werkplek it was opened; otherwise it is refused before its fields are looked at.
        key = client.page("/mijn-duo").xpath("string(//@data-werkplek)") if person.means == "eherkenning" else ""
        fields = {"csrf_token": token, "werkplek": key}
    wrong = []
    for row in ROWS:
        data = fields if row.method == "POST" else None
        answer = client.open(row.address.format(**values), method=row.method, data=data)
        if answer.status_code != expected(row, who):
            wrong.append(f"{row.endpoint}: {answer.status_code}, not {expected(row, who)}")
    assert not wrong


def expected(row: Row, who: Who) -> int:
    """Give the status of the table; who has no place of work is led on from the page that asks for one."""
    if row.endpoint == "mijn_duo.choose" and who in (Who.NO_ROL, Who.NO_KENMERK):
        return 302
    return row.expected(who)


def test_every_endpoint_stands_in_the_table(app: Flask) -> None:
    guarded = {
        name: access_of(view)
        for name, view in app.view_functions.items()
        if name.split(".")[0].split("_")[:2] == ["mijn", "duo"]
    }
    assert {row.endpoint: row.permission for row in ROWS} == guarded


@pytest.mark.parametrize("who", _ROL_OF, ids=str)
def test_the_table_and_the_policy_say_the_same(who: Who) -> None:
    reached = {row.permission for row in ROWS if who in row.may} - {Permission.MIJN_DUO}
    assert reached <= POLICY_OF[_ROL_OF[who]].permissions
    assert not [row for row in ROWS if row.permission in POLICY_OF[_ROL_OF[who]].permissions and who not in row.may]


def test_nobody_gets_in_who_logged_in_otherwise() -> None:
    assert not [row for row in ROWS if row.may - ALL_EHERKENNING]


def test_a_beheerder_reaches_no_data() -> None:
    reached = {row.permission for row in ROWS if Who.BEHEERDER in row.may}
    assert reached <= {Permission.MIJN_DUO, Permission.GEEF_ROLLEN}
