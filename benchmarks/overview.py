"""An overview of a million rows, on SQLite and PostgreSQL: what it costs, how soon its download begins, and kill -9.

`duo jobs --once` makes it as in production, in a process of its own, whose memory is followed from outside. The
yardstick is the same command on a register without rows. The file is downloaded from the real server.
"""

import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, func, select, update

from benchmarks.large_register import ask_overview, large_register
from benchmarks.overview_download import download
from benchmarks.programs import ROOT, ProgramFailed, peak_mb
from duo_site.database import reading_session, writing_session
from duo_site.jobs import JobRow, JobState
from duo_site.mijn_duo.zaken.models import ZaakOverzichtRow, ZaakRow
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.settings import Settings
from duo_site.web.clock import now
from tests.conftest import make_database
from tests.postgresql import throwaway_cluster

ROWS = 1_000_000
POSTGRESQL_ROWS = 250_000
"""A million on both takes half an hour; `--postgresql-rows 1000000` asks for that."""
_FORMS = ("csv", "xlsx")
_LOOK_EVERY_SECONDS = 0.02


def measure(_instance: Path, rows: int = ROWS, postgresql_rows: int = POSTGRESQL_ROWS) -> None:
    """Print what overviews of a large register cost, on SQLite and on a throwaway PostgreSQL; 0 rows skip one."""
    if rows:
        _measure("SQLite", rows, None, None)
    if postgresql_rows:
        with throwaway_cluster() as address:
            empty, full = (make_database(address, name) for name in ("overview_empty", "overview_full"))
            _measure("PostgreSQL", postgresql_rows, empty, full)


def _measure(name: str, rows: int, empty_url: str | None, url: str | None) -> None:
    with large_register(0, empty_url) as (environment, engine):
        bare = {form: _make(environment, engine, form)[1] for form in _FORMS}
    began = time.perf_counter()
    with large_register(rows, url) as (environment, engine):
        print(f"\n{name}: a register of {rows:,} rows, filled in {time.perf_counter() - began:.0f} s", flush=True)
        for form in _FORMS:
            seconds, memory = _make(environment, engine, form)
            print(
                f"  made as {form}: {seconds:.1f} s ({rows / seconds:,.0f} rows a second), "
                f"{memory - bare[form]:.0f} MB of memory above a register without rows",
                flush=True,
            )
        print(f"  killed in the middle: {_kill_and_go_on(environment, engine, rows)}", flush=True)
        for form, got in zip(_FORMS, download(environment, _list_zaken(engine)), strict=False):
            print(
                f"  downloaded as {form}: first byte after {got.first * 1000:.0f} ms, {got.size / 1e6:.0f} MB in "
                f"{got.seconds:.1f} s; the server {got.most - got.before:.0f} MB above its {got.before:.0f} MB",
                flush=True,
            )


def _make(environment: dict[str, str], engine: Engine, form: str) -> tuple[float, float]:
    """Let a process make an overview; gives seconds and the most memory in MB."""
    ask_overview(engine, form)
    began, most = time.perf_counter(), 0.0
    process = _start(environment)
    while process.poll() is None:
        most = max(most, peak_mb(process.pid))
        time.sleep(_LOOK_EVERY_SECONDS)
    return time.perf_counter() - began, most


def _kill_and_go_on(environment: dict[str, str], engine: Engine, rows: int) -> str:
    """Kill the worker in the middle of an overview, let another take it up, and tell what there is then."""
    number = ask_overview(engine, "csv-again")
    process = _start(environment)
    while (done := _done(engine, number)) <= rows // 3:
        if process.poll() is not None:
            raise ProgramFailed("The worker ended before it could be killed: ask for more rows.")
        time.sleep(_LOOK_EVERY_SECONDS)
    process.kill()
    process.wait()
    with writing_session(engine) as session:
        of_job = (JobRow.kind == JOB_KIND, JobRow.key == number)
        session.execute(update(JobRow).where(*of_job).values(held_until=now()))  # Twenty seconds pass.
    _start(environment).wait()
    folder = overviews_folder(Settings.from_environment(environment))
    files = len(list(folder.glob(f"{number}-*")))
    with reading_session(engine) as session:
        [job] = session.scalars(select(JobRow).where(*of_job)).all()
        [zaak] = session.scalars(select(ZaakRow).where(ZaakRow.number == number)).all()
        [made] = session.scalars(select(ZaakOverzichtRow.rows).where(ZaakOverzichtRow.zaak_id == zaak.id)).all()
    if (job.state, zaak.status, files) != (JobState.DONE, "afgerond", 1):
        raise ProgramFailed(f"After kill -9 the job is {job.state}, the zaak {zaak.status}, with {files} files.")
    return f"at row {done:,}; after attempt {job.attempts} one zaak, one file, {made:,} rows"


def _start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "duo_site.cli", "jobs", "--once"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)


def _done(engine: Engine, number: str) -> int:
    with reading_session(engine) as session:
        return session.scalar(select(func.max(JobRow.done)).where(JobRow.key == number)) or 0


def _list_zaken(engine: Engine) -> list[str]:
    with reading_session(engine) as session:
        return [number or "" for number in session.scalars(select(ZaakRow.number).order_by(ZaakRow.id))]
