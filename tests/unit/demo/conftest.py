"""The demo identity provider and the key of its client."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import ECKey

from duo_site.demo.identity_provider.app import create_provider_app
from duo_site.demo.identity_provider.clients import read_clients
from duo_site.login.domain import LEVELS
from duo_site.login.oidc import load_client_key, new_client_key
from duo_site.means import Means
from duo_site.settings import Provider, Settings
from tests.builders import BASE_URL, make_settings
from tests.unit.demo.asking import PLACE


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    key = tmp_path / "key.pem"
    new_client_key(key)
    providers = tuple(Provider(means, f"http://{PLACE}/{means}", "site", key, LEVELS[means][1].uri) for means in Means)
    return make_settings(tmp_path, providers=providers)


@pytest.fixture
def key(settings: Settings) -> ECKey:
    return load_client_key(settings.providers[0].client_key)


@pytest.fixture
def browser(settings: Settings) -> FlaskClient:
    app = create_provider_app(PLACE, read_clients(settings), BASE_URL)
    return app.test_client()
