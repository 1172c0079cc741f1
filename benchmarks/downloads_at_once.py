"""200 downloads by 8 people at once: how long it takes, and whether everybody gets his own and nobody an error."""

import hashlib
import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Barrier

import pikepdf

from benchmarks.browser import Browser
from benchmarks.deliveries import Diplomahouder, list_diplomahouders, write_diplomas_of
from benchmarks.demo_site import demo_site, run_duo
from benchmarks.programs import ProgramFailed
from benchmarks.sessions import open_sessions
from benchmarks.tables import print_table
from benchmarks.wishes import Wish, download, list_wishes
from duo_site.database import make_engine, reading_session
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.uittreksel.domain import Uittreksel
from duo_site.uittreksel.service import find_by_number

_PEOPLE = 8
_DOWNLOADS_EACH = 25
_HEAD = ("", "seconds", "downloads/s", "median ms", "slowest ms", "errors", "not his own")


@dataclass(frozen=True, slots=True)
class _Download:
    person: Diplomahouder
    seconds: float
    number: str
    file: bytes


def measure(instance: Path) -> None:
    """Print both rounds, first and repeated; raise ProgramFailed after an error or a file of somebody else."""
    people, delivery = list_diplomahouders(_PEOPLE), instance / "people.jsonl"
    write_diplomas_of(people, _DOWNLOADS_EACH, delivery)
    with demo_site(instance) as site:
        run_duo(["register", "lever-in", str(delivery)], site.environment)
        settings = Settings.from_environment(site.environment)
        browsers = [Browser(site.server.address) for _ in people]
        for browser, cookies in zip(browsers, open_sessions(settings, people), strict=True):
            browser.cookies |= cookies
        wishes = [list_wishes(browser)[:_DOWNLOADS_EACH] for browser in browsers]
        rows, wrong = [], 0
        for name in ("first, each another diploma", "repeated"):
            seconds, made = _at_once(people, browsers, wishes)
            errors = sum(map(len, wishes)) - len(made)
            strange = _count_strange(settings, made)
            wrong += errors + strange
            rows.append(_row(name, seconds, made, errors, strange))
        for browser in browsers:
            browser.close()
    print_table(f"{sum(map(len, wishes))} downloads by {_PEOPLE} people at once, POST and GET of the file", _HEAD, rows)
    if wrong:
        raise ProgramFailed(f"{wrong} downloads went wrong.")


def _at_once(
    people: list[Diplomahouder], browsers: list[Browser], wishes: list[list[Wish]]
) -> tuple[float, list[_Download]]:
    """Let everybody begin at the same moment; gives the seconds until the last is done, and what succeeded."""
    start = Barrier(len(people) + 1)
    with ThreadPoolExecutor(len(people)) as pool:
        busy = [pool.submit(_download_all, start.wait, *each) for each in zip(people, browsers, wishes, strict=True)]
        start.wait()
        began = time.perf_counter()
        made = [one for future in busy for one in future.result()]
        return time.perf_counter() - began, made


def _download_all(
    wait: Callable[[], object], person: Diplomahouder, browser: Browser, wishes: list[Wish]
) -> list[_Download]:
    made = []
    wait()
    for wish in wishes:
        began = time.perf_counter()
        try:
            path, answer = download(browser, wish)
        except ProgramFailed:
            # What lacks is counted.
            continue
        made.append(_Download(person, time.perf_counter() - began, path.split("/")[-2], answer.body))
    return made


def _count_strange(settings: Settings, made: list[_Download]) -> int:
    """Count files that are not what the register has under their number, or that are somebody else's."""
    engine, secrecy = make_engine(settings.database_url), Secrecy(settings.data_key)
    with reading_session(engine) as session:
        good = [_is_own(one, find_by_number(session, secrecy, one.number)) for one in made]
    engine.dispose()
    return good.count(False)


def _is_own(one: _Download, registered: Uittreksel | None) -> bool:
    if registered is None or registered.sha256 != hashlib.sha256(one.file).hexdigest():
        return False
    with pikepdf.open(io.BytesIO(one.file)) as document:
        is_numbered = one.number in str(document.docinfo.get("/Keywords"))
    return is_numbered and one.person.last_name in registered.inhoud.holder


def _row(name: str, seconds: float, made: list[_Download], errors: int, strange: int) -> list[str]:
    walls = [one.seconds * 1000 for one in made] or [0.0]
    figures = (seconds, len(made) / seconds, median(walls), max(walls))
    return [name, f"{figures[0]:,.1f}", *(f"{figure:,.0f}" for figure in figures[1:]), str(errors), str(strange)]
