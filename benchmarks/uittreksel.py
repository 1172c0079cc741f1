"""The first and the repeated download of an uittreksel: wall clock, processor time, peak memory.

Measured at the ports that both downloads pass: rendering, sealing and keeping against reading what was kept.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]

from benchmarks.tables import print_table
from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import Cijfer, Document, UittrekselInhoud
from duo_site.uittreksel.files import FolderStore
from duo_site.uittreksel.keys import new_seal
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.rendering import RenderPool

_TIMES = 10
_TIMES_AGAIN = 500


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what one piece of work took: milliseconds on the clock and of processor time."""

    wall_ms: float
    cpu_ms: float


def measure() -> None:
    """Print what making, keeping and reading again cost, with the process that renders and seals counted in."""
    with TemporaryDirectory(prefix="duo-bench-") as folder:
        seals = Path(folder) / "seals"
        new_seal(seals, None, datetime.now(UTC))
        files = FolderStore(Path(folder) / "files", Secrecy(secrets.token_bytes(32)))
        pool = RenderPool(seals)
        kept: list[str] = []

        def make() -> None:
            kept.append(files.put(pool.make(_inhoud(), datetime.now(UTC))))

        try:
            cold = _cost(make, 1)
            first = _cost(make, _TIMES)
            again = _cost(lambda: files.get(kept[-1]), _TIMES_AGAIN)
            peak = _peak_memory_mb()
        finally:
            pool.close()
    rows = [
        _row("first of a new process", cold, again),
        _row("first download", first, again),
        _row("repeated download", again, again),
    ]
    title = f"Uittreksel, made and kept or read again; peak memory with its process {peak:.0f} MB"
    print_table(title, ["", "wall ms", "CPU ms", "times the repeated"], rows)


def _row(name: str, cost: Cost, yardstick: Cost) -> list[str]:
    return [name, f"{cost.wall_ms:,.1f}", f"{cost.cpu_ms:,.1f}", f"{cost.wall_ms / yardstick.wall_ms:,.0f}"]


def _cost(work: Callable[[], object], times: int) -> Cost:
    """Do the work so many times: the median on the clock, the mean of processor time, which counts in 10 ms."""
    cpu, walls = _cpu_seconds(), []
    for _ in range(times):
        began = time.perf_counter()
        work()
        walls.append(time.perf_counter() - began)
    return Cost(wall_ms=median(walls) * 1000, cpu_ms=(_cpu_seconds() - cpu) * 1000 / times)


def _family() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]


def _cpu_seconds() -> float:
    return float(sum(times.user + times.system for times in (member.cpu_times() for member in _family())))


def _peak_memory_mb() -> float:
    """Add the highest resident size of each process, from the kernel, in megabytes."""
    peaks = [Path(f"/proc/{member.pid}/status").read_text().split("VmHWM:")[1].split()[0] for member in _family()]
    return sum(map(int, peaks)) / 1000


def _inhoud() -> UittrekselInhoud:
    today = datetime.now(UTC).date()
    return UittrekselInhoud(
        number=new_number(secrets.token_bytes),
        language="nl",
        document=Document.DIPLOMA,
        qualification=("Voorbereidend wetenschappelijk onderwijs",),
        profiel="Natuur en Techniek",
        holder="Anja van der Größe-Çelik",
        birth_date=date(1990, 5, 17),
        onderwijsinstelling="Het Fictieve Lyceum",
        place="Voorbeeldstad",
        obtained_on=date(2008, 6, 20),
        nlqf="4+",
        downloaded_on=today,
        grades=tuple(Cijfer(vak=f"Vak {number}", se="7,1", ce="6,8", eind="7") for number in range(1, 13)),
        check_address="http://127.0.0.1:8000/controle",
        operator=None,
    )
