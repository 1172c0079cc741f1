"""Requests a second with wrk, several addresses in turn, so that a busy machine is busy for all of them."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from benchmarks.programs import ProgramFailed, Running, find_program, free_port, running, site_command

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*")
CONNECTIONS = 16
HEAD = ("", "requests/s", "of the first", "by round", "CPU us/request")


@dataclass(frozen=True, slots=True)
class Target:
    """Name what is loaded: a path of a server, and the headers that go with the request."""

    server: Running
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Throughput:
    """Hold what each round gave: requests a second, the share of the yardstick, processor time a request."""

    rates: tuple[float, ...]
    shares: tuple[float, ...]
    cpu_microseconds: float

    @property
    def rate(self) -> float:
        """Give the median of the rounds, in requests a second."""
        return median(self.rates)

    @property
    def share(self) -> float:
        """Give the median share of the yardstick, round by round."""
        return median(self.shares)


def compare(pages: Mapping[str, Target], *, rounds: int, seconds: int) -> dict[str, Throughput]:
    """Load each page in turn, `rounds` times over; the first is the yardstick of its round.

    Programs with more threads win more of a busy machine; processor time a request depends least on the neighbours.
    """
    rates: dict[str, list[float]] = {name: [] for name in pages}
    cpu: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, page in pages.items():
            before = page.server.cpu_seconds()
            rate = _load(page.server.address + page.path, seconds, page.headers)
            rates[name].append(rate)
            cpu[name].append((page.server.cpu_seconds() - before) / (rate * seconds) * 1e6)
    yardstick = rates[next(iter(pages))]
    return {
        name: Throughput(
            rates=tuple(measured),
            shares=tuple(rate / base for rate, base in zip(measured, yardstick, strict=True)),
            cpu_microseconds=median(cpu[name]),
        )
        for name, measured in rates.items()
    }


@contextmanager
def bare_flask() -> Iterator[Target]:
    """Serve a page that Flask renders of one template, with nothing around it, on the server of the site."""
    port = free_port()
    with running(site_command("benchmarks.tried_site:flask", port), port) as server:
        yield Target(server, "/rendered")


def describe(measured: Mapping[str, Throughput]) -> list[list[str]]:
    """Describe each page in a row of HEAD."""
    return [
        [
            name,
            f"{one.rate:,.0f}",
            f"{one.share:.0%}",
            f"{min(one.shares):.0%} - {max(one.shares):.0%}",
            f"{one.cpu_microseconds:,.0f}",
        ]
        for name, one in measured.items()
    ]


def _load(address: str, seconds: int, headers: Mapping[str, str]) -> float:
    command = [find_program("wrk", "wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run([*command, address], capture_output=True, text=True, timeout=seconds + 30, check=False)
    found, bad = _RATE.search(done.stdout), _BAD.search(done.stdout)
    if found is None or bad is not None:
        raise ProgramFailed(f"wrk on {address}: {bad.group() if bad else done.stderr.strip()}")
    return float(found.group(1))
