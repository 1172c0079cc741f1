"""Places in the status list are drawn by lot, never given twice, and the list grows when it fills."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, insert, text
from structlog.testing import capture_logs

from duo_site.database import Base, make_engine, reading_session, writing_session
from duo_site.secrecy import Secrecy
from duo_site.uittreksel import service
from duo_site.uittreksel.domain import MOST_PLACES, Status, UittrekselRequest
from duo_site.uittreksel.models import UittrekselRow
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.proofs import CredentialKeys, NoCredentialKey
from duo_site.uittreksel.proofs.publishing import StatusListPublisher
from duo_site.uittreksel.proofs.status_list import StatusList, read_status_list
from duo_site.uittreksel.status_service import (
    SHORTEST_LIST,
    StatusListFull,
    StatusSummary,
    draw_status_index,
    list_changed,
    summarise_statuses,
)
from tests.unit.uittreksel.proofs.conftest import INHOUD, MADE_AT

SECRECY = Secrecy(b"k" * 32)
SITE = "https://register.example"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Engine]:
    """An SQLite database with the table of this room."""
    engine = make_engine(f"sqlite:///{tmp_path / 'test.sqlite'}")
    Base.metadata.create_all(engine, tables=[Base.metadata.tables[UittrekselRow.__tablename__]])
    yield engine
    engine.dispose()


def fill(engine: Engine, places: list[int]) -> None:
    rows = [
        {
            "number": f"N{place}",
            "diploma_key": f"D{place}",
            "version": 1,
            "language": "nl",
            "with_grades": False,
            "day": date(2026, 11, 21),
            "sha256": "0" * 64,
            "inhoud": b"",
            "status": "geldig",
            "status_since": MADE_AT,
            "status_index": place,
            "created_at": MADE_AT,
        }
        for place in places
    ]
    with writing_session(engine) as session:
        session.execute(insert(UittrekselRow), rows)


def store(engine: Engine, seed: int, place: int | None) -> None:
    inhoud = replace(INHOUD, number=new_number(lambda size: bytes([seed]) * size), status_index=place)
    request = UittrekselRequest(f"diploma {seed}", 1, "nl", with_grades=True, day=date(2026, 11, 21))
    with writing_session(engine) as session:
        service.store(session, SECRECY, request, inhoud, "0" * 64, MADE_AT)


def test_an_empty_register_has_the_shortest_list(register: Engine) -> None:
    with reading_session(register) as session:
        assert summarise_statuses(session) == StatusSummary(SHORTEST_LIST, 0, None)
        assert list_changed(session) == {}
        drawn = {draw_status_index(session, random.Random(seed).randrange) for seed in range(50)}
    assert len(drawn) == 50
    assert max(drawn) < SHORTEST_LIST


def test_a_taken_place_is_not_drawn(register: Engine) -> None:
    fill(register, [5])
    draws = iter([5] * 8 + [6] * 8)
    with reading_session(register) as session:
        assert draw_status_index(session, lambda _: next(draws)) == 6


def test_a_full_list_is_drawn_from_twice_as_many(register: Engine) -> None:
    fill(register, list(range(12)))
    asked: list[int] = []

    def draw(size: int) -> int:
        asked.append(size)
        return (len(asked) - 1) % 16 if size == SHORTEST_LIST else size - 1

    with reading_session(register) as session:
        assert draw_status_index(session, draw) == 2 * SHORTEST_LIST - 1
    assert set(asked) == {SHORTEST_LIST, 2 * SHORTEST_LIST}
    fill(register, [2 * SHORTEST_LIST - 1])
    with reading_session(register) as session:
        assert summarise_statuses(session).size == 2 * SHORTEST_LIST


def test_the_longest_list_ends_too(register: Engine) -> None:
    fill(register, [0, MOST_PLACES - 1])
    with reading_session(register) as session, pytest.raises(StatusListFull):
        draw_status_index(session, lambda _: 0)


def test_the_log_warns_long_before_the_longest_list_is_full(register: Engine, folder: Path) -> None:
    publisher = StatusListPublisher(register, folder, SITE)
    with capture_logs() as logged:
        fill(register, [MOST_PLACES // 2 - 1])
        publisher.current(MADE_AT)
        assert not logged
        fill(register, [MOST_PLACES // 2])
        publisher.current(MADE_AT + timedelta(hours=1))
    assert [line["event"] for line in logged] == ["the status list cannot grow again"]


def test_a_place_is_given_once(register: Engine) -> None:
    store(register, 1, 7)
    with pytest.raises(service.StatusIndexTaken):
        store(register, 2, 7)
    store(register, 2, 8)
    store(register, 3, None)


def test_a_withdrawal_is_seen_within_a_minute(register: Engine, folder: Path, keys: CredentialKeys) -> None:
    publisher = StatusListPublisher(register, folder, SITE)
    store(register, 1, 7)
    store(register, 2, 8)
    before = publisher.current(MADE_AT)
    with writing_session(register) as session:
        service.set_status(session, "diploma 1", Status.INGETROKKEN, MADE_AT + timedelta(seconds=1))
        service.set_status(session, "diploma 2", Status.VERVANGEN, MADE_AT + timedelta(seconds=1))
    assert publisher.current(MADE_AT + timedelta(seconds=29)) is before
    after = publisher.current(MADE_AT + timedelta(seconds=30))
    assert after.tag != before.tag
    found = read_status_list(after.token, keys, MADE_AT + timedelta(seconds=30))
    assert isinstance(found, StatusList)
    assert [found.find(place) for place in (7, 8, 9)] == [Status.INGETROKKEN, Status.VERVANGEN, Status.GELDIG]


def test_the_list_is_made_from_those_that_changed_alone(register: Engine) -> None:
    asked: list[str] = []
    event.listen(register, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with reading_session(register) as session:
        summarise_statuses(session)
        list_changed(session)
        for question in [question for question in asked if "<> 'geldig'" in question]:
            plan = session.execute(text(f"EXPLAIN QUERY PLAN {question}")).all()
            assert "ix_uittreksel_changed" in str(plan)


def test_workers_publish_the_same_bytes_until_something_changes(register: Engine, folder: Path) -> None:
    one, other = (StatusListPublisher(register, folder, SITE) for _ in range(2))
    first = one.current(MADE_AT)
    assert one.current(MADE_AT + timedelta(minutes=40)) is first
    assert other.current(MADE_AT + timedelta(minutes=41)) == first
    assert one.current(MADE_AT + timedelta(minutes=60)) != first
    assert one.current(datetime(2026, 11, 21, 13, tzinfo=UTC)) == first, "a clock set back"


def test_without_a_key_nothing_is_published(register: Engine, tmp_path: Path) -> None:
    with pytest.raises(NoCredentialKey):
        StatusListPublisher(register, tmp_path, SITE).current(MADE_AT)
