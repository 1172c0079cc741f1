"""Both databases: one moment for who reads, no lost update for who writes, and moments in UTC."""

import multiprocessing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, Table, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from duo_site.database import UtcDateTime, make_engine, reading_session, writing_session

TABLES = MetaData()
COUNTER = Table("counter", TABLES, Column("id", Integer, primary_key=True), Column("value", Integer))
CHILD = Table("child", TABLES, Column("id", Integer, primary_key=True), Column("of", ForeignKey("counter.id")))
MOMENT = Table("moment", TABLES, Column("id", Integer, primary_key=True), Column("at", UtcDateTime))
TIMES = 60


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    TABLES.create_all(empty_engine)
    with writing_session(empty_engine) as session:
        session.execute(insert(COUNTER).values(id=1, value=0))
    return empty_engine


def value_of(engine: Engine) -> int:
    with reading_session(engine) as session:
        return session.execute(select(COUNTER.c.value)).scalar_one()


def read_then_write(url: str) -> None:
    engine = make_engine(url)
    for _ in range(TIMES):
        with writing_session(engine) as session:
            value = session.execute(select(COUNTER.c.value)).scalar_one()
            session.execute(update(COUNTER).values(value=value + 1))
    engine.dispose()


def test_two_processes_lose_no_update_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    engine = make_engine(url)
    TABLES.create_all(engine)
    with writing_session(engine) as session:
        session.execute(insert(COUNTER).values(id=1, value=0))
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=read_then_write, args=(url,)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert value_of(engine) == 2 * TIMES
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE counter SET value = 7", "DELETE FROM counter", "CREATE TABLE x (id INTEGER)", "DROP TABLE child"],
)
def test_who_reads_cannot_write(engine: Engine, statement: str) -> None:
    for _ in range(2):
        with reading_session(engine) as session, pytest.raises(DBAPIError):
            session.execute(text(statement))
    with writing_session(engine) as session:
        session.execute(update(COUNTER).values(value=5))
    assert value_of(engine) == 5, "the connection that read is used again and may write"


def test_who_reads_sees_one_moment(engine: Engine) -> None:
    with reading_session(engine) as session:
        before = session.execute(select(COUNTER.c.value)).scalar_one()
        with writing_session(engine) as other:
            other.execute(update(COUNTER).values(value=9))
        assert session.execute(select(COUNTER.c.value)).scalar_one() == before
    assert value_of(engine) == 9


def test_what_raises_is_taken_back(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing_session(engine) as session:
        session.execute(update(COUNTER).values(value=3))
        raise ZeroDivisionError
    assert value_of(engine) == 0


def test_references_hold(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing_session(engine) as session:
        session.execute(insert(CHILD).values(id=1, of=404))


def test_errors_do_not_show_values(engine: Engine) -> None:
    with pytest.raises(IntegrityError) as raised, writing_session(engine) as session:
        session.execute(text("INSERT INTO child VALUES (1, 404), (:secret, 404)"), {"secret": 999912347})
    assert "999912347" not in str(raised.value)


def test_moments_come_back_in_utc(engine: Engine) -> None:
    amsterdam = datetime(2026, 7, 1, 14, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2)))
    with writing_session(engine) as session:
        session.execute(insert(MOMENT).values(id=1, at=amsterdam))
        session.execute(insert(MOMENT).values(id=2, at=None))
    with reading_session(engine) as session:
        found = session.execute(select(MOMENT.c.at).where(MOMENT.c.at <= amsterdam)).scalar_one()
        assert session.execute(select(MOMENT.c.at).where(MOMENT.c.id == 2)).scalar_one() is None
    assert found == amsterdam
    assert found.tzinfo is UTC


def test_a_moment_without_time_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="time zone"), writing_session(engine) as session:
        session.execute(insert(MOMENT).values(id=1, at=datetime(2026, 7, 1)))  # noqa: DTZ001


def test_sqlite_is_set_for_more_than_one_writer(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20_000}
