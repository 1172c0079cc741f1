"""The real site with its demonstration data in a folder of its own, served with its logins as `duo demo` serves it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.programs import ROOT, ProgramFailed, Running, free_port, running, site_command
from duo_site.demo.environment import demo_environment

_LONGEST_COMMAND_SECONDS = 120


@dataclass(frozen=True, slots=True)
class DemoSite:
    """Hold the site and the demo identity provider, both running, and the settings that they were started with."""

    server: Running
    logins: Running
    environment: Mapping[str, str]


@contextmanager
def demo_data() -> Iterator[Path]:
    """Make the demonstration in a folder that goes again; raise ProgramFailed when it cannot be made."""
    with TemporaryDirectory(prefix="duo-bench-") as folder:
        instance = Path(folder)
        options = ["--only-prepare", "--port", str(free_port()), "--instance", str(instance)]
        run_duo(["demo", *options], _bare_environment())
        yield instance


@contextmanager
def demo_site(instance: Path, **settings: str) -> Iterator[DemoSite]:
    """Serve a demonstration that was made, with a new server and more settings by the names of their variables."""
    port, idp_port = free_port(), free_port()
    environment = demo_environment(_bare_environment(), instance, port, idp_port) | settings
    provider = [sys.executable, "-m", "duo_site.demo.identity_provider"]
    with (
        running(provider, idp_port, environment) as logins,
        running(site_command("wsgi:application", port), port, environment) as server,
    ):
        yield DemoSite(server, logins, environment)


def duo_command(arguments: Sequence[str]) -> list[str]:
    """Give the command line of `duo` with these arguments, of this very Python."""
    return [sys.executable, "-c", "from duo_site.cli import main; main()", *arguments]


def run_duo(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command of `duo`; raise ProgramFailed with its last words when it fails."""
    done = subprocess.run(
        duo_command(arguments),
        cwd=ROOT,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=_LONGEST_COMMAND_SECONDS,
        check=False,
    )
    if done.returncode:
        raise ProgramFailed(f"duo {' '.join(arguments)}: {(done.stderr or done.stdout).strip()[-500:]}")


def _bare_environment() -> dict[str, str]:
    """Give the environment without settings of a site, so that no other database than our own is touched."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DUO_")}
