"""Carries out a delivery of diplomas."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from duo_site.audit import AuditLog
from duo_site.deliveries.checking import FirstLines
from duo_site.deliveries.domain import BatchResult, RawLine, RefusedLine, RowError
from duo_site.deliveries.process import Delivery, Listener
from duo_site.mijn_diplomas.delivery.checking import check_line
from duo_site.mijn_diplomas.delivery.domain import LAYOUT, DeliveredDiploma, Withdrawal
from duo_site.mijn_diplomas.delivery.drawing import list_undrawable
from duo_site.mijn_diplomas.delivery.writing import BatchWriter, GoodLine
from duo_site.secrecy import Secrecy

_Right = DeliveredDiploma | Withdrawal


def diploma_delivery(
    engine: Engine, secrecy: Secrecy, audit: AuditLog, at: datetime, today: date, listener: Listener
) -> Delivery[_Right]:
    """Prepare a delivery of diplomas at a moment."""
    writer = BatchWriter(secrecy, at)
    return Delivery(engine, audit, at, listener, "register-levering", LAYOUT, lambda: _FileWriter(writer, today))


@dataclass(frozen=True)
class _FileWriter:
    """Checks and writes the lines of one file."""

    writer: BatchWriter
    today: date
    first_lines: FirstLines = field(default_factory=FirstLines)

    def check(self, line: RawLine) -> _Right | RefusedLine:
        """Make a diploma or a withdrawal of a line."""
        return check_line(line, self.today)

    def write(self, session: Session, lines: Sequence[_Right]) -> BatchResult:
        """Write the lines, and tell what is doubtful about them beside what is wrong."""
        good = [GoodLine(one, self.first_lines.note(one.levering, one.line)) for one in lines]
        result = self.writer.write(session, good)
        return BatchResult(result.counts, (*result.errors, *(doubt for line in good for doubt in _list_doubts(line))))


def _list_doubts(line: GoodLine) -> list[RowError]:
    """List what is doubtful in a line that is delivered all the same."""
    return list_undrawable(line.content) if isinstance(line.content, DeliveredDiploma) else []
