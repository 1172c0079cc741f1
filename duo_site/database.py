"""The database: base class of the models, engine and sessions for SQLite and PostgreSQL. Knows no Flask.

SQLite's defaults lose updates under concurrency, so a writing transaction begins IMMEDIATE and a reading one cannot
write (https://www.sqlite.org/lang_transaction.html). Whoever reads sees one moment, on both databases.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_SECONDS_TO_WAIT_FOR_A_LOCK = 20


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; refuses one without a time zone."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Use a column with time zone where the database has one."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store the moment in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back with its time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime}


def make_engine(url: str) -> Engine:
    """Make the engine for an SQLite or PostgreSQL address; connections are opened when first needed."""
    if url.startswith("postgresql:"):
        url = url.replace("postgresql:", "postgresql+psycopg:", 1)
    if url.startswith("sqlite:"):
        engine = create_engine(
            url,
            hide_parameters=True,
            connect_args={"timeout": _SECONDS_TO_WAIT_FOR_A_LOCK, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Hand the transactions to us and turn on what SQLite leaves off."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={_SECONDS_TO_WAIT_FOR_A_LOCK * 1000}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Begin a writing transaction with the write lock, and shut a reading one off from writing."""
    reads = connection.get_execution_options().get("duo_reads", False)
    # Straight to the driver: this runs for every transaction, and SQLAlchemy would make it five times as long.
    driver = connection.connection.driver_connection
    assert driver is not None
    begin = "BEGIN" if reads else "BEGIN IMMEDIATE"
    try:
        driver.execute(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
        driver.execute(begin)
    except sqlite3.OperationalError as error:
        raise OperationalError(begin, None, error) from error


@contextmanager
def reading_session(engine: Engine) -> Iterator[Session]:
    """Open a session that only reads, all of it as of one moment; the database refuses writes in it."""
    with Session(_reader_of(engine), expire_on_commit=False) as session:
        yield session


@contextmanager
def reading_connection(engine: Engine) -> Iterator[Connection]:
    """Open a connection that only reads: for the one question that every request asks."""
    with _reader_of(engine).connect() as connection:
        yield connection


@contextmanager
def writing_session(engine: Engine) -> Iterator[Session]:
    """Open a session that commits at the end of the block, and rolls back when the block raises."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@lru_cache(maxsize=4)
def _reader_of(engine: Engine) -> Engine:
    """Give the engine that shares the connections of another and only reads; making one takes a while."""
    only = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
    return engine.execution_options(duo_reads=True, **(only if engine.dialect.name == "postgresql" else {}))
