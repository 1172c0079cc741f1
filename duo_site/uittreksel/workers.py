"""Runs work in processes of its own: bounded in number, queue and time, and gone when the server is gone."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from multiprocessing.util import Finalize
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class WorkersBusy(Exception):
    """More work is waiting than will be done in time."""


class WorkTimedOut(Exception):
    """The work took too long and was stopped."""


class WorkersFailed(Exception):
    """The process that did the work died."""


class Workers:
    """A pool of spawned processes that starts on first use.

    `max_tasks_per_child` of the standard library can hang for ever on Python 3.11 (cpython issue 115634), so the pool
    is replaced as a whole after so many tasks; the old one finishes what it has.
    """

    def __init__(
        self,
        *,
        processes: int,
        queue: int,
        timeout: float,
        tasks_per_pool: int,
        prepare: Callable[[], object] | None = None,
        preload: str | None = None,
    ) -> None:
        """Take the number of processes, the longest queue, seconds per task, and what each process does first.

        With `preload` the processes are copies of one that has imported that module: they start at once and share its
        memory. All pools with `preload` in a server name the same module, because there is one such process.
        """
        self._processes = max(1, processes)
        self._places = threading.BoundedSemaphore(self._processes + queue)
        self._timeout = timeout
        self._tasks_per_pool = tasks_per_pool
        self._prepare = prepare
        self._context = _spawning() if preload is None else _forking(preload)
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._tasks = 0
        # A server process that is itself a child of its server waits for its children before it ends the executors,
        # which would wait for each other until somebody kills them: so the pool ends before that.
        Finalize(None, self.close, exitpriority=0)

    def run(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run work in a process and wait; raise WorkersBusy, WorkTimedOut, WorkersFailed or what the work raised."""
        if not self._places.acquire(blocking=False):
            raise WorkersBusy("Too much work is waiting.")
        try:
            return self._run(work, *args, **kwargs)
        finally:
            self._places.release()

    def start(self) -> None:
        """Start the processes, if there are none yet, without waiting until they are ready."""
        if self._pool is None:
            self._submit(os.getpid)

    def renew(self) -> None:
        """Let new processes do what comes; the old ones finish what they have and end."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False)

    def close(self) -> None:
        """Stop all processes; later work starts new ones."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            _kill(pool)

    def _run(self, work: Callable[..., _T], *args: object, **kwargs: object) -> _T:
        # A process that dies takes the work of others in the pool with it, so each gets a second try.
        for attempt in (1, 2):
            pool, future = self._submit(work, *args, **kwargs)
            try:
                return future.result(self._timeout)
            except BrokenProcessPool as error:
                self._drop(pool)
                if attempt == 2:
                    raise WorkersFailed("The process that did the work died.") from error
            except TimeoutError as error:
                if future.done():
                    raise
                self._drop(pool)
                raise WorkTimedOut(f"The work took more than {self._timeout:g} seconds.") from error
        raise AssertionError("unreachable")

    def _submit(self, work: Callable[..., _T], *args: object, **kwargs: object) -> tuple[Any, "Future[_T]"]:
        with self._lock:
            if self._pool is not None and self._tasks >= self._tasks_per_pool:
                self._pool.shutdown(wait=False)
                self._pool = None
            if self._pool is None:
                self._tasks = 0
                self._pool = ProcessPoolExecutor(self._processes, self._context, _start, (self._prepare,))
            self._tasks += 1
            try:
                return self._pool, self._pool.submit(work, *args, **kwargs)
            except BrokenProcessPool:
                # It broke while nobody was looking; the next attempt finds a new one.
                broken, self._pool = self._pool, None
                failed: Future[_T] = Future()
                failed.set_exception(BrokenProcessPool("The pool was broken."))
                return broken, failed

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        _kill(pool)


def _spawning() -> BaseContext:
    return multiprocessing.get_context("spawn")


def _forking(module: str) -> BaseContext:
    """Copy processes from one with a single thread, which holds this module and nothing of the server."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def _kill(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool now: one that hangs in a task does not listen to anything milder."""
    # The list of processes is no public name before Python 3.14 (`kill_workers`).
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join(5)


def _start(prepare: Callable[[], object] | None) -> None:
    """Prepare a new process: it ends itself when the server ends, even by kill -9."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: (wait([sentinel]), os._exit(1)), daemon=True).start()
    if prepare is not None:
        prepare()
