"""An overview of a million rows: what it costs in time and memory, and how soon its download begins.

`duo jobs --once` makes it as in production, in a process of its own, whose memory is followed from outside. The
yardstick is the same command on a register without rows.
"""

import base64
import contextlib
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, insert, select

from benchmarks.programs import peak_mb
from duo_site import migrations
from duo_site.database import make_engine, writing_session
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import Sector, Werkplek
from duo_site.jobs import enqueue
from duo_site.mijn_diplomas.models import DiplomahouderRow, DiplomaRow
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import ZaakKind
from duo_site.mijn_duo.zaken.models import ZaakOverzichtRow
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.mijn_duo.zaken.overview.vault import read_pieces
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.mijn_duo.zaken.service import open_zaak
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings, whole_environment

ROWS = 1_000_000
_BATCH = 10_000
_WHEN = datetime(2026, 11, 1, tzinfo=UTC)
_HERE = Werkplek("99AB", "99001", "Hogeschool Waterland", Sector.HOGER_ONDERWIJS)


def measure(_instance: Path, rows: int = ROWS) -> None:
    """Print what overviews of a large register cost, on SQLite."""
    for form in ("csv", "xlsx"):
        with _register(0) as (environment, engine):
            empty = _make(environment, engine, form)
        with _register(rows) as (environment, engine):
            seconds, memory, size, first = _make(environment, engine, form)
        more = memory - empty[1]
        print(
            f"overview {form}: {rows} rows in {seconds:.1f} s ({rows / seconds:,.0f} a second), "
            f"{size / 1e6:.0f} MB; {more:.0f} MB of memory above a register without rows; "
            f"first byte of the download after {first * 1000:.1f} ms",
            flush=True,
        )


@contextlib.contextmanager
def _register(rows: int) -> Iterator[tuple[dict[str, str], Engine]]:
    """Make a site whose register holds so many diplomas of one onderwijsinstelling."""
    with TemporaryDirectory() as folder:
        environment = whole_environment() | {
            "DUO_SECRET_KEY": secrets.token_urlsafe(48),
            "DUO_DATA_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
            "DUO_BASE_URL": "http://127.0.0.1:8000",
            "DUO_INSTANCE": folder,
            "DUO_DATABASE_URL": f"sqlite:///{folder}/duo.sqlite",
        }
        settings = Settings.from_environment(environment)
        engine = make_engine(settings.database_url)
        migrations.upgrade(engine)
        fill_register(engine, Secrecy(settings.data_key), rows)
        yield environment, engine
        engine.dispose()


def fill_register(engine: Engine, secrecy: Secrecy, rows: int) -> None:
    """Put diplomas in the register, all of one person: an overview reads them one by one all the same."""
    person = secrecy.encrypt(json.dumps(["Anja Maria", "van", "Zwanenburg", "1990-01-02"]))
    with writing_session(engine) as session:
        keep_demo_register(session)
        session.execute(insert(DiplomahouderRow).values(id=1, bsn=b"", bsn_lookup="0" * 64))
    empty = {column.name: "" for column in DiplomaRow.__table__.columns if column.name != "id"}
    for first in range(0, rows, _BATCH):
        batch = [
            {
                **empty,
                "public_id": f"p{number}",
                "levering": f"99AB-{number}",
                "version": 1,
                "status": "geldig",
                "holder_id": 1,
                "person": person,
                "document": "getuigschrift",
                "soort": "hbo",
                "bekostiging": "bekostigd",
                "opleidingscode": "34479",
                "opleiding": "B Informatica",
                "niveau_nlqf": "6",
                "instellingscode": "99AB",
                "plaats": "Waterdam",
                "behaald_op": date(2000 + number % 26, 7, 1),
                "cijfers": [],
                "delivered_at": _WHEN,
                "updated_at": _WHEN,
            }
            for number in range(first, min(rows, first + _BATCH))
        ]
        with writing_session(engine) as session:
            session.execute(insert(DiplomaRow), batch)


def ask_overview(engine: Engine, form: str) -> str:
    """Ask for an overview of everything, and give the number of the zaak."""
    inhoud = {"van_jaar": "1996", "tot_jaar": "2026", "vorm": form}
    with writing_session(engine) as session:
        zaak = open_zaak(
            session, _HERE, ZaakKind.REGISTRATIEOVERZICHT, Actor("eh-bench", "Bench"), inhoud, _WHEN, key=form
        )
        enqueue(session, JOB_KIND, zaak.number, {}, _WHEN)
    return zaak.number


def _make(environment: dict[str, str], engine: Engine, form: str) -> tuple[float, float, int, float]:
    """Let a process make it; gives seconds, the most memory in MB, the size, and seconds to the first byte."""
    ask_overview(engine, form)
    began, most = time.perf_counter(), 0.0
    process = subprocess.Popen([sys.executable, "-m", "duo_site.cli", "jobs", "--once"], env=environment)
    while process.poll() is None:
        most = max(most, peak_mb(process.pid))
        time.sleep(0.02)
    seconds = time.perf_counter() - began
    settings = Settings.from_environment(environment)
    with writing_session(engine) as session:
        made = session.scalars(select(ZaakOverzichtRow)).one()
    began = time.perf_counter()
    next(read_pieces(overviews_folder(settings) / made.file, Secrecy(settings.data_key)))
    return seconds, most, made.size, time.perf_counter() - began
