"""A process that makes documents as a worker of the site does, and tells what it needs.

It is a program of its own, so that nothing of the benchmarks or of other renderers is counted as memory of a worker.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from benchmarks.population import make_holders
from benchmarks.programs import peak_mb
from duo_site.uittreksel.compiled.renderer import CompiledRenderer
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs import load_signing_key, make_proofs
from duo_site.uittreksel.sealing import PyHankoSealer


@dataclass(frozen=True)
class Step:
    """What stood after so many documents: memory in megabytes, seconds of CPU and documents of this step, and ways."""

    made: int
    memory_mb: float
    peak_mb: float
    cpu_seconds: float
    documents: int
    ways: dict[str, int]


def work(folder: Path, count: int, step: int, seed: int) -> None:
    """Make and seal documents of random holders, and write a line of JSON after every `step` of them."""
    renderer, sealer = CompiledRenderer(WeasyPrintRenderer()), PyHankoSealer(folder)
    process, holders = psutil.Process(), make_holders(count, seed)
    for made in range(0, count + 1, step):
        began, documents = _cpu_seconds(), 0
        for inhoud in islice(holders, step if made else 0):
            at = datetime.now(UTC)
            proofs = make_proofs(inhoud, load_signing_key(folder), at)
            sealer.seal(renderer.render(inhoud, attachment=proofs.attachment, qr=proofs.qr), at)
            documents += 1
        cpu, memory = _cpu_seconds() - began, process.memory_info().rss / 1e6
        told = Step(made, memory, peak_mb(process.pid), cpu, documents, dict(renderer.counts))
        print(json.dumps(asdict(told)), flush=True)


def _cpu_seconds() -> float:
    """Count the processor time so far, with that of the copies of this process that lay out and have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    work(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
