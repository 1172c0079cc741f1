"""The dashboard of the feedback over a million answers: the whole page, on SQLite and PostgreSQL."""

import statistics
import time
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, text

from benchmarks.tables import print_table
from duo_site.database import writing_session
from duo_site.feedback.totals import rebuild
from duo_site.web.site import Site
from tests.cast import ELS
from tests.conftest import make_database
from tests.postgresql import throwaway_cluster
from tests.site.conftest import client_of, log_in, make_app

_ANSWERS = 1_000_000
_DAYS = 730
_PAGES = 60
_ROUNDS = 11
_AIM_MS = 300
_HEAD = ("", "median ms", "slowest ms", "of which own processor, median ms")
_PAGES_READ = {
    "figures, 13 weeks (as it opens)": "/redactie/feedback",
    "figures, 52 weeks": "/redactie/feedback?periode=52-weken",
    "figures, all": "/redactie/feedback?periode=alles",
    "figures of one page, all": "/redactie/feedback?periode=alles&pagina=/particulier/pagina-1",
    "comments, newest 25": "/redactie/feedback/opmerkingen",
    "comments, a word in all": "/redactie/feedback/opmerkingen?periode=alles&stand=alle&zoek=zichtbaar",
    "groups of the newest 1,000": "/redactie/feedback/groepen?periode=alles",
}
_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :many)",
    "postgresql": "WITH n(i) AS (SELECT generate_series(0, CAST(:many AS bigint) - 1))",
}
_KEY = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
_DAY = {
    "sqlite": "date('now', '-' || (d % :days) || ' days')",
    "postgresql": "current_date - CAST(d % CAST(:days AS bigint) AS integer)",
}
# Chance that is the same on both: the number of the answer, times a prime, in another order for each column.
_FILL = """
INSERT INTO survey_answer
    (id, day, page, task, kind, complete, doel, gevonden, cijfer, opmerking, gemist, language, state)
{numbers}, drawn AS (
    SELECT (i * 7919) % 1000003 AS d, (i * 104729) % 999983 AS p, (i * 1299709) % 999979 AS v FROM n
), made AS (
    SELECT d, v, (p % {pages}) * (p % {pages}) / {pages} AS page FROM drawn
)
SELECT {key}, {day}, '/particulier/pagina-' || page,
    CASE WHEN page % 9 = 0 THEN 'diplomahulp' WHEN page % 9 = 1 THEN 'controle' ELSE 'pagina' END,
    CASE WHEN v % 10 < 4 THEN 'paginavoet' ELSE 'vraaglijst' END, v % 10 < 8, NULL,
    CASE WHEN v % 100 < 60 THEN 'ja' WHEN v % 100 < 75 THEN 'deels' ELSE 'nee' END,
    CASE WHEN v % 10 BETWEEN 4 AND 7 THEN 1 + v % 97 % 10 END,
    CASE WHEN v % 10 = 5 THEN 'Mijn diploma van pagina ' || page || ' is niet zichtbaar, al ' || v % 83 || ' dagen'
        ELSE '' END,
    '', CASE WHEN v % 11 = 0 THEN 'en' ELSE 'nl' END, CASE WHEN v % 500 = 0 THEN 'wachtrij' ELSE 'geteld' END
FROM made
"""


def measure(instance: Path) -> None:
    """Print the time of each page, with the aim beside it."""
    with throwaway_cluster() as cluster:
        folder = instance / "feedback"
        folder.mkdir(exist_ok=True)
        for name, url in (
            ("SQLite", f"sqlite:///{folder / 'feedback.sqlite'}"),
            ("PostgreSQL", make_database(cluster, "feedback")),
        ):
            app = make_app(folder / name, url)
            site: Site = app.extensions["duo"]
            rows = _fill(site.engine)
            title = f"{name}: {_ANSWERS:,} answers, {rows:,} totals (aim: median under {_AIM_MS} ms); {_ROUNDS} rounds"
            print_table(title, _HEAD, _measure_pages(app))
            site.engine.dispose()


def _measure_pages(app: Flask) -> list[list[str]]:
    client = client_of(app)
    log_in(client, ELS)
    table: list[list[str]] = []
    for name, address in _PAGES_READ.items():
        times, busy = [], []
        for _round in range(_ROUNDS + 1):
            began, worked = time.perf_counter(), time.process_time()
            answer = client.get(address)
            times.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - worked) * 1000)
            assert answer.status_code == 200, f"{address}: {answer.status}"
        figures = (statistics.median(times[1:]), max(times[1:]), statistics.median(busy[1:]))
        table.append([name, *(f"{figure:,.0f}" for figure in figures)])
    return table


def _fill(engine: Engine) -> int:
    """Draw the answers in the database itself, and count them; gives the number of totals."""
    name = engine.dialect.name
    statement = _FILL.format(numbers=_NUMBERS[name], key=_KEY[name], day=_DAY[name], pages=_PAGES)
    with writing_session(engine) as session:
        session.execute(text(statement), {"many": _ANSWERS, "days": _DAYS})
        rebuild(session)
    with engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
        rows: int = connection.execute(text("SELECT count(*) FROM survey_total")).scalar_one()
    return rows
