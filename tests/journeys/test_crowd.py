"""Many people at once, and a server that is killed in the middle."""

import itertools
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from duo_site.database import make_engine, reading_session
from duo_site.demo.register.delivery import demo_delivery_lines
from duo_site.mijn_diplomas.models import DiplomaRow
from duo_site.settings import Settings
from tests.journeys.crowd_logins import read_people
from tests.journeys.processes import DUO, RunningSite, demo_command, new_site, running, wait_for
from tests.journeys.traveller import Traveller

PEOPLE = 8
DOWNLOADS = 200
DELIVERED = 10_000
KILLED_AFTER = 2_000


def prepare(folder: Path) -> RunningSite:
    """Make the data of a demonstration that does not run yet."""
    site = new_site(folder / "instance")
    subprocess.run(demo_command(site, "--only-prepare"), check=True, capture_output=True, timeout=60)
    return site


@contextmanager
def server(site: RunningSite, log: Path, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the site alone."""
    command = [sys.executable, "-m", "duo_site.server", "--port", str(site.port)]
    with running(command, {**site.environment, **more}, log) as process:
        wait_for(f"{site.address}/readyz", process, log)
        yield process


@dataclass(frozen=True)
class Download:
    """What somebody got, and what it had to be."""

    name: str
    number: str
    status: int
    content: bytes


def download_all(site: RunningSite, key: str, name: str, number: int) -> list[Download]:
    """Log in as one person and download one's own diplomas, in each form, so many times."""
    person = Traveller(site)
    diplomas = person.log_in(key).links(r"/mijn-diplomas/(?!uittreksels|logboek)[A-Za-z0-9_-]+")
    wishes = itertools.cycle(itertools.product(diplomas, ("nl", "en"), ("ja", "nee")))
    got = []
    for diploma, language, grades in itertools.islice(wishes, number):
        form = {"csrf_token": person.get(diploma).value("csrf_token"), "taal": language, "cijferlijst": grades}
        ready = person.post(f"{diploma}/uittreksel", form)
        assert "/mijn-diplomas/uittreksels/" in ready.url, f"{name}: {ready.url} {ready.status}"
        file = person.get(f"{ready.url}/bestand")
        got.append(Download(name, ready.url.rsplit("/", 1)[-1], file.status, file.content))
    return got


def text_of(content: bytes) -> str:
    """Read the text of a PDF, on one line."""
    read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def test_eight_people_download_at_once_and_nobody_gets_anothers(tmp_path: Path) -> None:
    site, log = prepare(tmp_path), tmp_path / "log"
    delivery = tmp_path / "delivery.jsonl"
    delivery.write_text("\n".join(itertools.islice(demo_delivery_lines(), 60)))
    people = itertools.islice(read_people(delivery.read_text().splitlines()), PEOPLE)
    names = {
        person.key: " ".join(filter(None, (person.first_names, person.prefix, person.last_name))) for person in people
    }
    assert len(set(names.values())) == PEOPLE
    with ExitStack() as stack:
        logins: list[str | Path] = [sys.executable, "-m", "tests.journeys.crowd_logins", delivery]
        identity_provider = stack.enter_context(running(logins, site.environment, log))
        wait_for(f"{site.logins}/", identity_provider, log)
        stack.enter_context(server(site, log, DUO_RENDER_WORKERS="2"))
        with ThreadPoolExecutor(PEOPLE) as crowd:
            each = DOWNLOADS // PEOPLE
            working = [crowd.submit(download_all, site, key, name, each) for key, name in names.items()]
            downloads = [download for person in working for download in person.result()]
    assert len(downloads) == DOWNLOADS
    assert {download.status for download in downloads} == {200}
    with ThreadPoolExecutor(2) as readers:
        texts = list(readers.map(text_of, (download.content for download in downloads)))
    for download, text in zip(downloads, texts, strict=True):
        assert download.name in text
        assert download.number in text
        strangers = [name for name in names.values() if name != download.name and name in text]
        assert not strangers, f"{download.name} got the uittreksel of {strangers}"
    by_number: dict[str, set[bytes]] = {}
    for download in downloads:
        by_number.setdefault(download.number, set()).add(download.content)
    assert all(len(contents) == 1 for contents in by_number.values()), "one number, one file"
    assert site.duo("audit", "check").returncode == 0


def wait_until(reached: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)


def answers(site: RunningSite) -> bool:
    """Whether anything still answers at the address of a site."""
    try:
        return requests.get(f"{site.address}/healthz", timeout=2).ok
    except requests.ConnectionError:
        return False


@pytest.fixture
def large_delivery(tmp_path: Path) -> Path:
    """Write a delivery of ten thousand diplomas."""
    lines = itertools.cycle(demo_delivery_lines())
    rows = ({**json.loads(line), "levering": f"00XX-{number}"} for number, line in enumerate(lines))
    path = tmp_path / "large.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in itertools.islice(rows, DELIVERED)))
    return path


def test_a_killed_server_and_a_killed_delivery_lose_nothing(tmp_path: Path, large_delivery: Path) -> None:
    site, log = prepare(tmp_path), tmp_path / "log"
    engine = make_engine(Settings.from_environment(site.environment).database_url)

    def count() -> int:
        ours = DiplomaRow.levering.startswith("00XX-")
        with reading_session(engine) as session:
            return session.execute(select(func.count()).where(ours)).scalar_one()

    with server(site, log) as process, log.open("ab") as output:
        delivering = subprocess.Popen(
            [DUO, "register", "lever-in", large_delivery], env=site.environment, stdout=output, stderr=output
        )
        wait_until(lambda: count() >= KILLED_AFTER)
        survey = requests.post(f"{site.address}/feedback", {"gevonden": "ja"}, allow_redirects=False, timeout=10)
        assert survey.status_code == 303, "the site goes on writing meanwhile"
        process.kill()
        process.wait()
        wait_until(lambda: not answers(site), seconds=5)
        wait_until(lambda: count() >= 2 * KILLED_AFTER)
        delivering.kill()
        delivering.wait()
    there = count()
    assert 2 * KILLED_AFTER <= there < DELIVERED, "both were killed in the middle"
    with server(site, log):
        repeated = site.duo("register", "lever-in", large_delivery)
        assert repeated.returncode == 0, repeated.stderr
        assert re.findall(r"\d+", repeated.stdout)[:3] == [str(DELIVERED - there), "0", str(there)]
        assert requests.get(f"{site.address}/", timeout=10).ok
    assert count() == DELIVERED
    assert site.duo("audit", "check").returncode == 0
    engine.dispose()
