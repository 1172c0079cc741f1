"""The demonstration as processes of their own: whole, as its users run it, or part by part."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from duo_site.demo.environment import demo_environment

ROOT = Path(__file__).parents[2]
DUO = Path(sys.executable).with_name("duo")
_SECONDS_TO_START = 120
_SECONDS_TO_END = 15


@dataclass(frozen=True)
class RunningSite:
    """A demonstration: where the site and its logins answer, and the folder with all it keeps."""

    port: int
    idp_port: int
    instance: Path

    @property
    def address(self) -> str:
        """Give the address of the site."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def logins(self) -> str:
        """Give the address of the demo identity provider."""
        return f"http://127.0.0.1:{self.idp_port}"

    @property
    def environment(self) -> dict[str, str]:
        """Give the variables with which other commands work on the same data."""
        return demo_environment(os.environ, self.instance, self.port, self.idp_port)

    def duo(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the command line on the same data."""
        return subprocess.run(
            [DUO, *arguments], env=self.environment, capture_output=True, text=True, check=False, timeout=60
        )


def free_port() -> int:
    """Find a port on loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_site(instance: Path) -> RunningSite:
    """Choose addresses for a demonstration that does not run yet."""
    return RunningSite(free_port(), free_port(), instance)


def demo_command(site: RunningSite, *options: str) -> list[str | Path]:
    """Give the command line of `duo demo` for a site."""
    ports = ["--port", str(site.port), "--idp-port", str(site.idp_port)]
    return [DUO, "demo", *ports, "--instance", site.instance, *options]


@contextmanager
def running(command: Sequence[str | Path], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program until the block ends; one that is still there then has to end in order."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, env=environment)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=_SECONDS_TO_END) == 0, f"{command[0]} ends in order"


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until an address answers; raise RuntimeError with the end of the log where it does not."""
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise RuntimeError(f"No answer from {address}:\n{log.read_text()[-3000:]}")


@contextmanager
def demonstration(instance: Path, **environment: str) -> Iterator[RunningSite]:
    """Run `duo demo` as its users do, until the block ends."""
    site, log = new_site(instance), instance.parent / "demo.log"
    with running(demo_command(site), {**os.environ, **environment}, log) as process:
        wait_for(f"{site.address}/readyz", process, log)
        wait_for(f"{site.logins}/digid/.well-known/openid-configuration", process, log)
        yield site
