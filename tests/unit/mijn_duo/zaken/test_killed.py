"""A worker that is killed in the middle of an overview: the job is taken up again and ends with one file."""

import base64
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, select, update

from benchmarks.large_register import ask_overview, fill_register
from duo_site import migrations
from duo_site.database import make_engine, reading_session, writing_session
from duo_site.jobs import JobRow, JobState
from duo_site.mijn_duo.zaken.models import ZaakOverzichtRow, ZaakRow
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.mijn_duo.zaken.overview.vault import read_pieces
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.secrecy import Secrecy
from duo_site.web.clock import now
from tests.builders import make_settings

_ROWS = 8_000
_SECONDS = 60


def test_a_killed_worker_leaves_one_zaak_and_one_file(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    engine, secrecy = make_engine(settings.database_url), Secrecy(settings.data_key)
    migrations.upgrade(engine)
    fill_register(engine, secrecy, _ROWS)
    number = ask_overview(engine, "csv")
    environment = {
        **os.environ,
        "DUO_SECRET_KEY": settings.secret_key,
        "DUO_DATA_KEY": _in_base64(settings.data_key),
        "DUO_BASE_URL": settings.base_url,
        "DUO_INSTANCE": str(tmp_path),
    }
    command = [sys.executable, "-m", "duo_site.cli", "jobs", "--once"]
    worker = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    wait_until_busy(engine)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    folder = overviews_folder(settings)
    assert [file.name.startswith(number) for file in folder.iterdir()] == [True]
    with writing_session(engine) as session:
        session.execute(
            update(JobRow).where(JobRow.kind == JOB_KIND).values(held_until=now() - timedelta(seconds=1))
        )  # Time passes.
    subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=True, timeout=_SECONDS)
    with reading_session(engine) as session:
        (zaak,) = session.scalars(select(ZaakRow)).all()
        (made,) = session.scalars(select(ZaakOverzichtRow)).all()
        (job,) = session.scalars(select(JobRow).where(JobRow.kind == JOB_KIND)).all()
    assert (zaak.status, job.state, job.attempts) == ("afgerond", JobState.DONE, 2)
    assert [file.name for file in folder.iterdir()] == [made.file]
    content = b"".join(read_pieces(folder / made.file, secrecy))
    assert content.count(b"\r\n") == _ROWS + 1
    assert (made.rows, made.size) == (_ROWS, len(content))
    engine.dispose()


def wait_until_busy(engine: Engine) -> None:
    """Wait until the worker has told that it is on its way."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        with reading_session(engine) as session:
            job = session.scalars(select(JobRow).where(JobRow.kind == JOB_KIND)).one()
            if job.done and job.state == JobState.RUNNING:
                return
        time.sleep(0.03)
    raise AssertionError("the worker never began")


def _in_base64(key: bytes) -> str:
    return base64.b64encode(key).decode()
