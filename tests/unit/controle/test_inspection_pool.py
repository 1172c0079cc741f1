"""The processes that judge: copies of one, replaced when they hang or grow, and gone when the server is gone."""

import operator
import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime

import psutil  # type: ignore[import-untyped, unused-ignore]
import pytest

from duo_site.controle import inspection
from duo_site.controle.domain import Geldig
from duo_site.controle.inspection_pool import InspectionPool
from duo_site.uittreksel.keys import KeyList
from duo_site.uittreksel.workers import Workers, WorkersFailed, WorkTimedOut


@pytest.fixture
def workers() -> Iterator[Workers]:
    """One process, copied from one that holds what judges."""
    workers = Workers(processes=1, queue=1, timeout=5, tasks_per_pool=9, preload=inspection.__name__)
    yield workers
    workers.close()


def is_loaded(module: str) -> bool:
    """Tell whether this process holds a module."""
    return module in sys.modules


def test_what_judges_is_there_from_the_start(workers: Workers) -> None:
    assert workers.run(is_loaded, inspection.__name__)


def test_what_hangs_or_dies_is_replaced(workers: Workers) -> None:
    hanging = workers.run(os.getpid)
    with pytest.raises(WorkTimedOut):
        workers.run(time.sleep, 60)
    assert not psutil.pid_exists(hanging)
    with pytest.raises(WorkersFailed):
        workers.run(os._exit, 3)
    assert workers.run(operator.add, 1, 2) == 3


def test_other_processes_come_when_they_are_renewed(workers: Workers) -> None:
    first = workers.run(os.getpid)
    workers.renew()
    assert workers.run(os.getpid) != first


def test_a_process_that_grew_tells_so(
    sealed: bytes, keys: KeyList, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome, _is_grown = inspection.inspect_and_tidy(sealed, keys, now)
    assert isinstance(outcome, Geldig)
    monkeypatch.setattr(inspection, "_GROWN_KILOBYTES", 1)
    assert inspection.inspect_and_tidy(sealed, keys, now) == (outcome, True)
    monkeypatch.setattr(inspection, "_GROWN_KILOBYTES", 10**9)
    assert inspection.inspect_and_tidy(sealed, keys, now) == (outcome, False)


def test_many_files_one_after_the_other(sealed: bytes, keys: KeyList, now: datetime) -> None:
    pool = InspectionPool(workers=2)
    try:
        outcomes = [pool.inspect(data, keys, now) for data in (sealed, b"", sealed + b"\n", sealed)]
    finally:
        pool.close()
    assert outcomes == [inspection.inspect(data, keys, now) for data in (sealed, b"", sealed + b"\n", sealed)]
