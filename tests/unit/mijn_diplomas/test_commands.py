"""`duo register lever-in`: exit codes, words, and a kill of its process in the middle."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from duo_site.database import reading_session
from duo_site.demo.register.bsns import list_test_bsns
from duo_site.mijn_diplomas.commands import register as register_commands
from duo_site.mijn_diplomas.models import DiplomaRow
from tests.unit.mijn_diplomas.builders import Register, make_row, write_json_lines

_PROGRAM = "from duo_site.mijn_diplomas.commands import register; register()"
_MANY = 10_000


@pytest.fixture
def environment(register: Register) -> dict[str, str]:
    """Give the settings of the register of this test."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DUO_")},
        "DUO_SECRET_KEY": "a secret of the tests, long enough to pass",
        "DUO_DATA_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
        "DUO_BASE_URL": "https://duo.test",
        "DUO_INSTANCE": str(register.folder),
        "DUO_DATABASE_URL": f"sqlite:///{register.folder / 'register.sqlite'}",
    }


def start(environment: dict[str, str], *arguments: str | Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _PROGRAM, *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run(environment: dict[str, str], *arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(register_commands, [*map(str, arguments)], env=environment)
    return result.exit_code, result.stdout, result.stderr


def test_what_it_says_and_how_it_ends(register: Register, environment: dict[str, str]) -> None:
    good = write_json_lines(register.folder / "goed.jsonl", [make_row()])
    wrong = write_json_lines(register.folder / "fout.jsonl", [make_row(levering="98CD-2", bsn="1")])
    summary = "nieuw 1, gewijzigd 0, gelijk 0, ingetrokken 0, geweigerd 0.\n"
    assert run(environment, "lever-in", good) == (0, summary, "")

    code, output, errors = run(environment, "lever-in", good, wrong)
    assert (code, output) == (1, "nieuw 0, gewijzigd 0, gelijk 1, ingetrokken 0, geweigerd 1.\n")
    assert errors.splitlines()[0] == "fout.jsonl: regel 1, bsn: dit moet tekst van 9 cijfers zijn"

    code, _, errors = run(environment, "lever-in", "--alles-of-niets", wrong)
    assert code == 1
    assert "Er is niets geleverd" in errors

    code, output, _ = run(environment, "lever-in", "--help")
    assert code == 0
    assert '{"levering": "99AB-2024-00017"' in output
    assert "99AB-2024-00018,999990019,Vries" in output
    assert run(environment, "lever-in")[0] == 2
    assert run(environment, "lever-in", "niet-daar.csv")[0] == 2


def test_a_database_without_tables_gets_one_clear_line(register: Register, environment: dict[str, str]) -> None:
    environment["DUO_DATABASE_URL"] = f"sqlite:///{register.folder / 'other.sqlite'}"
    good = write_json_lines(register.folder / "goed.jsonl", [make_row()])
    code, output, errors = run(environment, "lever-in", good)
    assert (code, output) == (1, "")
    assert "duo db upgrade" in errors
    assert "Traceback" not in errors


def test_a_kill_in_the_middle_loses_nothing_and_a_repeat_completes_it(
    register: Register, environment: dict[str, str]
) -> None:
    bsns = [bsn for bsn, _ in zip(list_test_bsns(), range(1000), strict=False)]
    rows = [make_row(levering=f"98CD-{number}", bsn=bsns[number % 1000]) for number in range(_MANY)]
    path = write_json_lines(register.folder / "veel.jsonl", rows)
    process = start(environment, "lever-in", path)
    deadline = time.monotonic() + 30
    while _count(register) < 2000 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.communicate()
    there = _count(register)
    assert 2000 <= there < _MANY, "it was killed in the middle"
    assert there % 500 == 0, "a batch is there whole or not at all"

    code, output, _ = run(environment, "lever-in", path)
    assert code == 0
    expected = f"nieuw {_MANY - there}, gewijzigd 0, gelijk {there}, ingetrokken 0, geweigerd 0.\n"
    assert output == expected
    assert {row.levering for row in register.rows()} == {row["levering"] for row in rows}
    assert len(register.rows()) == _MANY
    assert {row.version for row in register.rows()} == {1}


def _count(register: Register) -> int:
    with reading_session(register.engine) as session:
        return session.execute(select(func.count()).select_from(DiplomaRow)).scalar_one()
