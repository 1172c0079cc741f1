"""A demonstration for all journeys, and visitors with a real Chromium."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.pages import Visitor
from tests.journeys.processes import RunningSite, demonstration

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_NETWORKS = itertools.count(1)


@dataclass(frozen=True)
class Way:
    """A way to use the site: in a language, with or without JavaScript."""

    language: str
    has_script: bool

    def __str__(self) -> str:
        return f"{self.language}-{'script' if self.has_script else 'plain'}"


ALL_WAYS = [Way(language, has_script) for language in ("nl", "en") for has_script in (True, False)]


class Newcomers(Protocol):
    """Brings somebody with a browser of his own."""

    def __call__(self, way: Way, **options: Any) -> Visitor:
        """Open a browser without history; options are those of Playwright's `new_context`."""


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """Run one demonstration for all journeys, behind a proxy as far as it knows: visitors come from many networks."""
    with demonstration(tmp_path_factory.mktemp("demo") / "instance", DUO_TRUSTED_PROXIES="1") as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for the tests of one file: while it runs, its event loop holds the thread."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def newcomer(browser: Browser, running_site: RunningSite) -> Iterator[Newcomers]:
    """Bring visitors; afterwards none may have asked another host for anything or met an error of a script."""
    came: list[Visitor] = []

    def bring(way: Way, **options: Any) -> Visitor:
        number = next(_NETWORKS)
        context = browser.new_context(
            base_url=running_site.address,
            java_script_enabled=way.has_script,
            extra_http_headers={"X-Forwarded-For": f"10.1.{number // 250}.{number % 250 + 1}"},
            **{"viewport": {"width": 1280, "height": 900}, **options},
        )
        context.set_default_timeout(10_000)
        came.append(Visitor(context.new_page(), way.language, way.has_script))
        return came[-1]

    yield bring
    own = {urlsplit(running_site.address).netloc, urlsplit(running_site.logins).netloc}
    for visitor in came:
        visitor.page.context.close()
        assert visitor.hosts <= own, "a page asks another host for something"
        assert not visitor.script_errors


@pytest.fixture(params=ALL_WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    """Give each way to use the site in turn."""
    chosen: Way = request.param
    return chosen


@pytest.fixture
def visitor(newcomer: Newcomers, way: Way) -> Visitor:
    """Bring one visitor for each way to use the site."""
    return newcomer(way)
