"""Running the site and the demo identity provider side by side, and ending both."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

import click

from duo_site.settings import Settings

_SECONDS_TO_END = 25
_LOOK_EVERY = 0.2
_ROOT = Path(__file__).parents[2]
"""The folder that holds wsgi.py."""


class _Ended(Exception):
    """Somebody asked the demonstration to end."""


def run_together(environment: Mapping[str, str], settings: Settings, port: int) -> None:
    """Run both processes until SIGINT or SIGTERM, or until one of them stops; raise ClickException in that case."""
    commands = {
        "identity provider": ["-m", "duo_site.demo.identity_provider"],
        "site": ["-m", "duo_site.server", "--port", str(port)],
        "worker": ["-m", "duo_site.cli", "jobs"],
    }
    signal.signal(signal.SIGINT, _end)
    signal.signal(signal.SIGTERM, _end)
    running: dict[str, subprocess.Popen[bytes]] = {}
    log = (settings.instance / "site.log").open("ab")
    try:
        for name, command in commands.items():
            # A session of its own: Ctrl-C reaches this process alone, which then ends both in order.
            running[name] = subprocess.Popen(
                [sys.executable, *command],
                cwd=_ROOT,
                env=dict(environment),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while True:
            for name, process in running.items():
                if process.poll() is not None:
                    raise click.ClickException(f"The {name} stopped; {settings.instance / 'site.log'} tells why.")
            time.sleep(_LOOK_EVERY)
    except _Ended:
        click.echo("Ending…")
    finally:
        _stop(running)
        log.close()


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Ended


def _stop(running: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Ask each process to end, and end those that do not."""
    for process in running.values():
        if process.poll() is None:
            process.terminate()
    for process in running.values():
        try:
            process.wait(timeout=_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
