"""Fixtures of all tests: both databases, real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from duo_site.database import make_engine
from tests.postgresql import throwaway_cluster


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[str]:
    """Run a throwaway cluster for as long as the tests last."""
    with throwaway_cluster() as address:
        yield address


def make_database(address: str, name: str) -> str:
    """Make an empty database in a cluster and give its address."""
    server = make_engine(address.format(name="postgres")).execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    server.dispose()
    return address.format(name=name)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of an empty database: the tests that use it run on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.sqlite'}"
    return make_database(request.getfixturevalue("postgresql_cluster"), "site")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Make an engine on an empty database of its own: the tests that use it run on both."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    else:
        engine = make_engine(make_database(request.getfixturevalue("postgresql_cluster"), "empty"))
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine on an empty SQLite file."""
    engine = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    yield engine
    engine.dispose()
