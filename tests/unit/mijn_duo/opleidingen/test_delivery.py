"""`duo opleidingen lever-in`: both formats, corrections, what does not fit, exit codes, and a kill in the middle."""

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, func, select

from duo_site.audit import AuditLine
from duo_site.database import Base, reading_session, writing_session
from duo_site.demo.rollen import keep_demo_register
from duo_site.mijn_duo.opleidingen.commands import opleidingen
from duo_site.mijn_duo.opleidingen.models import OpleidingRow

_PROGRAM = "from duo_site.mijn_duo.opleidingen.commands import opleidingen; opleidingen()"
_MANY = 6_000
OLD = date(2015, 9, 1)
HEAD = "instellingscode,opleidingscode,naam,niveau,talen,leerroutes,begindatum,einddatum"


def line(**changes: Any) -> dict[str, Any]:
    """Make a line that is right, with changes."""
    return {
        "instellingscode": "99AB",
        "opleidingscode": "34560",
        "naam": "Verpleegkunde",
        "niveau": "bachelor",
        "talen": ["nl"],
        "leerroutes": ["voltijd", "duaal"],
        "begindatum": "2015-09-01",
        "einddatum": None,
        **changes,
    }


class Operator:
    """Somebody who delivers files to a database on the command line."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DUO_")},
            "DUO_SECRET_KEY": "a secret of the tests, long enough to pass",
            "DUO_DATA_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
            "DUO_BASE_URL": "https://duo.test",
            "DUO_INSTANCE": str(folder),
            "DUO_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        }

    def write(self, *lines: dict[str, Any]) -> Path:
        """Write a file of lines."""
        path = self.folder / "opleidingen.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
        return path

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Run the command; gives its exit code and what it says."""
        result = CliRunner().invoke(opleidingen, ["lever-in", *map(str, arguments)], env=self.environment)
        return result.exit_code, result.stdout, result.stderr

    def deliver(self, *lines: dict[str, Any]) -> str:
        """Deliver lines as one file; gives all that was said."""
        code, said, problems = self.run(self.write(*lines))
        assert code == (1 if problems else 0)
        return problems + said

    def rows(self) -> list[tuple[str, date, date | None, date, date]]:
        """List what stands in the aanbod, oldest first."""
        columns = OpleidingRow.name, OpleidingRow.starts_on, OpleidingRow.ends_on
        query = select(*columns, OpleidingRow.version_from, OpleidingRow.version_until).order_by(OpleidingRow.starts_on)
        with reading_session(self.engine) as session:
            return [tuple(row) for row in session.execute(query)]  # type: ignore[misc]

    def count(self) -> int:
        """Count what stands in the aanbod."""
        with reading_session(self.engine) as session:
            return session.scalar(select(func.count()).select_from(OpleidingRow)) or 0


def make_operator(engine: Engine, folder: Path) -> Operator:
    """Give an operator a database with the demo register of onderwijsinstellingen."""
    Base.metadata.create_all(engine)
    with writing_session(engine) as session:
        keep_demo_register(session)
    return Operator(engine, folder)


@pytest.fixture
def operator(empty_engine: Engine, tmp_path: Path) -> Operator:
    """Give an operator each of the databases."""
    return make_operator(empty_engine, tmp_path)


@pytest.fixture
def quick_operator(sqlite_engine: Engine, tmp_path: Path) -> Operator:
    """Give an operator SQLite alone: for what no database decides."""
    return make_operator(sqlite_engine, tmp_path)


def test_both_formats_say_the_same_and_a_repeat_changes_nothing(operator: Operator) -> None:
    assert operator.deliver(line()) == "nieuw 1, gewijzigd 0, gelijk 0, ingetrokken 0, geweigerd 0.\n"
    path = operator.folder / "opleidingen.csv"
    path.write_text(f"{HEAD}\n99AB,34560,Verpleegkunde,bachelor,nl,duaal voltijd,2015-09-01,\n", "utf-8")
    assert operator.run(path) == (0, "nieuw 0, gewijzigd 0, gelijk 1, ingetrokken 0, geweigerd 0.\n", "")
    assert operator.rows() == [("Verpleegkunde", OLD, None, date.min, date.max)]
    with reading_session(operator.engine) as session:
        assert list(session.scalars(select(AuditLine.action))) == ["opleidingen-levering"]


