"""The diplomas of the demonstration: enough, of all soorten, always the same, and delivered like any other."""

import json
from pathlib import Path

from duo_site.demo.people import ANJA, FENNA, GIJS
from duo_site.demo.register import deliver_demo_register, demo_delivery_lines
from duo_site.mijn_diplomas.domain import Soort
from tests.builders import make_settings
from tests.unit.mijn_diplomas.builders import TODAY, Register, counts

LINES = list(demo_delivery_lines(TODAY))
ROWS = [json.loads(line) for line in LINES]


def test_they_are_the_same_each_time() -> None:
    assert list(demo_delivery_lines(TODAY)) == LINES


def test_there_is_something_of_everything() -> None:
    assert len(ROWS) >= 1000
    assert {row["soort"] for row in ROWS} == set(Soort)
    assert {row["document"] for row in ROWS} == {"diploma", "getuigschrift", "certificaat"}
    assert len({row["profiel"] for row in ROWS if row["soort"] == "vo" and row["profiel"]}) >= 3
    assert all(row["cijfers"] for row in ROWS if row["soort"] == "vo")
    assert max(len(row["opleiding"]) for row in ROWS) > 150
    letters = {letter for row in ROWS for letter in row["voornamen"] + row["achternaam"]}
    assert set("ûêçşğİıΕλώŽĐ") <= letters


def test_they_belong_to_nobody() -> None:
    assert {row["bsn"][:4] for row in ROWS} == {"9999"}
    assert all("(fictief)" in row["onderwijsinstelling"] for row in ROWS)


def test_the_cast_has_what_it_is_known_for() -> None:
    assert [sum(row["bsn"] == person.bsn for row in ROWS) for person in (ANJA, FENNA, GIJS)] == [4, 12, 0]
    newest = max(row["behaald_op"] for row in ROWS if row["bsn"] == ANJA.bsn)
    assert newest == "2026-11-09"


def test_the_register_accepts_them_all_and_once(register: Register) -> None:
    text = "".join(f"{line}\n" for line in LINES)
    assert counts(register.deliver_text(text, "demo.jsonl")) == {"nieuw": len(LINES)}
    assert counts(register.deliver_text(text, "demo.jsonl")) == {"gelijk": len(LINES)}


def test_the_demonstration_fills_an_empty_register_once(register: Register, tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    first = deliver_demo_register(register.engine, settings)
    assert first == f"Register: {len(LINES)} diploma's."
    assert deliver_demo_register(register.engine, settings) == first
