"""A worker of the site over 5,000 documents of random holders: memory, in steps, and documents a second."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.one_core import one_core
from benchmarks.programs import ROOT, ProgramFailed
from benchmarks.tables import print_table
from benchmarks.worker_process import Step
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.proofs.keys import new_credential_key

_DOCUMENTS, _STEP, _SEED = 5_000, 500, 5
_AIM_MB = 150
_LONGEST_SECONDS = 900


def measure(_instance: Path) -> None:
    """Print what a worker needs while it makes documents with credentials and B-LTA, as they are issued."""
    with TemporaryDirectory(prefix="duo-bench-seal-") as folder, one_core():
        now = datetime.now(UTC)
        new_seal(Path(folder), None, now)
        new_credential_key(Path(folder), now)
        steps = _run(folder)
    title = f"One worker, {_DOCUMENTS:,} documents of random holders as issued (aim: under {_AIM_MB} MB, flat)"
    rows = [_row(step, before) for before, step in zip([steps[0], *steps], steps, strict=False)]
    print_table(title, ("documents", "memory MB", "highest MB", "compiled", "CPU ms each", "a second of CPU"), rows)


def _run(folder: str) -> list[Step]:
    arguments = [folder, str(_DOCUMENTS), str(_STEP), str(_SEED)]
    command = [sys.executable, "-m", "benchmarks.worker_process", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False)
    if done.returncode:
        raise ProgramFailed(f"The worker ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return [Step(**json.loads(line)) for line in done.stdout.splitlines()]


def _row(step: Step, before: Step) -> list[str]:
    memory = [f"{step.made:,}", f"{step.memory_mb:,.0f}", f"{step.peak_mb:,.0f}"]
    if not step.documents:
        return [*memory, "-", "-", "-"]
    compiled = (step.ways.get("compiled", 0) - before.ways.get("compiled", 0)) / step.documents
    return [
        *memory, f"{compiled:.1%}", f"{step.cpu_seconds / step.documents * 1000:,.1f}",
        f"{step.documents / step.cpu_seconds:,.0f}",
    ]  # fmt: skip