def test_a_change_is_two_periods_and_can_be_taken_back(operator: Operator) -> None:
    operator.deliver(line())
    turn = date(2026, 9, 1)
    both = line(einddatum="2026-08-31"), line(naam="Verpleging", begindatum=f"{turn}")
    assert "nieuw 1, gewijzigd 1" in operator.deliver(*both)
    first = ("Verpleegkunde", OLD, date(2026, 8, 31), date.min, turn)
    assert operator.rows() == [first, ("Verpleging", turn, None, turn, date.max)]
    assert "gelijk 2" in operator.deliver(*both)
    key = {name: both[1][name] for name in ("instellingscode", "opleidingscode", "begindatum")}
    assert "ingetrokken 1" in operator.deliver({**key, "ingetrokken": True})
    assert "gelijk 1" in operator.deliver({**key, "ingetrokken": True})
    assert operator.rows() == [(*first[:-1], date.max)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"instellingscode": "98XY"}, "instellingscode: deze onderwijsinstelling staat niet in het register"),
        ({"instellingscode": "x"}, "instellingscode: dit moeten 4 tekens zijn"),
        ({"opleidingscode": "3456"}, "opleidingscode: dit moeten 5 cijfers zijn"),
        ({"naam": "12"}, "naam: hier staat geen letter in"),
        ({"naam": "x" * 201}, "naam: dit is langer dan 200 tekens"),
        ({"niveau": "mbo-4"}, "niveau: dit niveau hoort niet bij hoger onderwijs"),
        ({"niveau": "hbo"}, "niveau: dit moet een van deze woorden zijn: mbo-1"),
        ({"talen": []}, "talen: dit moet ten minste een van deze woorden zijn"),
        ({"talen": ["nl", "klingon"]}, "talen: dit moet een van deze woorden zijn: nl, en"),
        ({"leerroutes": ["bbl"]}, "leerroutes: deze leerroute hoort niet bij hoger onderwijs"),
        ({"begindatum": "01-09-2015"}, "begindatum: dit moet een datum zijn"),
        ({"einddatum": "2015-08-31"}, "einddatum: deze datum ligt voor de begindatum"),
        ({"schoenmaat": 43}, "hele regel: de regel heeft 1 velden die wij niet kennen"),
        ({"ingetrokken": "misschien"}, "ingetrokken: dit moet ja of nee zijn"),
        ({"begindatum": "2014-09-01"}, "begindatum: deze periode overlapt die vanaf 2015-09-01"),
        ({"naam": "Anders"}, "hele regel: deze periode staat ook op regel 1, met andere gegevens"),
    ],
)
def test_a_bad_line_is_named_and_left_out(quick_operator: Operator, changes: dict[str, Any], told: str) -> None:
    said = quick_operator.deliver(line(), line(**changes), line(opleidingscode="34999", naam="Tuinkunde"))
    assert f"regel 2, {told}" in said
    assert "nieuw 2, gewijzigd 0, gelijk 0, ingetrokken 0, geweigerd 1." in said
    assert sorted(name for name, *_ in quick_operator.rows()) == ["Tuinkunde", "Verpleegkunde"]


def test_all_or_nothing_writes_nothing_with_one_bad_line(operator: Operator) -> None:
    for bad in (line(opleidingscode="x"), line(naam="Anders")):  # Bad by itself, and bad beside another.
        code, _, errors = operator.run("--alles-of-niets", operator.write(line(), bad))
        assert code == 1
        assert "Er is niets geleverd" in errors
        assert operator.rows() == []
    assert operator.run("--alles-of-niets", operator.write(line()))[0] == 0
    assert operator.count() == 1


def test_help_shows_an_example_and_wrong_usage_is_told(quick_operator: Operator) -> None:
    operator = quick_operator
    code, output, _ = operator.run("--help")
    assert code == 0
    assert '"naam": "Verpleegkunde", "niveau": "bachelor"' in output
    assert operator.run()[0] == 2
    assert operator.run("niet-daar.csv")[0] == 2
    wrong = operator.folder / "ander.csv"
    wrong.write_text("a,b\n1,2\n", "utf-8")
    assert "dit is geen levering" in operator.run(wrong)[2]


def test_a_kill_in_the_middle_loses_nothing_and_a_repeat_completes_it(operator: Operator) -> None:
    path = operator.write(*(line(opleidingscode=f"{10_000 + number}") for number in range(_MANY)))
    command = [sys.executable, "-c", _PROGRAM, "lever-in", str(path)]
    process = subprocess.Popen(command, env=operator.environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while operator.count() < 1000 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
    there = operator.count()
    assert 1000 <= there < _MANY, "it was killed in the middle"
    assert there % 500 == 0, "a batch is there whole or not at all"
    assert operator.run(path)[1].startswith(f"nieuw {_MANY - there}, gewijzigd 0, gelijk {there},")
    assert operator.count() == _MANY
