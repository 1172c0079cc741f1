"""The whole demonstration as processes of their own, and a real Chromium that visits it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_SECONDS_TO_START = 120


@dataclass(frozen=True)
class RunningSite:
    """A demonstration that runs: its address and the folder with all it keeps."""

    address: str
    instance: Path


def free_port() -> int:
    """Find a port on loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demonstration(instance: Path, **environment: str) -> Iterator[RunningSite]:
    """Run `duo demo` as its users do, until the block ends."""
    port, idp_port = free_port(), free_port()
    command = [Path(sys.executable).with_name("duo"), "demo", "--port", str(port), "--idp-port", str(idp_port)]
    with (instance.parent / "demo.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--instance", instance], stdout=log, stderr=log, env={**os.environ, **environment}
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/readyz", process, Path(log.name))
            _wait_for(f"http://127.0.0.1:{idp_port}/digid/.well-known/openid-configuration", process, Path(log.name))
            yield RunningSite(address, instance)
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0, "the demonstration ends in order"


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The demonstration stopped:\n{log.read_text()[-3000:]}")
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise RuntimeError(f"No answer from {address}:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """Run one demonstration for all journeys."""
    with demonstration(tmp_path_factory.mktemp("demo") / "instance") as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for the tests of one file: while it runs, its event loop holds the thread."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, running_site: RunningSite) -> Iterator[BrowserContext]:
    """Open a browser without history."""
    made = browser.new_context(base_url=running_site.address, viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open an empty page."""
    return context.new_page()
