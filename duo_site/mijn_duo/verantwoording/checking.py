"""Has Arelle check a jaarrekening in a process of its own: bounded in number, memory and time, without a network.

Whatever goes wrong there gives no findings and no approval: the file stays "not checked yet".
"""

import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from duo_site.mijn_duo.verantwoording.taxonomy import Taxonomy

_PROCESS = Path(__file__).with_name("arelle_process.py")
_LEFT_OVER_SECONDS = 600
_LARGEST_ANSWER = 4 * 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much a check may take, and how many may run at once on this machine; of one asker never more than one."""

    at_once: int = 2
    megabytes: int = 1024
    processor_seconds: int = 30
    seconds: float = 45


@dataclass(frozen=True)
class Checked:
    """Arelle came to the end; `findings` is what it found, as `arelle_process.py` writes it."""

    findings: list[dict[str, Any]]


@dataclass(frozen=True)
class Busy:
    """As many checks run as are allowed at once; with `own`, one of the same asker."""

    own: bool = False


@dataclass(frozen=True)
class Unfinished:
    """The check took too long, was killed or could not be started."""

    why: str


CheckOutcome = Checked | Busy | Unfinished


def check(content: bytes, suffix: str, taxonomy: Taxonomy, folder: Path, limits: Limits, asker: str) -> CheckOutcome:
    """Check a file that `read_guarded` let through; `folder` is where the work is done and the places are held.

    Each asker, an onderwijsinstelling, has one check at once, so that others find a place too.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    places = [f"plaats-{number}" for number in range(limits.at_once)]
    with _place(folder, [f"van-{sha256(asker.encode()).hexdigest()[:16]}"]) as is_first:
        if not is_first:
            return Busy(own=True)
        with _place(folder, places) as has_place:
            return _work(content, suffix, taxonomy, folder, limits) if has_place else Busy()


def _work(content: bytes, suffix: str, taxonomy: Taxonomy, folder: Path, limits: Limits) -> CheckOutcome:
    _sweep(folder)
    with _workshop(folder) as workshop:
        (workshop / f"jaarrekening{suffix}").write_bytes(content)
        (workshop / "taxonomie.zip").write_bytes(taxonomy.package)
        return _run(workshop, suffix, limits)


def _run(workshop: Path, suffix: str, limits: Limits) -> CheckOutcome:
    bounds = (str(limits.megabytes), str(limits.processor_seconds))
    command = [sys.executable, "-I", str(_PROCESS), str(workshop / f"jaarrekening{suffix}")]
    try:
        ended = subprocess.run(
            [*command, str(workshop / "taxonomie.zip"), *bounds],
            cwd=workshop,
            # Nothing of the environment of the site: no settings, no secrets, no home.
            env={"HOME": str(workshop), "TMPDIR": str(workshop), "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Unfinished("time")
    except OSError:
        return Unfinished("start")
    answer = workshop / "findings.json"
    if ended.returncode != 0 or not answer.is_file() or answer.stat().st_size > _LARGEST_ANSWER:
        return Unfinished(f"end {ended.returncode}")
    try:
        findings = json.loads(answer.read_bytes())
    except ValueError:
        return Unfinished("answer")
    return Checked(findings) if isinstance(findings, list) else Unfinished("answer")


@contextmanager
def _place(folder: Path, names: Sequence[str]) -> Iterator[bool]:
    """Hold one of the places of this machine; a lock on a file ends with the process that holds it, however it ends."""
    for name in names:
        handle = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            continue
        try:
            yield True
        finally:
            os.close(handle)
        return
    yield False


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Make a folder for one check that nobody else can read, and take it away."""
    workshop = folder / f"werk-{secrets.token_hex(8)}"
    workshop.mkdir(mode=0o700)
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Take away what a check left that was killed together with the site."""
    for left in folder.glob("werk-*"):
        try:
            is_old = time.time() - left.stat().st_mtime > _LEFT_OVER_SECONDS
        except OSError:
            continue
        if is_old:
            shutil.rmtree(left, ignore_errors=True)
