"""Both databases: one moment for who reads, no lost update for who writes, and moments in UTC."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, Table, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError

from duo_site.database import UtcDateTime, make_engine, reading_session, writing_session

TABLES = MetaData()
COUNTER = Table("counter", TABLES, Column("id", Integer, primary_key=True), Column("value", Integer))
CHILD = Table("child", TABLES, Column("id", Integer, primary_key=True), Column("of", ForeignKey("counter.id")))
MOMENT = Table("moment", TABLES, Column("id", Integer, primary_key=True), Column("at", UtcDateTime))
TIMES = 150


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    TABLES.create_all(empty_engine)
    with writing_session(empty_engine) as session:
        session.execute(insert(COUNTER).values(id=1, value=0))
    return empty_engine


def value_of(engine: Engine) -> int:
    with reading_session(engine) as session:
        value: int = session.execute(select(COUNTER.c.value)).scalar_one()
        return value


WRITER = """
import sys
from sqlalchemy import text
from duo_site.database import make_engine, writing_session

engine = make_engine(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    with writing_session(engine) as session:
        value = session.execute(text("SELECT value FROM counter")).scalar_one()
        session.execute(text("UPDATE counter SET value = :value"), {"value": value + 1})
"""


def test_two_processes_lose_no_update_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    engine = make_engine(url)
    TABLES.create_all(engine)
    with writing_session(engine) as session:
        session.execute(insert(COUNTER).values(id=1, value=0))
    program = [sys.executable, "-c", WRITER, url, str(TIMES)]
    writers = [subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.close()
    assert [writer.wait(60) for writer in writers] == [0, 0]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()
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
    def fail_halfway() -> None:
        with writing_session(engine) as session:
            session.execute(update(COUNTER).values(value=3))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
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
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20_000}
    with sqlite_engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
    assert found == wanted


def test_a_database_that_is_locked_is_told_as_any_other_failure(tmp_path: Path) -> None:
    busy, waiting = (make_engine(f"sqlite:///{tmp_path / 'busy.sqlite'}") for _ in range(2))
    raw = waiting.raw_connection()
    raw.cursor().execute("PRAGMA busy_timeout=0")
    raw.close()
    with writing_session(busy) as session:
        session.execute(text("SELECT 1"))
        with writing_session(waiting) as other, pytest.raises(OperationalError, match="locked"):
            other.execute(text("SELECT 1"))
    for engine in (busy, waiting):
        engine.dispose()
