"""Arelle in a process of its own: what it finds, and what happens when it cannot come to an end."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from duo_site.mijn_duo.verantwoording import arelle_process, examples
from duo_site.mijn_duo.verantwoording.checking import Busy, Checked, Limits, Unfinished, check
from duo_site.mijn_duo.verantwoording.taxonomy import load_taxonomy
from duo_site.mijn_duo.verantwoording.words import tidy

FOLDER = Path(examples.__file__).with_name("examples")
TAXONOMY = load_taxonomy(None)


def content_of(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", ["goed.xbrl", "goed.xhtml"])
def test_a_good_file_has_no_findings(tmp_path: Path, name: str) -> None:
    assert check(content_of(name), Path(name).suffix, TAXONOMY, tmp_path, Limits(), "99AB") == Checked([])
    assert not list(tmp_path.glob("werk-*")), "nothing readable is left"


def test_every_kind_of_error_is_found_with_its_place(tmp_path: Path) -> None:
    outcome = check(content_of("fout.xbrl"), ".xbrl", TAXONOMY, tmp_path, Limits(), "99AB")
    assert isinstance(outcome, Checked)
    findings = tidy(outcome.findings)
    assert all(finding["is_error"] for finding in findings)
    assert [(finding["code"], [place["line"] for place in finding["places"]]) for finding in findings] == [
        ("message:aanwezig_EigenVermogen", []),
        ("message:aanwezig_Resultaat", []),
        ("message:balans", [21, 25]),
        ("xbrl.5.2.5.2:calcInconsistency", [21, 22, 23, 24]),
        ("xbrl.5.2.5.2:calcInconsistency", [25, 27]),
        ("xmlSchema:valueError", [26]),
        ("xbrl.5.2.5.2:calcInconsistency", [28, 29, 30]),
    ]
    assert findings[0]["arguments"]["formulaMessage"].startswith("Het bedrag bij “Eigen vermogen” ontbreekt.")
    assert findings[3]["places"][1] == {
        "line": 22,
        "element": "proef:VasteActiva",
        "label": "Vaste activa",
        "value": "42000000",
    }


@pytest.mark.parametrize("limits", [Limits(megabytes=40), Limits(seconds=0.05)], ids=str)
def test_a_check_that_does_not_end_approves_nothing(tmp_path: Path, limits: Limits) -> None:
    assert isinstance(check(content_of("goed.xbrl"), ".xbrl", TAXONOMY, tmp_path, limits, "99AB"), Unfinished)
    assert not list(tmp_path.glob("werk-*"))


def test_a_file_without_a_fact_is_not_approved(tmp_path: Path) -> None:
    lines = content_of("goed.xbrl").splitlines(keepends=True)
    bare = b"".join(line for line in lines if b"<proef:" not in line)
    assert isinstance(check(bare, ".xbrl", TAXONOMY, tmp_path, Limits(), "99AB"), Unfinished)


def test_no_more_at_once_than_allowed(tmp_path: Path) -> None:
    handle = os.open(tmp_path / "plaats-0", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert check(b"", ".xbrl", TAXONOMY, tmp_path, Limits(at_once=1), "99AB") == Busy()
    os.close(handle)


def test_one_at_once_for_each_onderwijsinstelling(tmp_path: Path) -> None:
    short = Limits(seconds=0.01)
    assert isinstance(check(b"", ".xbrl", TAXONOMY, tmp_path, short, "99AB"), Unfinished)
    [own] = tmp_path.glob("van-*")
    with own.open("rb") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert check(b"", ".xbrl", TAXONOMY, tmp_path, short, "99AB") == Busy(own=True)
        assert isinstance(check(b"", ".xbrl", TAXONOMY, tmp_path, short, "98CD"), Unfinished)


def test_what_a_killed_site_left_is_taken_away(tmp_path: Path) -> None:
    old, fresh = tmp_path / "werk-oud", tmp_path / "werk-nieuw"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "jaarrekening.xbrl").write_text("x")
    os.utime(old, (time.time() - 3600,) * 2)
    check(content_of("goed.xbrl"), ".xbrl", TAXONOMY, tmp_path, Limits(seconds=0.01), "99AB")
    assert not old.exists()
    assert fresh.exists()


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_the_process_reaches_nothing(attempt: str) -> None:
    ended = run_limited(attempt)
    assert ended.returncode == 1
    assert "PermissionError" in ended.stderr


def test_the_process_is_bounded_in_memory_and_time() -> None:
    assert "MemoryError" in run_limited("bytearray(2**30)").stderr
    assert run_limited("all(True for _ in iter(int, 1))").returncode == -signal.SIGXCPU


def run_limited(work: str, megabytes: int = 512) -> subprocess.CompletedProcess[str]:
    """Do something in a process that limits itself as that of Arelle does, to one second of the processor."""
    start = f"import sys; sys.path.insert(0, {str(Path(arelle_process.__file__).parent)!r}); import arelle_process; "
    code = f"{start}arelle_process.limit_itself({megabytes}, 1); {work}"
    return subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=60, check=False)
