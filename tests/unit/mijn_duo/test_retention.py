"""What is kept about rollen goes two years after they ended; what belongs to a rol that is held stays."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine, func, select

from duo_site.database import Base, reading_session, writing_session
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import Rol
from duo_site.mijn_duo.retention import ROLLEN_HELD
from duo_site.mijn_duo.rollen.domain import Actor, Grant
from duo_site.mijn_duo.rollen.models import (
    MedewerkerEmailRow,
    MedewerkerRow,
    RoltoekenningRow,
    RolwijzigingRow,
    UitnodigingRow,
)
from duo_site.mijn_duo.rollen.service.giving import record
from duo_site.mijn_duo.rollen.service.invitations import invite
from duo_site.retention import erase_expired
from tests.moments import NOON

LONG_AGO = NOON - timedelta(days=1000)
LAST_DAY = LONG_AGO.date() + timedelta(days=9)
ENDED = Grant("gone", "Gone", Rol.RAADPLEGER, "99001", "99AB", LONG_AGO.date(), LAST_DAY, email="x@voorbeeld.invalid")
CARLA = Actor("carla", "Carla")


def subjects(
    engine: Engine,
    table: type[RoltoekenningRow] | type[RolwijzigingRow] | type[MedewerkerRow] | type[MedewerkerEmailRow],
) -> set[str | None]:
    with reading_session(engine) as session:
        return set(session.scalars(select(table.subject)))


def test_what_ended_long_ago_goes_and_what_is_held_stays(empty_engine: Engine) -> None:
    Base.metadata.create_all(empty_engine)
    with writing_session(empty_engine) as session:
        keep_demo_register(session)
        record(session, CARLA, ENDED, LONG_AGO)
        record(session, CARLA, replace(ENDED, subject="held", ends_on=None), LONG_AGO)
        invite(session, CARLA, replace(ENDED, subject="", email="x@voorbeeld.invalid"), LONG_AGO)
        invite(session, CARLA, replace(ENDED, subject="", email="y@voorbeeld.invalid"), NOON)
    with writing_session(empty_engine) as session:
        assert erase_expired(session, (ROLLEN_HELD,), NOON) == {ROLLEN_HELD.kind: 6}
    for table in (RoltoekenningRow, MedewerkerRow, MedewerkerEmailRow):
        assert subjects(empty_engine, table) == {"held"}
    assert subjects(empty_engine, RolwijzigingRow) == {"held", None}
    with reading_session(empty_engine) as session:
        assert session.scalar(select(func.count()).select_from(UitnodigingRow)) == 1
