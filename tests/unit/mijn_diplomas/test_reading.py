"""Files: both formats, and what is no delivery at all."""

import csv
import io
import json

import pytest

from duo_site.deliveries.reading import LONGEST_LINE
from duo_site.mijn_diplomas.delivery.domain import REQUIRED_COLUMNS
from tests.unit.mijn_diplomas.builders import Register, counts, make_row

HEAD = ",".join(REQUIRED_COLUMNS)


def as_csv(*rows: dict[str, object], delimiter: str = ",", columns: tuple[str, ...] = REQUIRED_COLUMNS) -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(columns)
    for row in rows:
        cells = (row.get(name, "") for name in columns)
        writer.writerow([json.dumps(cell) if isinstance(cell, list) else cell for cell in cells])
    return written.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_csv_says_the_same_as_json_lines(register: Register, delimiter: str, bom: str) -> None:
    row = make_row(opleiding="vwo\ngymnasium", achternaam='D’Angelo, "Fûgel"; Çelik')
    assert counts(register.deliver(row)) == {"nieuw": 1}
    assert counts(register.deliver_text(bom + as_csv(row, delimiter=delimiter))) == {"gelijk": 1}


def test_json_lines_with_a_mark_and_empty_lines(register: Register) -> None:
    text = f"\ufeff\n{json.dumps(make_row())}\r\n\n{json.dumps(make_row(levering='98CD-2'))}"
    assert counts(register.deliver_text(text)) == {"nieuw": 2}


def test_columns_may_stand_in_any_order(register: Register) -> None:
    assert counts(register.deliver_text(as_csv(make_row(), columns=REQUIRED_COLUMNS[::-1]))) == {"nieuw": 1}


@pytest.mark.parametrize(
    ("contents", "reason"),
    [
        (b"", "leeg"),
        (b" \n\n ", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (b"%PDF-1.7\n\0\0", "geen tekstbestand"),
        ("{}".encode("utf-16"), "UTF-16"),
        (b"[{}]", "JSON-lijst"),
        (b"zo maar wat tekst\n", "geen levering"),
        (HEAD.replace(",plaats", "").encode(), "ontbreken: plaats"),
        (f"{HEAD},schoenmaat".encode(), "onbekende kolommen"),
        (f"{HEAD},bsn".encode(), "twee keer"),
        (b"x" * (LONGEST_LINE + 10), "langer dan 100.000 bytes"),
        (f"{HEAD},caf".encode() + b"\xe9", "geen UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_delivery_is_told_in_a_sentence(register: Register, contents: bytes, reason: str) -> None:
    assert counts(register.deliver_text(contents)) == {"geweigerd": 1}
    assert len(register.problems) == 1
    assert reason in register.problems[0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"levering": ', "geen JSON"),
        (b"[" * 60_000, "geen JSON"),
        (b'{"levering": NaN}', "geen JSON"),
        (b'{"levering": 1' + b"0" * 5000 + b"}", "geen JSON"),
        (b"[1, 2]", "geen JSON-object"),
        (b'{"bsn": "1", "bsn": "2"}', "het veld bsn staat er twee keer"),
        (json.dumps(make_row(plaats="caf\u00e9"), ensure_ascii=False).encode("latin-1"), "geen UTF-8"),
        (b'{"levering": "' + b"x" * LONGEST_LINE + b'"}', "langer dan"),
        (b'{"levering": "' + b"x" * 3 * LONGEST_LINE + b'"}', "langer dan"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_and_the_others_go_in(register: Register, line: bytes, reason: str) -> None:
    first, last = json.dumps(make_row()).encode(), json.dumps(make_row(levering="98CD-2")).encode()
    assert counts(register.deliver_text(b"\n".join((first, line, last)))) == {"nieuw": 2, "geweigerd": 1}
    (problem,) = register.problems
    assert problem.startswith("regel 2, hele regel: ")
    assert reason in problem


def test_bad_rows_of_a_csv_are_named_and_the_others_go_in(register: Register) -> None:
    good = as_csv(make_row(), make_row(levering="98CD-2"))
    head, first, second = good.splitlines(True)
    bad = ["te,weinig\n", '"open"dicht,' + first, "caf\u00e9," + first, "x" * (LONGEST_LINE + 5) + "\n", "\n", ",,,\n"]
    contents = (head + first + "".join(bad) + second).encode("utf-8").replace("caf\u00e9".encode(), b"caf\xe9")
    assert counts(register.deliver_text(contents)) == {"nieuw": 2, "geweigerd": 4}
    assert [problem.split(",")[0] for problem in register.problems] == [f"regel {n}" for n in (3, 4, 5, 6)]


def test_a_quote_that_stays_open_names_the_lines_it_swallows(register: Register) -> None:
    plain = {"soort": "nt2", "profiel": "", "cijfers": ""}
    head, *lines = as_csv(*(make_row(levering=f"98CD-{number}", **plain) for number in range(2000))).splitlines(True)
    lines[1] = '"' + lines[1]
    report = register.deliver_text(head + "".join(lines))
    (problem,) = register.problems
    assert "aanhalingsteken opent of sluit niet goed (dit raakt de regels 3 tot en met" in problem
    swallowed = int(problem.split("tot en met ")[1].rstrip(")")) - 2
    assert counts(report) == {"nieuw": 2000 - swallowed, "geweigerd": 1}
    assert swallowed < 1000


def test_a_file_of_withdrawals_needs_two_columns(register: Register) -> None:
    register.deliver(make_row())
    assert counts(register.deliver_text("levering,ingetrokken\n98CD-1,ja\n")) == {"ingetrokken": 1}


def test_progress_adds_up_to_the_size_of_the_file(register: Register) -> None:
    text = as_csv(*(make_row(levering=f"98CD-{number}") for number in range(1200)))
    register.deliver_text(text)
    assert len(register.progress) == 3
    assert sum(register.progress) == len(text.encode())
