"""`python -m benchmarks feedback-flood`: 20,000 junk answers from 50 networks in a minute, beside ordinary visitors.

Visitors ask public pages without and with the flood, in one run; meanwhile real people answer the survey, each from a
network of his own, and are looked for in the database afterwards.
"""

import json
import multiprocessing
import sqlite3
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.demo_site import demo_site
from benchmarks.tables import print_table

POSTS = 20_000
NETWORKS = 50
FLOOD_SECONDS = 60
_QUIET_SECONDS = 30
_VISITORS = 4
_PAUSE_SECONDS = 0.03
_REAL = 120
_SENDERS = 8
_PAGES = (
    "/",
    "/particulier/uittreksel",
    "/en/contact",
    "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=2015",
    "/feedback",
)
_JUNK = {"gevonden": "ja", "cijfer": "10", "doel": "anders", "pagina": "/contact"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def measure(instance: Path) -> None:
    """Print what visitors noticed of the flood, what became of the junk, and how many real answers were found."""
    with demo_site(instance, DUO_TRUSTED_PROXIES="1") as site:
        address = site.server.address
        _visit(address, 3)
        quiet = _visit(address, _QUIET_SECONDS)
        cpu = site.server.cpu_seconds()
        junk, busy, real = _flood(address)
        cpu = site.server.cpu_seconds() - cpu
        database = Path(instance, "duo.sqlite")
        states, found = _look(database)
    print_table(
        f"Public pages for {_VISITORS} visitors, milliseconds",
        ("", "requests", "median", "p95", "p99"),
        [_describe("without flood", quiet), _describe(f"{POSTS:,} junk answers in {FLOOD_SECONDS} s", busy)],
    )
    ratio = _percentile(busy, 95) / _percentile(quiet, 95)
    print(f"\np95 with the flood is {ratio:.2f} times that without (aim: at most 1.5). CPU of the server {cpu:.0f} s.")
    print(f"Junk by status: {dict(junk)}. Stored by state: {states}.")
    accepted, counted = sum(status == 303 for status in real), found.count("geteld")
    print(f"Real answers: {len(real)} sent, {accepted} accepted, {len(found)} found, of which {counted} counted.")


def _flood(address: str) -> tuple[Counter[int], list[float], list[int]]:
    """Send the junk from a process of its own, while visitors visit and real people answer."""
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.SimpleQueue[str] = context.SimpleQueue()
    flood = context.Process(target=send_junk, args=(address, results))
    flood.start()
    with ThreadPoolExecutor(2) as pool:
        visits = pool.submit(_visit, address, FLOOD_SECONDS)
        real = pool.submit(_answer, address)
        statuses = Counter({int(status): times for status, times in json.loads(results.get()).items()})
        flood.join()
        return statuses, visits.result(), real.result()


def send_junk(address: str, results: "multiprocessing.SimpleQueue[str]") -> None:
    """Send all junk, evenly over the time, and tell how often each status came back."""
    numbers, began = count(), time.monotonic()
    with ThreadPoolExecutor(_SENDERS) as pool:
        parts = list(pool.map(lambda _: _send_part(address, numbers, began), range(_SENDERS)))
    took = time.monotonic() - began
    print(f"\n{POSTS:,} junk answers took {took:.0f} s.", flush=True)
    results.put(json.dumps(dict(sum(parts, Counter[int]()))))


def _send_part(address: str, numbers: "count[int]", began: float) -> Counter[int]:
    statuses: Counter[int] = Counter()
    connection = _connect(address)
    for number in iter(lambda: next(numbers), None):
        if number >= POSTS:
            return statuses
        time.sleep(max(0.0, began + number * FLOOD_SECONDS / POSTS - time.monotonic()))
        fields = {**_JUNK, "opmerking": f"koop nu {number}"}
        if number % 5 == 0:
            fields["onderwerp"] = "koop nu"
        network = f"203.0.113.{number % NETWORKS + 1}"
        statuses[_post(connection, fields, network)] += 1
    return statuses


def _answer(address: str) -> list[int]:
    """Answer the survey as real people would, spread over the flood; tells the statuses."""
    connection, statuses, began = _connect(address), [], time.monotonic()
    for number in range(_REAL):
        time.sleep(max(0.0, began + number * (FLOOD_SECONDS - 2) / _REAL - time.monotonic()))
        fields = {"gevonden": "deels", "cijfer": "7", "doel": "anders", "opmerking": f"echt antwoord {number}"}
        statuses.append(_post(connection, {**fields, "pagina": "/contact"}, f"198.51.100.{number + 1}"))
    return statuses


def _visit(address: str, seconds: float) -> list[float]:
    """Ask public pages in turn, several visitors at once; gives the milliseconds of each."""
    with ThreadPoolExecutor(_VISITORS) as pool:
        times = pool.map(lambda number: _visit_alone(address, seconds, number), range(_VISITORS))
        return [one for part in times for one in part]


def _visit_alone(address: str, seconds: float, number: int) -> list[float]:
    connection, times, end = _connect(address), [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter()
        connection.request("GET", _PAGES[number % len(_PAGES)], headers={"X-Forwarded-For": f"192.0.2.{number % 200}"})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        number += 1
        time.sleep(_PAUSE_SECONDS)
    return times


def _connect(address: str) -> HTTPConnection:
    return HTTPConnection(urlsplit(address).netloc, timeout=30)


def _post(connection: HTTPConnection, fields: dict[str, str], network: str) -> int:
    """Send an answer, over a new connection where the server closed the last; tells the status, 0 for no answer."""
    for _attempt in range(2):
        try:
            return _post_once(connection, fields, network)
        except (ConnectionError, HTTPException):
            connection.close()
    return 0


def _post_once(connection: HTTPConnection, fields: dict[str, str], network: str) -> int:
    connection.request("POST", "/feedback", urlencode(fields), {**_FORM, "X-Forwarded-For": network})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _look(database: Path) -> tuple[dict[str, int], list[str]]:
    """Tell how many answers stand in each state, and the states of the real ones."""
    with sqlite3.connect(database) as connection:
        states = dict(connection.execute("SELECT state, count(*) FROM survey_answer GROUP BY state").fetchall())
        real = "SELECT state FROM survey_answer WHERE opmerking LIKE 'echt antwoord %'"
        return states, [state for (state,) in connection.execute(real)]


def _percentile(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def _describe(name: str, times: list[float]) -> tuple[str, ...]:
    figures = (statistics.median(times), _percentile(times, 95), _percentile(times, 99))
    return (name, f"{len(times):,}", *(f"{figure:.2f}" for figure in figures))
