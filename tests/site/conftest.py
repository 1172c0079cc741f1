"""The site in one process, on SQLite and on PostgreSQL, with a client that looks at every page it gets."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, session

from duo_site.app import create_app
from duo_site.database import Base, writing_session
from duo_site.demo.people import DemoPerson
from duo_site.web.session import start_session
from duo_site.web.site import Site
from tests.builders import make_settings
from tests.cast import identity_of
from tests.site import trial_room
from tests.site.client import LookingClient


def make_app(folder: Path, database_url: str) -> Flask:
    """Build the application as it runs, with the client of the tests."""
    app = create_app(make_settings(folder, database_url))
    app.testing = True
    app.test_client_class = LookingClient
    Base.metadata.create_all(app.extensions["duo"].engine)
    # Tests that count questions to the database would else count that of another request's turn.
    app.extensions["duo"].seconds_between_looks = math.inf
    return app


def empty(app: Flask) -> Flask:
    """Empty the database and the page cache of an application."""
    site: Site = app.extensions["duo"]
    site.empty_page_cache()
    site.forget_refusals()
    with writing_session(site.engine) as database:
        for table in reversed(Base.metadata.sorted_tables):
            database.execute(table.delete())
    return app


@pytest.fixture(scope="session")
def shared_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Build the application once for each database."""
    app = make_app(tmp_path_factory.mktemp("site"), database_url)
    yield app
    app.extensions["duo"].engine.dispose()


@pytest.fixture(scope="session")
def shared_trial_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Build the application with the room for tests, once for each database."""
    app = make_app(tmp_path_factory.mktemp("trial"), database_url)
    app.register_blueprint(trial_room.blueprint)
    yield app
    app.extensions["duo"].engine.dispose()


@pytest.fixture
def app(shared_app: Flask) -> Flask:
    """Give the application with an empty database and an empty page cache."""
    return empty(shared_app)


@pytest.fixture
def trial_app(shared_trial_app: Flask) -> Flask:
    """Give the application with the room for tests, with an empty database and an empty page cache."""
    return empty(shared_trial_app)


@pytest.fixture
def site(app: Flask) -> Site:
    """Give the parts of the application."""
    found: Site = app.extensions["duo"]
    return found


@pytest.fixture
def client(app: Flask) -> LookingClient:
    """Give a client without a session."""
    return client_of(app)


@pytest.fixture
def trial(trial_app: Flask) -> LookingClient:
    """Give a client without a session for the application with the room for tests."""
    return client_of(trial_app)


def client_of(app: Flask) -> LookingClient:
    """Make a client without a session."""
    made = app.test_client()
    assert isinstance(made, LookingClient)
    return made


def log_in(client: LookingClient, person: DemoPerson) -> None:
    """Log somebody in with a real session row, as a login at the provider would."""
    app = client.application
    site: Site = app.extensions["duo"]
    with app.test_request_context(base_url=client.base_url):
        start_session(identity_of(person, site.secrecy))
        answer = app.response_class()
        app.session_interface.save_session(app, session, answer)
    client.keep_cookie(answer)
