"""The real site with its demonstration data in a folder of its own, served as it is served in earnest."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from benchmarks.programs import ROOT, ProgramFailed, Running, free_port, running, site_command

_LONGEST_PREPARATION_SECONDS = 120


@contextmanager
def demo_site() -> Iterator[Running]:
    """Make the demonstration and serve it; raise ProgramFailed when it cannot be made."""
    from duo_site.demo.environment import demo_environment

    with TemporaryDirectory(prefix="duo-bench-") as instance:
        port = free_port()
        prepared = subprocess.run(
            [sys.executable, "-c", _PREPARE, "demo", "--only-prepare", "--port", str(port), "--instance", instance],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=_LONGEST_PREPARATION_SECONDS,
            check=False,
        )
        if prepared.returncode:
            raise ProgramFailed(f"The demonstration cannot be made: {prepared.stderr.strip()[-500:]}")
        environment = demo_environment(os.environ, ROOT / instance, port, free_port())
        with running(site_command("wsgi:application", port), port, environment) as server:
            yield server


_PREPARE = "from duo_site.cli import main; main()"
