"""Builders: lines of a delivery, and a register to deliver them to."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from duo_site.audit import AuditLog
from duo_site.database import Base, make_engine, reading_session
from duo_site.deliveries.domain import DeliveryReport, Outcome
from duo_site.deliveries.process import Delivery, Listener
from duo_site.mijn_diplomas.delivery.domain import DeliveredDiploma, Withdrawal
from duo_site.mijn_diplomas.delivery.process import diploma_delivery
from duo_site.mijn_diplomas.models import DiplomaRow
from duo_site.secrecy import Secrecy

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
GRADES = [
    {"vak": "Nederlands", "se": "7.1", "ce": "6,8", "eind": "7"},
    {"vak": "Fries", "se": 8, "ce": None, "eind": "8"},
]


def make_row(**changes: Any) -> dict[str, Any]:
    """Make a line that is right, with changes."""
    return {
        "levering": "98CD-1",
        "bsn": "999990019",
        "achternaam": "Vries",
        "tussenvoegsel": "de",
        "voornamen": "Anja Maria",
        "geboortedatum": "1988-03-14",
        "document": "diploma",
        "soort": "vo",
        "bekostiging": "bekostigd",
        "opleidingscode": "",
        "opleiding": "vwo",
        "profiel": "Natuur en gezondheid",
        "niveau_nlqf": "4+",
        "instellingscode": "98CD",
        "onderwijsinstelling": "Heuvelrijk College (fictief)",
        "plaats": "Vaals",
        "behaald_op": "2006-06-15",
        "cijfers": GRADES,
        **changes,
    }


def write_json_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@dataclass
class Register:
    """A register in a folder, and what it says of the deliveries it gets."""

    engine: Engine
    secrecy: Secrecy
    folder: Path
    problems: list[str] = field(default_factory=list)
    progress: list[int] = field(default_factory=list)
    files: int = 0

    @property
    def delivery(self) -> Delivery[DeliveredDiploma | Withdrawal]:
        """Begin a delivery."""
        listener = Listener(
            lambda _, problem: self.problems.append(problem), lambda _, read: self.progress.append(read)
        )
        audit = AuditLog(self.secrecy.derive("audit"))
        return diploma_delivery(self.engine, self.secrecy, audit, NOW, TODAY, listener)

    def deliver(self, *rows: dict[str, Any]) -> DeliveryReport:
        """Deliver rows as one file."""
        self.files += 1
        return self.deliver_file(write_json_lines(self.folder / f"{self.files}.jsonl", list(rows)))

    def deliver_text(self, text: str | bytes, name: str = "delivery.csv") -> DeliveryReport:
        """Deliver a file with these contents."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self.deliver_file(path)

    def deliver_file(self, path: Path) -> DeliveryReport:
        """Deliver a file."""
        self.problems.clear()
        return self.delivery.deliver([path])

    def rows(self) -> list[DiplomaRow]:
        """List what stands in the register, by key."""
        with reading_session(self.engine) as session:
            return list(session.scalars(select(DiplomaRow).order_by(DiplomaRow.levering)))

    def row(self) -> DiplomaRow:
        """Give the only diploma."""
        (row,) = self.rows()
        return row


def make_register(folder: Path, secrecy: Secrecy) -> Register:
    """Make an empty register on an SQLite file."""
    engine = make_engine(f"sqlite:///{folder / 'register.sqlite'}")
    Base.metadata.create_all(engine)
    return Register(engine, secrecy, folder)


def counts(report: DeliveryReport) -> dict[str, int]:
    """Give the outcomes that occurred, by their word."""
    return {outcome.value: report.counts[outcome] for outcome in Outcome if report.counts.get(outcome)}
