"""Two at the same moment about one opleiding, on both databases: one is handed in, and the aanbod stays whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from duo_site.database import Base, reading_session, writing_session
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import Werkplek
from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Taal
from duo_site.mijn_duo.opleidingen.proposal import Problem, Soort, Voorstel
from duo_site.mijn_duo.opleidingen.service.granting import AanbodChanged, grant, why_not
from duo_site.mijn_duo.opleidingen.service.reading import list_versions
from duo_site.mijn_duo.opleidingen.service.recording import add_all
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import DraftSaved, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.service import HandedIn, hand_in, open_zaak, save_draft
from tests.moments import NOON

TODAY = NOON.date()
HANNA = Actor("hanna", "Hanna Mulder")
HERE = Werkplek("99AB", "99001", "", None)
KIND = ZaakKind.OPLEIDING
NEW = Voorstel(
    Soort.NIEUW,
    "34777",
    "Waterkunde",
    Niveau.BACHELOR,
    (Taal.NEDERLANDS,),
    (Leerroute.VOLTIJD,),
    TODAY + timedelta(days=30),
)


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    Base.metadata.create_all(empty_engine)
    with writing_session(empty_engine) as session:
        keep_demo_register(session)
    return empty_engine


def test_of_two_proposals_at_once_one_is_handed_in(engine: Engine) -> None:
    with writing_session(engine) as session:
        made = [save_draft(session, HERE, KIND, HANNA, NEW.to_inhoud(), NOON) for _ in range(2)]
    drafts = [one.zaak for one in made if isinstance(one, DraftSaved)]
    start = Barrier(2)

    def try_it(draft: Zaak) -> Problem | None:
        start.wait(timeout=20)
        with writing_session(engine) as session:
            handed = hand_in(session, HERE, KIND, draft.number, draft.version, HANNA, NOON)
            assert isinstance(handed, HandedIn)
            problem = why_not(session, handed.zaak, TODAY)
            if problem:
                session.rollback()
            return problem

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(try_it, drafts))
    assert set(outcomes) == {None, Problem.PENDING}


def test_of_two_grants_at_once_one_is_carried_out(engine: Engine) -> None:
    """As when a second zaak came from before there was a check: the aanbod takes one."""
    with writing_session(engine) as session:
        zaken = [open_zaak(session, HERE, KIND, HANNA, NEW.to_inhoud(), NOON) for _ in range(2)]
    start = Barrier(2)

    def try_it(zaak: Zaak) -> Problem | None:
        start.wait(timeout=20)
        try:
            with writing_session(engine) as session:
                grant(session, zaak, NOON)
        except AanbodChanged as changed:
            return changed.problem
        return None

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(try_it, zaken))
    assert set(outcomes) == {None, Problem.CODE_TAKEN}
    with reading_session(engine) as session:
        assert len(list_versions(session, HERE, "34777")) == 1


def test_the_longest_names_fit_however_they_are_written(engine: Engine) -> None:
    name = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200
    with writing_session(engine) as session:
        opleiding = Opleiding("34777", name, Niveau.BACHELOR, NEW.talen, NEW.leerroutes, date(2020, 9, 1))
        add_all(session, "99AB", [opleiding], NOON)
    with reading_session(engine) as session:
        assert list_versions(session, HERE, "34777") == (opleiding,)
