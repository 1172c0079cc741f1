"""A document and a hand in at the same moment, on both databases: either it is in, or the sender is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import Engine

from duo_site.database import Base, reading_session, writing_session
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import Sector, Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import DraftSaved, Status, ZaakKind
from duo_site.mijn_duo.zaken.service import HandedIn, find_zaak, hand_in, save_draft
from tests.moments import NOON

HERE = Werkplek("99AB", "99001", "Hogeschool Waterland", Sector.HOGER_ONDERWIJS)
BRAM = Actor("bram", "Bram")
KIND = ZaakKind.SUBSIDIE


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    Base.metadata.create_all(empty_engine)
    with writing_session(empty_engine) as session:
        keep_demo_register(session)
    return empty_engine


def test_who_waits_for_a_hand_in_sees_that_it_happened(engine: Engine) -> None:
    with writing_session(engine) as session:
        made = save_draft(session, HERE, KIND, BRAM, {"opleidingsschool": "De Brug"}, NOON)
    assert isinstance(made, DraftSaved)
    number, is_held = made.zaak.number, Event()

    def send_document() -> Status:
        """Do what an upload does: look first, and hold the zaak once its turn comes."""
        with reading_session(engine) as session:
            seen = find_zaak(session, HERE, number, {KIND})
        assert seen is not None
        assert seen.is_draft
        is_held.set()
        with writing_session(engine) as session:
            again = find_zaak(session, HERE, number, {KIND}, lock=True)
        assert again is not None
        return again.status

    with ThreadPoolExecutor(1) as pool, writing_session(engine) as session:
        outcome = hand_in(session, HERE, KIND, number, 1, BRAM, NOON)
        assert isinstance(outcome, HandedIn)
        late = pool.submit(send_document)
        assert is_held.wait(timeout=20)
        session.commit()
        assert late.result(timeout=20) is Status.INGEDIEND
