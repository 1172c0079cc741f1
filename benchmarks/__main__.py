"""`make bench`: every benchmark in turn, each with its yardstick in the same run. It asserts nothing about time."""

import argparse
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import (
    beside_others,
    controle,
    documents,
    downloads_at_once,
    feedback,
    feedback_flood,
    holders,
    opleidingen,
    overview,
    page_behind_login,
    public_page,
    register_delivery,
    search,
    uittreksel,
    worker,
)
from benchmarks.demo_site import demo_data
from benchmarks.programs import ProgramFailed, ProgramMissing, find_program

BENCHMARKS: dict[str, Callable[[Path], None]] = {
    "public-page": public_page.measure,
    "uittreksel": uittreksel.measure,
    "beside-others": beside_others.measure,
    "documents": documents.measure,
    "holders": holders.measure,
    "worker": worker.measure,
    "page-behind-login": page_behind_login.measure,
    "downloads-at-once": downloads_at_once.measure,
    "controle": controle.measure,
    "register-delivery": register_delivery.measure,
    "opleidingen": opleidingen.measure,
    "overview": overview.measure,
    "feedback-flood": feedback_flood.measure,
    "feedback": feedback.measure,
    "search": search.measure,
}
_ENDED_BY_SIGTERM = 143


def main() -> int:
    """Run the benchmarks asked for; 1 and one line when something is missing or fails."""
    options = _read_options(sys.argv[1:])
    overview_of = partial(overview.measure, rows=options.rows, postgresql_rows=options.postgresql_rows)
    benchmarks = BENCHMARKS | {"overview": overview_of}
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(_ENDED_BY_SIGTERM))
    try:
        find_program("nginx", "nginx-light")
        find_program("wrk", "wrk")
        print(_describe_machine(), flush=True)
        with demo_data() as instance:
            for name in options.names or BENCHMARKS:
                began = time.monotonic()
                benchmarks[name](instance)
                took, load = time.monotonic() - began, os.getloadavg()[0]
                print(f"\n({name}: {took:,.0f} s; load of the last minute {load:.1f})", flush=True)
    except (ProgramMissing, ProgramFailed, subprocess.TimeoutExpired) as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _read_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what the site costs.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}; all without a name")
    for name, rows in (("--rows", overview.ROWS), ("--postgresql-rows", overview.POSTGRESQL_ROWS)):
        text = "rows of the overview on that database (without a name: SQLite); 0 leaves it out (default: %(default)s)"
        parser.add_argument(name, type=int, default=rows, metavar="N", help=text)
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in BENCHMARKS]:
        parser.error(f"no benchmark is called {', '.join(unknown)}")
    return options


def _describe_machine() -> str:
    """Tell what the figures were measured on, and how busy it was before."""
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    processors, python = os.cpu_count(), platform.python_version()
    return f"Load before (1, 5, 15 minutes): {loads}; {processors} processors; Python {python}; {platform.machine()}."


if __name__ == "__main__":
    sys.exit(main())
