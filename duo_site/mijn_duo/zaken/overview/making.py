"""The job that makes an overview: rows stream from the register into an encrypted file, which is entered once."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from duo_site.database import reading_session
from duo_site.jobs import FOUR_ATTEMPTS, Enter, Job, JobRule, Report
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.rollen.service import find_onderwijsinstelling
from duo_site.mijn_duo.zaken.domain import Status, Zaak
from duo_site.mijn_duo.zaken.overview.columns import Column, columns_of, has_names
from duo_site.mijn_duo.zaken.overview.register import Query, Register
from duo_site.mijn_duo.zaken.overview.tables import CsvWriter, TableWriter, XlsxWriter
from duo_site.mijn_duo.zaken.overview.vault import VaultWriter
from duo_site.mijn_duo.zaken.service import find_handed_in, read_row, set_status
from duo_site.mijn_duo.zaken.service.overviews import keep_file
from duo_site.secrecy import Secrecy

JOB_KIND = "overzicht"
SITE = Actor(None, "het diplomaregister")
CSV, XLSX = "csv", "xlsx"
_REPORT_EVERY_SECONDS = 1.0
_LOOK_EVERY_ROWS = 200


class ZaakGone(Exception):
    """The zaak of a job, or its onderwijsinstelling, is no longer there."""


@dataclass(frozen=True)
class OverviewMaker:
    """Makes the overviews of a site; `tell` is called once a zaak has its file."""

    engine: Engine
    secrecy: Secrecy
    folder: Path
    register: Register
    tell: Callable[[Zaak], None]
    rule: JobRule = FOUR_ATTEMPTS

    def run(self, job: Job, report: Report) -> Enter:
        """Write the file of a zaak, beside what an earlier attempt may have left, which goes first."""
        for left in self.folder.glob(f"{job.key}-*"):
            left.unlink(missing_ok=True)
        zaak, columns = self._prepare(job)
        path = self.folder / f"{job.key}-{job.holder}"
        with VaultWriter(path, self.secrecy) as vault:
            rows = self._write(zaak, columns, vault, report)
            vault.finish()
            size = vault.size

        def enter(session: Session, at: datetime) -> None:
            keep_file(session, zaak, path.name, size, rows, at)
            set_status(session, zaak.number, Status.AFGEROND, SITE, at)

        return enter

    def entered(self, job: Job) -> None:
        """Tell who may enter this kind that the file is there."""
        with reading_session(self.engine) as session:
            row = find_handed_in(session, job.key)
        if row is not None:
            self.tell(read_row(row))

    def dropped(self, job: Job) -> None:
        """Remove the file that was not entered."""
        (self.folder / f"{job.key}-{job.holder}").unlink(missing_ok=True)

    def give_up(self, session: Session, job: Job, at: datetime) -> None:
        """Say in the zaak that it did not succeed."""
        set_status(session, job.key, Status.NIET_GELUKT, SITE, at)

    def _prepare(self, job: Job) -> tuple[Zaak, tuple[Column, ...]]:
        with reading_session(self.engine) as session:
            row = find_handed_in(session, job.key)
            place = find_onderwijsinstelling(session, row.instellingscode) if row else None
        if row is None or place is None:
            raise ZaakGone("The zaak of this job is not there.")
        zaak = read_row(row)
        return zaak, columns_of(zaak.kind, place.sector)

    def _write(self, zaak: Zaak, columns: tuple[Column, ...], vault: VaultWriter, report: Report) -> int:
        """Stream the rows of one moment of the register into the file, and tell how many there were."""
        query = Query(
            zaak.instellingscode,
            int(zaak.inhoud["van_jaar"]),
            int(zaak.inhoud["tot_jaar"]),
            has_names(zaak.kind),
        )
        table, rows, next_report = _table(zaak, columns, vault), 0, 0.0
        values = [column.value for column in columns]
        with reading_session(self.engine) as session:
            total = self.register.count(session, query)
            for line in self.register.stream(session, query):
                table.write([value(line) for value in values])
                rows += 1
                if rows % _LOOK_EVERY_ROWS == 0 and time.monotonic() >= next_report:
                    report(rows, total)
                    next_report = time.monotonic() + _REPORT_EVERY_SECONDS
        table.finish()
        return rows


def _table(zaak: Zaak, columns: tuple[Column, ...], stream: VaultWriter) -> TableWriter:
    head = [column.head for column in columns]
    return XlsxWriter(stream, head, zaak.kind) if zaak.inhoud["vorm"] == XLSX else CsvWriter(stream, head)
