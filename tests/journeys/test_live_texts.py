"""Two workers of a real server take up a published text within a second; a publisher killed leaves old or new."""

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine

from duo_site import migrations
from duo_site.database import make_engine, reading_session, writing_session
from duo_site.wording.domain import Published, TextKey
from duo_site.wording.service import current_number, current_snapshot, publish, save_draft
from duo_site.wording.shipped import list_shipped
from tests.conftest import make_database
from tests.journeys.processes import ROOT, free_port, running, wait_for
from tests.moments import NOON

MENU, OTHER = TextKey("Diplomahulp").digest, TextKey("Particulier", context="menu").digest
PUBLISH_FOR_EVER = """
import sys
from tests.journeys.test_live_texts import publish_both
from duo_site.database import make_engine
engine = make_engine(sys.argv[1])
for number in range(1_000_000):
    print(publish_both(engine, f"Woord {number}"), flush=True)
"""
"""The largest number of texts that a killed publisher had said it published is in force afterwards."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'duo.sqlite'}"
    return make_database(request.getfixturevalue("postgresql_cluster"), "live")


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    made = make_engine(database)
    migrations.upgrade(made)
    yield made
    made.dispose()


def publish_both(engine: Engine, text: str) -> int:
    """Change two texts to the same word and publish; gives the number."""
    shipped = {"nl": list_shipped("nl")}
    with writing_session(engine) as session:
        for digest in (MENU, OTHER):
            save_draft(session, "nl", shipped["nl"][digest], (text,), seen=_version(engine), by="els", at=NOON)
    with writing_session(engine) as session:
        outcome = publish(session, shipped, seen=current_number(session), by="els", at=NOON)
    assert isinstance(outcome, Published)
    return outcome.snapshot.number


def _version(engine: Engine) -> int:
    with reading_session(engine) as session:
        return current_number(session)


def test_two_workers_show_a_published_text_within_a_second(database: str, engine: Engine, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "gunicorn.log"
    environment = {
        **os.environ,
        "DUO_SECRET_KEY": "a secret of the tests, long enough to pass",
        "DUO_DATA_KEY": base64.b64encode(b"tests" * 6 + b"!!").decode(),
        "DUO_BASE_URL": f"http://127.0.0.1:{port}",
        "DUO_INSTANCE": str(tmp_path),
        "DUO_DATABASE_URL": database,
    }
    gunicorn = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-w", "2", "-k", "gthread", "--threads", "8"]
    with running([*gunicorn, "-b", f"127.0.0.1:{port}", "wsgi:application"], environment, log) as process:
        address = f"http://127.0.0.1:{port}/contact"
        wait_for(address, process, log)
        assert len(_workers_of(process.pid)) == 2
        _ask_often(address)
        publish_both(engine, "Diplomawijzer")
        time.sleep(1)
        # Whoever looks now takes the text up; from the next request on, each worker shows it.
        _ask_often(address)
        assert all("Diplomawijzer" in page for page in _ask_often(address))


def _ask_often(address: str) -> list[str]:
    """Ask many times at once, each on a connection of its own, so that both workers answer."""
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(lambda _: requests.get(address, timeout=30).text, range(64)))


def _workers_of(server: int) -> list[str]:
    return Path(f"/proc/{server}/task/{server}/children").read_text().split()


def test_a_publisher_killed_leaves_the_old_or_the_new(database: str, engine: Engine) -> None:
    for _ in range(3):
        publisher = subprocess.Popen(
            [sys.executable, "-c", PUBLISH_FOR_EVER, database], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert publisher.stdout is not None
        said = [int(publisher.stdout.readline()) for _ in range(3)]
        os.kill(publisher.pid, signal.SIGKILL)
        said += [int(line) for line in publisher.stdout.read().splitlines() if line.isdigit()]
        publisher.wait()
        publisher.stdout.close()
        with reading_session(engine) as session:
            snapshot = current_snapshot(session)
        assert snapshot.number >= max(said), "what was said to be published is in force"
        assert len(set(snapshot.texts["nl"].values())) == 1, "both texts are of one moment"
        assert set(snapshot.texts["nl"]) == {MENU, OTHER}
