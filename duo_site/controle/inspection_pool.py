"""Hands files to the processes that judge them, so that no file can hold up or exhaust the site.

What judges is loaded in those processes alone: a third of what the server itself would hold.
"""

from datetime import datetime

from duo_site.controle.domain import NietTeControleren, Reden, SealOutcome
from duo_site.uittreksel.keys import KeyList
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

MOST_BYTES = 5 * 1024 * 1024
"""A file above this size is not looked at."""

_JUDGES = "duo_site.controle.inspection"
_FILES_PER_POOL = 1000


class InspectionBusy(Exception):
    """More files are waiting than can be judged in time; the visitor tries again in a moment."""


class InspectionPool:
    """Judges files in processes of its own."""

    def __init__(self, *, workers: int = 1, queue: int = 40, timeout: float = 20) -> None:
        """Take the number of processes, the longest queue and the seconds a file may take."""
        self._workers = Workers(
            processes=workers,
            queue=queue,
            timeout=timeout,
            tasks_per_pool=_FILES_PER_POOL,
            prepare=_prepare,
            preload=_JUDGES,
        )

    def inspect(self, data: bytes, keys: KeyList, now: datetime) -> SealOutcome:
        """Judge a file; raise InspectionBusy when too many are waiting."""
        if len(data) > MOST_BYTES:
            return NietTeControleren((Reden.TE_GROOT,))
        try:
            outcome, is_grown = self._workers.run(_inspect, data, keys, now)
        except WorkersBusy as error:
            raise InspectionBusy("Too many files are being checked at this moment.") from error
        except WorkTimedOut:
            return NietTeControleren((Reden.DUURT_TE_LANG,))
        except WorkersFailed:
            return NietTeControleren((Reden.BESCHADIGD,))
        if is_grown:
            self._workers.renew()
        return outcome

    def close(self) -> None:
        """Stop the processes."""
        self._workers.close()


def _prepare() -> None:
    from duo_site.controle.inspection import prepare_process

    prepare_process()


def _inspect(data: bytes, keys: KeyList, now: datetime) -> tuple[SealOutcome, bool]:
    from duo_site.controle.inspection import inspect_and_tidy

    return inspect_and_tidy(data, keys, now)
