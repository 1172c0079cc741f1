"""Work in processes of its own: bounded, stopped when it hangs, gone when the server is gone."""

import operator
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import psutil  # type: ignore[import-untyped, unused-ignore]
import pytest
from prometheus_client import REGISTRY

from duo_site.uittreksel.compiled.misfit import Reason
from duo_site.uittreksel.compiled.renderer import COMPILED, CompiledRenderer
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.pdf import ATTACHMENT, FULL, RenderingFailed, WeasyPrintRenderer
from duo_site.uittreksel.proofs import load_credential_keys, load_signing_key, make_proofs, read_inhoud
from duo_site.uittreksel.rendering import RenderPool
from duo_site.uittreksel.sealing import PyHankoSealer
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

Build = Callable[..., UittrekselInhoud]


@pytest.fixture
def workers() -> Iterator[Workers]:
    """One process, one place in the queue, five seconds."""
    workers = Workers(processes=1, queue=1, timeout=5, tasks_per_pool=5)
    yield workers
    workers.close()


@pytest.fixture(scope="module")
def pool(seal_folder: Path) -> Iterator[RenderPool]:
    """A pool with two processes."""
    pool = RenderPool(seal_folder, workers=2)
    yield pool
    pool.close()


def test_the_pool_gives_what_direct_calls_give(
    pool: RenderPool, renderer: WeasyPrintRenderer, seal_folder: Path, inhoud: Build, at: datetime
) -> None:
    proofs = make_proofs(inhoud(), load_signing_key(seal_folder), at)
    unsealed = CompiledRenderer(renderer).render(inhoud(), attachment=proofs.attachment, qr=proofs.qr)
    before = _count(COMPILED)
    assert pool.make(inhoud(), at) == PyHankoSealer(seal_folder).seal(unsealed, at)
    assert _count(COMPILED) == before + 1


def test_a_misfit_is_counted_by_its_reason_in_the_process_that_asked(
    pool: RenderPool, inhoud: Build, at: datetime
) -> None:
    before = _count(Reason.WIDTH)
    pool.make(inhoud(holder="W" * 60), at)
    assert _count(Reason.WIDTH) == before + 1


def _count(way: str) -> float:
    return REGISTRY.get_sample_value("duo_uittreksels_made_total", {"way": way}) or 0


def test_the_pool_can_go_back_to_the_full_way(
    renderer: WeasyPrintRenderer, seal_folder: Path, inhoud: Build, at: datetime
) -> None:
    proofs = make_proofs(inhoud(), load_signing_key(seal_folder), at)
    unsealed = renderer.render(inhoud(), attachment=proofs.attachment, qr=proofs.qr)
    full, before = RenderPool(seal_folder, compiled=False), _count(FULL)
    try:
        assert full.make(inhoud(), at) == PyHankoSealer(seal_folder).seal(unsealed, at)
        assert _count(FULL) == before + 1
    finally:
        full.close()


def test_the_proofs_lie_in_the_file(pool: RenderPool, seal_folder: Path, inhoud: Build, at: datetime) -> None:
    said = inhoud(status_index=77)
    with pikepdf.open(BytesIO(pool.make(said, at))) as pdf:
        attached = pdf.attachments[ATTACHMENT].get_file().read_bytes()
    assert read_inhoud(attached, load_credential_keys(seal_folder)) == said


def test_without_a_credential_key_nothing_is_made(inhoud: Build, at: datetime, tmp_path: Path) -> None:
    new_seal(tmp_path, None, at)
    without_key = RenderPool(tmp_path)
    try:
        with pytest.raises(RenderingFailed, match="credential key"):
            without_key.make(inhoud(), at)
    finally:
        without_key.close()


def test_many_at_once_each_get_their_own(pool: RenderPool, inhoud: Build, at: datetime) -> None:
    places = [f"Plaats {number}" for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        documents = list(threads.map(lambda place: pool.make(inhoud(place=place, grades=()), at), places))
    for place, document in zip(places, documents, strict=True):
        told = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True).stdout.decode()
        assert [other for other in places if other in told] == [place]


def test_what_fails_says_so_in_one_sentence(pool: RenderPool, inhoud: Build, at: datetime, tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed, match="lack"):
        pool.make(inhoud(holder="字"), at)
    without_key = RenderPool(tmp_path)
    try:
        with pytest.raises(RenderingFailed, match="duo zegel nieuw"):
            without_key.make(inhoud(), at)
    finally:
        without_key.close()


def test_results_exceptions_and_replacement(workers: Workers) -> None:
    first = workers.run(os.getpid)
    assert first != os.getpid()
    assert [workers.run(os.getpid) for _ in range(4)] == [first] * 4
    assert workers.run(os.getpid) != first, "after five tasks the pool is a new one"
    with pytest.raises(ZeroDivisionError):
        workers.run(operator.truediv, 1, 0)


def test_what_hangs_is_stopped_and_the_next_one_runs(workers: Workers) -> None:
    hanging = workers.run(os.getpid)
    with pytest.raises(WorkTimedOut):
        workers.run(time.sleep, 60)
    assert not psutil.pid_exists(hanging)
    assert workers.run(operator.add, 1, 2) == 3


def test_a_longer_queue_is_refused(workers: Workers) -> None:
    workers.run(os.getpid)
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(workers.run, time.sleep, 0.4) for _ in range(4)]
    refused = [future for future in asked if isinstance(future.exception(), WorkersBusy)]
    assert len(refused) == 2
    assert all(future.exception() is None for future in asked if future not in refused)


def test_a_process_that_dies_is_replaced(workers: Workers) -> None:
    with pytest.raises(WorkersFailed):
        workers.run(os._exit, 3)
    assert workers.run(operator.add, 1, 2) == 3


@pytest.mark.parametrize(("preload", "least"), [(None, 1), ("duo_site.controle.domain", 2)])
def test_processes_end_with_the_server(preload: str | None, least: int) -> None:
    program = (
        "import os, psutil; from duo_site.uittreksel.workers import Workers\n"
        "if __name__ == '__main__':\n"
        f"    workers = Workers(processes=1, queue=1, timeout=20, tasks_per_pool=9, preload={preload!r})\n"
        "    workers.run(os.getpid)\n"
        "    print(*(child.pid for child in psutil.Process().children(recursive=True)), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    server = subprocess.run(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    )
    children = [int(pid) for pid in server.stdout.split()]
    assert len(children) >= least
    deadline = time.monotonic() + 10
    for child in children:
        while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < deadline, "a process outlived its server"
            time.sleep(0.05)


def test_the_web_process_imports_neither_weasyprint_nor_the_signer() -> None:
    program = (
        "import sys, duo_site.uittreksel.service, duo_site.uittreksel.rendering, duo_site.uittreksel.commands;"
        "print([name for name in sys.modules if name in ('weasyprint', 'pyhanko', 'fontTools', 'flask')])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    )
    assert told.stdout.strip() == "[]"
