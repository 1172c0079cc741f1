"""Searching 10,000 pages, on SQLite and PostgreSQL, with the questions that the tests hold."""

import random
import statistics
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, text

import tests.site.zoeken
from benchmarks.tables import print_table
from duo_site import migrations
from duo_site.app import create_app
from duo_site.crossings import list_searched
from duo_site.database import make_engine, reading_session, writing_session
from duo_site.zoeken.domain import SearchedPage
from duo_site.zoeken.index import read_vocabulary, replace_pages
from duo_site.zoeken.service import search
from tests.builders import make_settings
from tests.conftest import make_database
from tests.postgresql import throwaway_cluster

_PAGES = 10_000
_ROUNDS = 3
_AIM_MS = 20
_SYLLABLES = (
    "ver",
    "be",
    "ing",
    "lijk",
    "school",
    "jaar",
    "werk",
    "tijd",
    "hand",
    "groep",
    "leer",
    "kaart",
    "bron",
    "dorp",
    "zon",
)
_SENTENCES = 12
_LANGUAGE = "nl"


def measure(instance: Path) -> None:
    """Print the time of a search, and of making the index, with the aim beside it."""
    questions = tomllib.loads((Path(tests.site.zoeken.__path__[0]) / "questions.toml").read_text())[_LANGUAGE]
    site = create_app(make_settings(instance, f"sqlite:///{instance / 'search-pages.sqlite'}")).extensions["duo"]
    pages = list(_multiply([page for page in list_searched(site) if page.language == _LANGUAGE]))
    with throwaway_cluster() as cluster:
        urls = {"SQLite": f"sqlite:///{instance / 'search.sqlite'}", "PostgreSQL": make_database(cluster, "search")}
        rows = [[name, *_measure(make_engine(url), pages, list(questions))] for name, url in urls.items()]
    head = ("", "index made, s", "one page changed, ms", "median ms", "90 %", "slowest")
    title = f"Search in {len(pages):,} pages, {len(questions)} questions (aim: median under {_AIM_MS} ms)"
    print_table(title, head, rows)


def _measure(engine: Engine, pages: list[SearchedPage], questions: list[str]) -> list[str]:
    migrations.upgrade(engine)
    made = _replace(engine, pages)
    changed = _replace(engine, [replace(pages[0], summary="Anders."), *pages[1:]])
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
    with reading_session(engine) as session:
        vocabulary = read_vocabulary(session, _LANGUAGE)
        times = []
        for number in range(_ROUNDS + 1):
            for question in questions:
                began = time.perf_counter()
                search(session, vocabulary, question, None)
                times += [(time.perf_counter() - began) * 1000] if number else []
    engine.dispose()
    ninetieth = statistics.quantiles(times, n=10)[-1]
    return [
        f"{made:.1f}",
        f"{changed * 1000:.0f}",
        f"{statistics.median(times):.1f}",
        f"{ninetieth:.1f}",
        f"{max(times):.1f}",
    ]


def _replace(engine: Engine, pages: list[SearchedPage]) -> float:
    began = time.perf_counter()
    with writing_session(engine) as session:
        replace_pages(session, pages)
    return time.perf_counter() - began


def _multiply(pages: list[SearchedPage]) -> Iterator[SearchedPage]:
    """Give the real pages, and then pages of their sentences and of made words, as rare as words are."""
    yield from pages
    chance = random.Random(1)
    sentences = [sentence for page in pages for sentence in page.text.split(". ") if sentence]
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]
    rarity = [1 / rank for rank in range(1, len(words) + 1)]
    for number in range(_PAGES - len(pages)):
        made = [" ".join(chance.choices(words, rarity, k=14)) for _ in range(_SENTENCES)]
        told = made + chance.sample(sentences, _SENTENCES // 2)
        chance.shuffle(told)
        page = chance.choice(pages)
        title = " ".join(chance.choices(words, rarity, k=4))
        yield replace(
            page,
            path=f"/blad/{number}",
            title=title,
            summary=made[0],
            keywords=(),
            headings=tuple(made[1:3]),
            text=". ".join(told),
        )
