"""Facts: their wording by language, and what is wrong with them."""

from pathlib import Path

import pytest

from duo_site.pages.facts import read_facts
from duo_site.pages.problems import Problem
from tests.unit.pages.conftest import FACTS


def read(folder: Path, text: str) -> tuple[dict[str, tuple[str, str]], list[str]]:
    (folder / "facts.toml").write_text(text)
    problems: list[Problem] = []
    facts = read_facts(folder, problems)
    return {key: (fact.wording["nl"], fact.wording["en"]) for key, fact in facts.items()}, [
        f"{problem.line}: {problem.reason}" for problem in problems
    ]


def test_facts_are_written_by_the_customs_of_the_language(tmp_path: Path) -> None:
    wordings, problems = read(tmp_path, FACTS)

    assert problems == []
    assert wordings == {
        "prijs": ("€\xa072", "€72"),
        "prijs-met-centen": ("€\xa0148,83", "€148.83"),
        "aantal": ("1.400.000", "1,400,000"),
        "jaar": ("1996", "1996"),
        "termijn": ("3 weken", "3 weeks"),
    }


GOOD = {"value": "1", "kind": '"number"', "source": '"x"', "checked": "2026-01-01"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"value": None}, "2: a: value is missing"),
        ({"source": None}, "2: a: source is missing"),
        ({"checked": None}, "2: a: checked is missing"),
        ({"checked": '"gisteren"'}, "2: a: checked must be a date such as 2026-11-21"),
        ({"kind": '"weight"'}, "2: a: kind weight is unknown; use amount, number, year, text, duration"),
        ({"kind": '"text"'}, "2: a: a text needs its words in nl"),
        ({"value": '"veel"'}, "2: a: the value of a number is a number"),
        ({"value": "true"}, "2: a: the value of a number is a number"),
        ({"de": '"x"'}, "2: a: the field de is unknown"),
        ({"nl": "3"}, "2: a: nl must be a text"),
    ],
)
def test_a_bad_fact_is_told_with_its_line(tmp_path: Path, changes: dict[str, str | None], reason: str) -> None:
    fields = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    text = "# Facts\n[a]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items())

    assert read(tmp_path, text)[1] == [reason]


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    (told,) = read(tmp_path, "[a]\nvalue = \n")[1]

    assert told.startswith("2: the facts cannot be read: ")
