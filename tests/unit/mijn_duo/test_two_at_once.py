"""Two beheerders at the same moment: nothing is given twice, nothing is lost, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from duo_site.database import Base, reading_session, writing_session
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Actor, Given, Grant, NotGiven, Refusal
from duo_site.mijn_duo.rollen.models import MedewerkerEmailRow, MedewerkerRow, RoltoekenningRow, RolwijzigingRow
from duo_site.mijn_duo.rollen.service import record_login
from duo_site.mijn_duo.rollen.service.appointing import LastBeheerder, dismiss
from duo_site.mijn_duo.rollen.service.changing import Wish, change, end, state_of
from duo_site.mijn_duo.rollen.service.giving import give, record
from duo_site.mijn_duo.rollen.service.invitations import Accepted, Invited, accept, invite
from tests.moments import NOON

Result = TypeVar("Result")
TODAY = NOON.date()
CARLA, WILLEM = Actor("carla", "Carla"), Actor("willem", "Willem")
BEHEERDER = Grant("carla", "Carla", Rol.BEHEERDER, "99001", "", TODAY)
RAADPLEGER = Grant("bram", "Bram", Rol.RAADPLEGER, "99001", "99AB", TODAY, email="bram@voorbeeld.invalid")


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    Base.metadata.create_all(empty_engine)
    with writing_session(empty_engine) as session:
        keep_demo_register(session)
        give(session, BEVOEGD_GEZAG, BEHEERDER, NOON, TODAY)
        give(session, BEVOEGD_GEZAG, replace(BEHEERDER, subject="willem", name="Willem"), NOON, TODAY)
    return empty_engine


def at_once(engine: Engine, *acts: Callable[[Session], Result]) -> list[Result]:
    """Do several things at the same moment, each in a transaction of its own."""
    start = Barrier(len(acts))

    def do(act: Callable[[Session], Result]) -> Result:
        start.wait(timeout=20)
        with writing_session(engine) as session:
            return act(session)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def count(engine: Engine, what: type[Base], *where: object) -> int:
    with reading_session(engine) as session:
        return session.scalar(select(func.count()).select_from(what).where(*where)) or 0  # type: ignore[arg-type]


def test_the_same_rol_from_two_beheerders_is_given_once(engine: Engine) -> None:
    outcomes = at_once(
        engine,
        *(lambda session, actor=actor: give(session, actor, RAADPLEGER, NOON, TODAY) for actor in (CARLA, WILLEM)),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Given", "NotGiven"]
    assert NotGiven(Refusal.HELD_ALREADY) in outcomes
    assert count(engine, RoltoekenningRow, RoltoekenningRow.subject == "bram") == 1


def test_two_first_logins_make_one_medewerker(engine: Engine) -> None:
    at_once(engine, *(lambda session: record_login(session, "ivo", "Ivo", "EH3", NOON) for _ in range(4)))
    assert count(engine, MedewerkerRow, MedewerkerRow.subject == "ivo") == 1


def test_an_invitation_that_two_people_accept_goes_to_one(engine: Engine) -> None:
    with writing_session(engine) as session:
        invited = invite(session, CARLA, replace(RAADPLEGER, subject=""), NOON)
    assert isinstance(invited, Invited)
    outcomes = at_once(
        engine,
        *(lambda session, who=who: accept(session, invited.token, who, who, NOON, TODAY) for who in ("ivo", "hanna")),
    )
    assert len([outcome for outcome in outcomes if isinstance(outcome, Accepted)]) == 1
    assert count(engine, RoltoekenningRow, RoltoekenningRow.rol == Rol.RAADPLEGER) == 1


def test_a_rol_that_two_end_is_ended_once(engine: Engine) -> None:
    with writing_session(engine) as session:
        given = give(session, CARLA, RAADPLEGER, NOON, TODAY)
    assert isinstance(given, Given)
    ended = at_once(
        engine,
        *(
            lambda session, actor=actor: end(session, actor, "99001", frozenset({given.number}), NOON, TODAY)
            for actor in (CARLA, WILLEM)
        ),
    )
    assert sorted(ended) == [0, 1]
    assert count(engine, RolwijzigingRow, RolwijzigingRow.kind == "beeindigd") == 1


def test_the_same_number_for_two_rollen_is_filled_in_once(engine: Engine) -> None:
    """As an older system might deliver them: the same rol twice, both without their number."""
    missing = replace(RAADPLEGER, instellingscode="")
    with writing_session(engine) as session:
        numbers = [
            record(session, CARLA, replace(missing, starts_on=TODAY - timedelta(days=days)), NOON) for days in (0, 1)
        ]
    wish = Wish(None, frozenset(), "99AB", state_of(None, frozenset(), ""))
    outcomes = at_once(
        engine,
        *(
            lambda session, number=number: change(session, WILLEM, "99001", number, wish, NOON, TODAY)
            for number in numbers
        ),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Given", "NotGiven"]
    assert NotGiven(Refusal.HELD_ALREADY) in outcomes
    assert count(engine, RoltoekenningRow, RoltoekenningRow.instellingscode == "99AB") == 1


def test_a_change_and_a_new_rol_at_once_make_no_two_of_the_same(engine: Engine) -> None:
    with writing_session(engine) as session:
        number = record(session, CARLA, replace(RAADPLEGER, instellingscode=""), NOON)
    wish = Wish(None, frozenset(), "99AB", state_of(None, frozenset(), ""))
    outcomes = at_once(
        engine,
        lambda session: change(session, CARLA, "99001", number, wish, NOON, TODAY),
        lambda session: give(session, WILLEM, RAADPLEGER, NOON, TODAY),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Given", "NotGiven"]
    assert count(engine, RoltoekenningRow, RoltoekenningRow.instellingscode == "99AB") == 1


def test_two_besturen_keep_two_addresses_of_one_person(engine: Engine) -> None:
    elsewhere = replace(RAADPLEGER, bestuursnummer="98002", instellingscode="98CD", email="b.jansen@elders.invalid")
    grants = (RAADPLEGER, elsewhere)
    at_once(engine, *(lambda session, grant=grant: record(session, CARLA, grant, NOON) for grant in grants))
    with reading_session(engine) as session:
        kept = session.execute(select(MedewerkerEmailRow.bestuursnummer, MedewerkerEmailRow.email)).all()
    assert sorted(map(tuple, kept)) == [("98002", "b.jansen@elders.invalid"), ("99001", "bram@voorbeeld.invalid")]


def test_two_who_leave_at_once_leave_one_beheerder(engine: Engine) -> None:
    with reading_session(engine) as session:
        numbers = list(session.scalars(select(RoltoekenningRow.id)))
    outcomes = at_once(
        engine,
        *(
            lambda session, number=number: dismiss(session, "99001", number, NOON, TODAY, although_last=False)
            for number in numbers
        ),
    )
    assert LastBeheerder() in outcomes
    assert None in outcomes
    assert count(engine, RoltoekenningRow, RoltoekenningRow.ended_at.is_(None)) == 1
