"""A site whose register holds very many diplomas of one onderwijsinstelling, on SQLite or on a throwaway PostgreSQL."""

import base64
import contextlib
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, insert

from benchmarks.programs import free_port
from duo_site import migrations
from duo_site.database import make_engine, writing_session
from duo_site.demo.people import BRAM
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import Rol, Sector, Werkplek
from duo_site.jobs import enqueue
from duo_site.mijn_diplomas.models import DiplomahouderRow, DiplomaRow
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Actor, Grant
from duo_site.mijn_duo.rollen.service.giving import record
from duo_site.mijn_duo.zaken.domain import ZaakKind
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.mijn_duo.zaken.service import open_zaak
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings, whole_environment

_BATCH = 10_000
_WHEN = datetime(2026, 11, 1, tzinfo=UTC)
_HERE = Werkplek("99AB", "99001", "Hogeschool Waterland", Sector.HOGER_ONDERWIJS)


@contextlib.contextmanager
def large_register(rows: int, database_url: str | None = None) -> Iterator[tuple[dict[str, str], Engine]]:
    """Make a site whose register holds so many diplomas; without an address it uses SQLite."""
    with TemporaryDirectory(prefix="duo-bench-") as folder:
        environment = whole_environment() | {
            "DUO_SECRET_KEY": secrets.token_urlsafe(48),
            "DUO_DATA_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
            "DUO_BASE_URL": f"http://127.0.0.1:{free_port()}",
            "DUO_INSTANCE": folder,
            "DUO_DATABASE_URL": database_url or f"sqlite:///{Path(folder) / 'duo.sqlite'}",
        }
        settings = Settings.from_environment(environment)
        engine = make_engine(settings.database_url)
        migrations.upgrade(engine, settings.data_key)
        fill_register(engine, Secrecy(settings.data_key), rows)
        yield environment, engine
        engine.dispose()


def fill_register(engine: Engine, secrecy: Secrecy, rows: int) -> None:
    """Put diplomas in the register, all of one person: an overview reads them one by one all the same."""
    person = secrecy.encrypt(json.dumps(["Anja Maria", "van", "Zwanenburg", "1990-01-02"]))
    assert BRAM.subject is not None
    grant = Grant(
        BRAM.subject, BRAM.name, Rol.BEKOSTIGING, _HERE.bestuursnummer, _HERE.instellingscode, _WHEN.date(), None
    )
    with writing_session(engine) as session:
        keep_demo_register(session)
        record(session, BEVOEGD_GEZAG, grant, _WHEN)
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
    """Ask for an overview of everything, and give the number of the zaak; "csv-again" asks for another one."""
    inhoud = {"van_jaar": "1996", "tot_jaar": "2026", "vorm": form.partition("-")[0]}
    with writing_session(engine) as session:
        zaak = open_zaak(
            session, _HERE, ZaakKind.REGISTRATIEOVERZICHT, Actor("eh-bench", "Bench"), inhoud, _WHEN, key=form
        )
        enqueue(session, JOB_KIND, zaak.number, {}, _WHEN)
    return zaak.number
