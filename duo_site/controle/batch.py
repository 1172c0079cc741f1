"""Judges many files at once: a few at a time in the processes that judge, each distinct file once, in bounded time."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256

from duo_site.controle.domain import NietTeControleren, Outcome, Reden, RegisterEntry, SealOutcome
from duo_site.controle.offering import Offered

MOST_SECONDS = 45.0
"""What has not been judged by then is told to take too long. One file can hold up the others for less than that."""

Judge = Callable[[bytes], SealOutcome]


@dataclass(frozen=True)
class Judged:
    """A file and what its seal says."""

    name: str
    sha256: str | None
    """Of the file as it was sent (hexadecimal); None for one that was not read."""
    outcome: SealOutcome
    same_as: int | None = None
    """The place, from 1, of an earlier file with the same contents."""


@dataclass(frozen=True)
class Checked:
    """A file, its outcome and what the register has."""

    name: str
    outcome: Outcome
    entry: RegisterEntry | None
    sha256: str | None = None
    same_as: int | None = None


def judge_all(
    files: Iterable[Offered], judge: Judge, *, at_once: int, clock: Callable[[], float] = time.monotonic
) -> list[Judged]:
    """Judge files in their order, `at_once` at the same time; what `judge` raises ends it all."""
    ends_at = clock() + MOST_SECONDS
    firsts: dict[str, int] = {}
    judged: list[Judged] = []
    waiting: deque[tuple[int, Future[SealOutcome]]] = deque()

    def take_one() -> None:
        place, future = waiting.popleft()
        judged[place] = replace(judged[place], outcome=future.result())

    with ThreadPoolExecutor(at_once) as threads:
        try:
            for place, file in enumerate(files):
                digest = None if _is_unread(file) else sha256(file.data).hexdigest()
                refused = file.refused
                first = None if digest is None else firsts.setdefault(digest, place)
                is_copy = first is not None and first != place
                if refused is None and not is_copy and clock() > ends_at:
                    refused = Reden.DUURT_TE_LANG
                outcome = NietTeControleren((refused or Reden.DUURT_TE_LANG,))
                judged.append(Judged(file.name, digest, outcome, first + 1 if is_copy and first is not None else None))
                if refused is None and not is_copy:
                    waiting.append((place, threads.submit(judge, file.data)))
                if len(waiting) >= at_once:
                    take_one()
            while waiting:
                take_one()
        finally:
            for _place, future in waiting:
                future.cancel()
    return [
        file if file.same_as is None else replace(file, outcome=judged[file.same_as - 1].outcome) for file in judged
    ]


def _is_unread(file: Offered) -> bool:
    return file.refused is not None and not file.data
