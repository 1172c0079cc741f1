"""Two identity providers to hold the client against: npm oidc-provider and our own for the demonstration."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from duo_site.login.oidc import new_client_key
from duo_site.settings import Settings
from tests.builders import make_settings
from tests.unit.login.houses import House, demo_house, make_providers, running_demo_provider, strict_house


@pytest.fixture(scope="session")
def client_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the key of the site."""
    path = tmp_path_factory.mktemp("login") / "client.pem"
    new_client_key(path)
    return path


@pytest.fixture(scope="session")
def strict(client_key: Path) -> Iterator[House]:
    """Run npm oidc-provider."""
    with strict_house(client_key) as house:
        yield house


@pytest.fixture(scope="session")
def demo_settings(client_key: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Make settings with three providers."""
    return make_settings(tmp_path_factory.mktemp("demo"), providers=make_providers(client_key))


@pytest.fixture(scope="session")
def demo(demo_settings: Settings) -> Iterator[House]:
    """Run the demo identity provider."""
    with running_demo_provider(demo_settings):
        yield demo_house(demo_settings)


@pytest.fixture(params=["strict", "demo"])
def house(request: pytest.FixtureRequest) -> House:
    """Give each of the two providers in turn."""
    found: House = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def now() -> datetime:
    """Tell the moment."""
    return datetime.now(UTC)
