"""Work on one processor, and processor time of programs that we started, to the nanosecond."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]

_SCHEDULED = 2


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds that one piece of work took: on the clock, and of the processor, with all programs started."""

    wall_ms: float
    cpu_ms: float


@contextmanager
def one_core() -> Iterator[None]:
    """Bind this process, with every thread and program that it starts inside, to one processor."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def time_work(work: Callable[[], bytes]) -> tuple[bytes, Spent]:
    """Do a piece of work and tell what it took, also of the programs that ran before or began in it."""
    before = _children()
    began, own = time.perf_counter(), time.process_time()
    made = work()
    own, wall = time.process_time() - own, time.perf_counter() - began
    others = sum(now - before.get(pid, 0.0) for pid, now in _children().items())
    return made, Spent(wall * 1000, (own + others) * 1000)


def _children() -> dict[int, float]:
    """Read the processor time of each program below this one."""
    found = {}
    for child in psutil.Process().children(recursive=True):
        try:
            # The clock of a process, as `clock_getcpuclockid` names it on Linux.
            found[child.pid] = time.clock_gettime((~child.pid << 3) | _SCHEDULED)
        except OSError:
            continue
    return found
