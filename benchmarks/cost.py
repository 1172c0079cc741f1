"""What one piece of work costs, done a number of times: the clock, and the processor time of a whole server."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.programs import Running

HEAD = ("", "times", "wall ms", "slowest", "CPU ms")


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold milliseconds: each time on the clock, and the mean of processor time, which the kernel counts in tens."""

    walls_ms: tuple[float, ...]
    cpu_ms: float

    @property
    def wall_ms(self) -> float:
        """Give the median on the clock."""
        return median(self.walls_ms)

    def row(self, name: str) -> list[str]:
        """Describe the cost in a row of HEAD."""
        times, slowest = len(self.walls_ms), max(self.walls_ms)
        return [name, f"{times:,}", f"{self.wall_ms:,.1f}", f"{slowest:,.1f}", f"{self.cpu_ms:,.1f}"]


def cost_of(server: Running, *work: Callable[[], object]) -> Cost:
    """Do each piece of work once, in turn, with the processor time of the server and its children counted."""
    before, walls = server.cpu_seconds(), []
    for piece in work:
        began = time.perf_counter()
        piece()
        walls.append((time.perf_counter() - began) * 1000)
    return Cost(tuple(walls), (server.cpu_seconds() - before) * 1000 / len(work))
