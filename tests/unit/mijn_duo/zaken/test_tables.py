"""The tables that overviews are: read back by other programs' readers, and harmless in a spreadsheet."""

import csv
import io
import zipfile

import pytest
from lxml import etree

from duo_site.mijn_duo.zaken.overview import tables
from duo_site.mijn_duo.zaken.overview.tables import CsvWriter, XlsxWriter
from duo_site.web.spreadsheet import harmless

HEAD = ("naam", "waarde")
ROWS = [("Anja", "=1+1"), ("Ö & <b>", "+31"), ("leeg", ""), ("regel\neinde", 'een "aanhaling"; en meer')]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write_csv() -> str:
    stream = io.BytesIO()
    writer = CsvWriter(stream, HEAD)
    for row in ROWS:
        writer.write(row)
    writer.finish()
    return stream.getvalue().decode("utf-8-sig")


def write_xlsx(rows: list[tuple[str, str]]) -> zipfile.ZipFile:
    stream = io.BytesIO()
    writer = XlsxWriter(stream, HEAD, "obo-overzicht")
    for row in rows:
        writer.write(row)
    writer.finish()
    return zipfile.ZipFile(stream)


def cells(archive: zipfile.ZipFile, number: int = 1) -> list[list[str]]:
    tree = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    return [["".join(cell.itertext()) for cell in row] for row in tree.iter(f"{_MAIN}row")]


def test_csv_is_read_back_and_holds_no_formula() -> None:
    read = list(csv.reader(io.StringIO(write_csv(), newline=""), delimiter=";"))
    assert read[0] == list(HEAD)
    assert [row[0] for row in read[1:]] == [row[0] for row in ROWS]
    assert read[1][1] == "'=1+1"
    assert read[2][1] == "'+31"


@pytest.mark.parametrize("cell", ["=1", " =1", "+1", "-1", "@a", "\t=1", "\n=1", "\uff1d1", "\uff20a"])
def test_what_a_spreadsheet_would_carry_out_is_made_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_a_workbook_is_read_back_as_text() -> None:
    archive = write_xlsx(ROWS)
    assert archive.testzip() is None
    assert cells(archive) == [list(HEAD), *(list(row) for row in ROWS)]
    sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert all(etree.fromstring(archive.read(name)) is not None for name in archive.namelist())


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert cells(write_xlsx([("a\x00\x0b\ud800b", "c")]))[1] == ["ab", "c"]


def test_a_full_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_SHEET", 3)
    archive = write_xlsx([(str(number), "x") for number in range(5)])
    assert [len(cells(archive, number)) for number in (1, 2, 3)] == [3, 3, 2]
    assert all(cells(archive, number)[0] == list(HEAD) for number in (1, 2, 3))
    assert archive.read("xl/workbook.xml").count(b"<sheet ") == 3
