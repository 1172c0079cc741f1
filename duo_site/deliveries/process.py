"""Carries out a delivery: files in, batches written, bad lines told.

Each batch is a transaction of its own, so that a kill in the middle loses nothing that was reported as done, and the
site goes on working meanwhile. With all or nothing there is one transaction, opened only when every line is right.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from duo_site.audit import AuditLog
from duo_site.database import writing_session
from duo_site.deliveries.domain import (
    BatchResult,
    DeliveryReport,
    Layout,
    Outcome,
    RawLine,
    RefusedLine,
    RowError,
    UnreadableFile,
)
from duo_site.deliveries.reading import read_lines

BATCH = 500
_CHANGES = (Outcome.NEW, Outcome.CHANGED, Outcome.WITHDRAWN)
_COMMAND_LINE = "opdrachtregel"

Checked = TypeVar("Checked")


@dataclass(frozen=True)
class Listener:
    """Who hears how a delivery goes: bad and doubtful lines as they are found, and bytes that are dealt with."""

    on_error: Callable[[Path, str], None]
    on_progress: Callable[[Path, int], None]


class Writer(Protocol[Checked]):
    """Checks and writes the lines of one file."""

    def check(self, line: RawLine) -> Checked | RefusedLine:
        """Make of a line what it says, or tell everything that is wrong with it."""

    def write(self, session: Session, lines: Sequence[Checked]) -> BatchResult:
        """Write the lines of a batch in the transaction of the caller."""


class _Stop(Exception):
    """A line was refused in a delivery of all or nothing; the transaction is rolled back."""


@dataclass(frozen=True)
class Delivery(Generic[Checked]):
    """A delivery of one or more files, at a moment; `action` names it in the audit log."""

    engine: Engine
    audit: AuditLog
    at: datetime
    listener: Listener
    action: str
    layout: Layout
    new_writer: Callable[[], Writer[Checked]]

    def deliver(self, paths: Sequence[Path]) -> DeliveryReport:
        """Write all good lines of the files, a batch at a time."""
        report = DeliveryReport({})
        for path in paths:
            try:
                for part in self._write_file(path, lambda: writing_session(self.engine)):
                    report += part
            except UnreadableFile as error:
                self.listener.on_error(path, str(error))
                report += DeliveryReport({Outcome.REFUSED: 1})
        return report

    def deliver_all_or_nothing(self, paths: Sequence[Path]) -> DeliveryReport:
        """Write the files if every line in them is right, and otherwise nothing at all."""
        refused = sum(self._count_refused(path) for path in paths)
        if refused:
            return DeliveryReport({Outcome.REFUSED: refused}, stopped=True)
        report = DeliveryReport({})
        try:
            with writing_session(self.engine) as session:
                for path in paths:
                    for part in self._write_file(path, lambda: nullcontext(session)):
                        report += part
                if not report.is_clean:
                    raise _Stop
        except _Stop:
            return DeliveryReport({Outcome.REFUSED: report.counts[Outcome.REFUSED]}, stopped=True)
        return report

    def _count_refused(self, path: Path) -> int:
        """Count the lines of a file that cannot be right, and tell them."""
        refused, writer = 0, self.new_writer()
        try:
            for line in read_lines(path, self.layout):
                checked = writer.check(line)
                if isinstance(checked, RefusedLine):
                    refused += 1
                    self._tell(path, checked.errors)
        except UnreadableFile as error:
            self.listener.on_error(path, str(error))
            refused += 1
        return refused

    def _write_file(
        self, path: Path, session: Callable[[], AbstractContextManager[Session]]
    ) -> Iterator[DeliveryReport]:
        """Write a file batch by batch; gives what became of each once it is written."""
        writer = self.new_writer()
        name, start, read = secrets.token_hex(8), 1, 0
        lines = ((writer.check(line), line.number, line.read) for line in read_lines(path, self.layout))
        while batch := list(islice(lines, BATCH)):
            good = [checked for checked, _, _ in batch if not isinstance(checked, RefusedLine)]
            _, last, now_read = batch[-1]
            with session() as writing:
                result = writer.write(writing, good)
                self._write_down(writing, result.counts, f"levering {name} regels {start}-{last}")
            refused = [checked for checked, _, _ in batch if isinstance(checked, RefusedLine)]
            self._tell(path, _in_order(refused, result.errors))
            self.listener.on_progress(path, now_read - read)
            yield DeliveryReport(result.counts + Counter({Outcome.REFUSED: len(refused)}))
            start, read = last + 1, now_read

    def _write_down(self, session: Session, counts: Counter[Outcome], target: str) -> None:
        """Add what a batch changed to the audit log; a batch that changes nothing leaves no line."""
        changed = " ".join(f"{outcome} {counts[outcome]}" for outcome in _CHANGES if counts[outcome])
        if changed:
            self.audit.write(
                session,
                action=self.action,
                target=target,
                result=changed,
                actor=_COMMAND_LINE,
                origin=_COMMAND_LINE,
                at=self.at,
            )

    def _tell(self, path: Path, errors: Sequence[RowError]) -> None:
        for error in errors:
            self.listener.on_error(path, str(error))


def _in_order(refused: Sequence[RefusedLine], others: Sequence[RowError]) -> list[RowError]:
    errors = [*(error for line in refused for error in line.errors), *others]
    return sorted(errors, key=lambda error: error.line)
