"""Searching 60,000 opleidingen, on SQLite and PostgreSQL: over all onderwijsinstellingen, and all at one of them."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from benchmarks.tables import print_table
from duo_site import migrations
from duo_site.database import make_engine, reading_session, writing_session
from duo_site.demo.opleidingen import draw_opleidingen
from duo_site.identity import Sector, Werkplek
from duo_site.mijn_duo.opleidingen.domain import Niveau, Stand, Taal
from duo_site.mijn_duo.opleidingen.search_text import read_query
from duo_site.mijn_duo.opleidingen.service.reading import Wanted, search
from duo_site.mijn_duo.opleidingen.service.recording import add_all
from duo_site.mijn_duo.rollen.domain import Bekostiging, Bestuur, Onderwijsinstelling
from duo_site.mijn_duo.rollen.service.register import keep_bestuur, keep_onderwijsinstelling
from duo_site.web.clock import now, today
from tests.conftest import make_database
from tests.postgresql import throwaway_cluster

_OPLEIDINGEN = 60_000
_SCHOOLS = 120
_FIRST_CODE = 10_000
_ROUNDS = 15
_BESTUUR = "99001"
_QUERIES = ("kunde", "verpleegkunde", "zorg en regio", "creme", "34567", "zzzz", '"food business"', "a", "")
_HEAD = ("", "opleidingen there", "median ms", "slowest query, median ms")
_AIM_MS = 50


def measure(instance: Path) -> None:
    """Print the time of a search with its page of 25, for many words and filters, with the aim beside it."""
    with throwaway_cluster() as cluster:
        urls = {
            "SQLite": f"sqlite:///{instance / 'opleidingen.sqlite'}",
            "PostgreSQL": make_database(cluster, "opleidingen"),
        }
        rows = [
            [f"{name}, {case}", *_measure(engine, schools)]
            for name, url in urls.items()
            for case, schools in ((f"over {_SCHOOLS} onderwijsinstellingen", _SCHOOLS), ("all at one", 1))
            for engine in [make_engine(url)]
        ]
    title = f"Search in {_OPLEIDINGEN:,} opleidingen (aim: median under {_AIM_MS} ms); {_ROUNDS} rounds"
    print_table(title, _HEAD, rows)


def _measure(engine: Engine, schools: int) -> list[str]:
    with _filled(engine, schools) as werkplek, reading_session(engine) as session:
        times = {wanted: _time(session, werkplek, wanted) for wanted in _list_wanted()}
        there = search(session, werkplek, Wanted(today(), stand=None)).number
    shown = f"{_OPLEIDINGEN:,}" if schools == 1 else f"{there:,}"
    every = [one for measured in times.values() for one in measured]
    slowest = max(statistics.median(measured) for measured in times.values())
    return [shown, f"{statistics.median(every):.1f}", f"{slowest:.1f}"]


def _list_wanted() -> list[Wanted]:
    """List searches as people make them: words alone, and words with filters, today and on another day."""
    plain = [Wanted(today(), read_query(query)) for query in _QUERIES]
    return [
        *plain,
        Wanted(today(), read_query("kunde"), niveau=Niveau.MASTER),
        Wanted(today(), read_query("techniek"), taal=Taal.ENGELS),
        Wanted(today(), stand=Stand.BEEINDIGD),
        Wanted(today().replace(year=2012), read_query("leraar"), stand=None),
    ]


def _time(session: Session, werkplek: Werkplek, wanted: Wanted) -> list[float]:
    """Measure a search a few times, in milliseconds; the first, which warms up, is not counted."""
    times = []
    for _ in range(_ROUNDS + 1):
        began = time.perf_counter()
        search(session, werkplek, wanted)
        times.append((time.perf_counter() - began) * 1000)
    return times[1:]


@contextmanager
def _filled(engine: Engine, schools: int) -> Iterator[Werkplek]:
    """Fill a database with opleidingen, and empty it afterwards; gives the first onderwijsinstelling."""
    migrations.upgrade(engine)
    codes = [f"{10 + number // 26:02}{chr(65 + number % 26)}A" for number in range(schools)]
    with writing_session(engine) as session:
        keep_bestuur(session, Bestuur(_BESTUUR, "Bestuur"))
        for code in codes:
            sector, paid = Sector.HOGER_ONDERWIJS, Bekostiging.BEKOSTIGD
            keep_onderwijsinstelling(session, Onderwijsinstelling(code, code, "Dam", sector, _BESTUUR, paid))
            drawn = enumerate(islice(draw_opleidingen(sector, code), _OPLEIDINGEN // schools), _FIRST_CODE)
            # The codes that are drawn leave gaps; with all opleidingen at one there are not that many of five figures.
            versions = (replace(one, opleidingscode=str(number)) for number, (_, each) in drawn for one in each)
            add_all(session, code, versions, now())
    if engine.dialect.name == "postgresql":
        # What autovacuum does within a minute after so many rows came in.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE opleiding"))
    try:
        yield Werkplek(codes[0], _BESTUUR, codes[0], Sector.HOGER_ONDERWIJS)
    finally:
        with writing_session(engine) as session:
            session.execute(text("DELETE FROM opleiding"))
        engine.dispose()
