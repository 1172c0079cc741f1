"""A site whose providers are a running demo identity provider."""

from collections.abc import Iterator

import pytest
from flask import Flask

from duo_site.app import create_app
from duo_site.database import Base, writing_session
from duo_site.login.oidc import new_client_key
from tests.builders import make_settings
from tests.site.client import LookingClient
from tests.unit.login.houses import make_providers, running_demo_provider


@pytest.fixture(scope="session")
def login_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Build the application once for each database, with the identity provider running."""
    folder = tmp_path_factory.mktemp("login-site")
    new_client_key(folder / "key.pem")
    settings = make_settings(folder, database_url, providers=make_providers(folder / "key.pem"))
    app = create_app(settings)
    app.testing = True
    app.test_client_class = LookingClient
    Base.metadata.create_all(app.extensions["duo"].engine)
    with running_demo_provider(settings):
        yield app
    app.extensions["duo"].engine.dispose()


@pytest.fixture
def app(login_app: Flask) -> Flask:
    """Give the application with an empty database."""
    with writing_session(login_app.extensions["duo"].engine) as database:
        for table in reversed(Base.metadata.sorted_tables):
            database.execute(table.delete())
    return login_app
