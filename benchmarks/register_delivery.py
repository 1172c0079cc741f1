"""A delivery of 10,000 diplomas to the register with `duo register lever-in`, and the same delivery again."""

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deliveries import write_many_diplomas
from benchmarks.demo_site import demo_site, duo_command
from benchmarks.programs import ROOT, ProgramFailed, peak_mb
from benchmarks.tables import print_table

_DIPLOMAS = 10_000
_LOOK_EVERY_SECONDS = 0.02
_HEAD = ("", "seconds", "rows/s", "CPU s", "peak MB")


@dataclass(frozen=True, slots=True)
class _Run:
    seconds: float
    cpu_seconds: float
    peak_mb: float


def measure(instance: Path) -> None:
    """Print rows a second into the register of a site that runs, beside a delivery of one diploma."""
    one, many = instance / "one.jsonl", instance / "many.jsonl"
    write_many_diplomas(1, one, "one")
    write_many_diplomas(_DIPLOMAS, many, "many")
    with demo_site(instance) as site:
        rows = [
            _row("one diploma (starting the command)", 1, _deliver(one, site.environment)),
            _row(f"{_DIPLOMAS:,} new diplomas", _DIPLOMAS, _deliver(many, site.environment)),
            _row("the same again, nothing changes", _DIPLOMAS, _deliver(many, site.environment)),
        ]
    print_table(f"duo register lever-in, JSON Lines of {many.stat().st_size / 1e6:.1f} MB, SQLite", _HEAD, rows)


def _row(name: str, number: int, run: _Run) -> list[str]:
    rate = f"{number / run.seconds:,.0f}" if number > 1 else "-"
    return [name, f"{run.seconds:,.2f}", rate, f"{run.cpu_seconds:,.2f}", f"{run.peak_mb:,.0f}"]


def _deliver(path: Path, environment: Mapping[str, str]) -> _Run:
    began = time.perf_counter()
    process = subprocess.Popen(
        duo_command(["register", "lever-in", str(path)]),
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        peak = 0.0
        # The kernel's own maximum (ru_maxrss) would count what this process had when it forked.
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            peak = max(peak, peak_mb(process.pid))
            time.sleep(_LOOK_EVERY_SECONDS)
    except BaseException:
        process.kill()
        process.wait()
        raise
    seconds = time.perf_counter() - began
    _, status, usage = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ProgramFailed(f"duo register lever-in {path.name} ended with {process.returncode}.")
    return _Run(seconds, usage.ru_utime + usage.ru_stime, peak)
