"""Writing tables row by row to a stream: CSV, and the workbook of spreadsheets (ISO/IEC 29500, a ZIP of XML).

The workbook is written straight into the stream, as the libraries for it do not: they put the rows bare in a
temporary file first. Every cell is text, so none of them is a formula.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from typing import IO, Protocol, cast
from xml.sax.saxutils import escape, quoteattr

from duo_site.web.spreadsheet import harmless

LONGEST_SHEET = 1_048_576
"""Rows that a sheet may have; what comes after goes to a second one."""
LONGEST_CELL = 32_767
_BATCH = 256
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OOXML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOMENT = (2026, 1, 1, 0, 0, 0)  # The same rows give the same bytes.


class Stream(Protocol):
    """Takes bytes, one after another; it need not be read or sought."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""
        ...

    def flush(self) -> None:
        """Pass on what was taken."""
        ...


class TableWriter(Protocol):
    """Takes rows of text, and finishes the file."""

    def write(self, row: Sequence[str]) -> None:
        """Add a row."""
        ...

    def finish(self) -> None:
        """Write what comes after the last row."""
        ...


class CsvWriter:
    """Semicolons, UTF-8 with a mark, and no cell that is a formula: what Dutch spreadsheets open."""

    def __init__(self, stream: Stream, head: Sequence[str]) -> None:
        self._stream, self._text = stream, io.StringIO()
        self._writer = csv.writer(self._text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._waiting = 0
        stream.write("\ufeff".encode())
        self.write(head)

    def write(self, row: Sequence[str]) -> None:
        """Add a row."""
        self._writer.writerow([harmless(cell) for cell in row])
        self._waiting += 1
        if self._waiting >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Write the last rows."""
        self._flush()

    def _flush(self) -> None:
        self._stream.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()
        self._waiting = 0


class XlsxWriter:
    """One sheet, or more where a sheet is full; the head stands on each and stays in sight."""

    def __init__(self, stream: Stream, head: Sequence[str], title: str) -> None:
        self._zip = zipfile.ZipFile(cast("IO[bytes]", stream), "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        self._head, self._title = tuple(head), title
        self._sheets = self._rows = 0
        self._waiting: list[str] = []
        self._begin_sheet()

    def write(self, row: Sequence[str]) -> None:
        """Add a row."""
        if self._rows >= LONGEST_SHEET:
            self._end_sheet()
            self._begin_sheet()
        cells = "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>' for cell in row)
        self._waiting.append(f"<row>{cells}</row>")
        self._rows += 1
        if len(self._waiting) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """End the sheet and write the parts that name all sheets."""
        self._end_sheet()
        numbers = range(1, self._sheets + 1)
        kinds = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_OOXML}.worksheet+xml"/>' for n in numbers
        )
        self._part(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_OOXML}.sheet.main+xml"/>{kinds}</Types>',
        )
        self._part("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        self._part(
            "xl/_rels/workbook.xml.rels", _relations([("worksheet", f"worksheets/sheet{n}.xml") for n in numbers])
        )
        sheets = "".join(
            f'<sheet name={quoteattr(f"{self._title} {n}"[:31])} sheetId="{n}" r:id="rId{n}"/>' for n in numbers
        )
        self._part(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        )
        self._zip.close()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._rows = 0
        self._sheet = self._zip.open(_member(f"xl/worksheets/sheet{self._sheets}.xml"), "w")
        self._sheet.write(
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
            'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'.encode()
        )
        self.write(self._head)

    def _end_sheet(self) -> None:
        self._flush()
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()

    def _flush(self) -> None:
        self._sheet.write("".join(self._waiting).encode())
        self._waiting.clear()

    def _part(self, name: str, content: str) -> None:
        with self._zip.open(_member(name), "w") as part:
            part.write((_HEAD + content).encode())


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _text(cell: str) -> str:
    """Write a cell as XML; what XML cannot hold is left out."""
    return escape(_FORBIDDEN.sub("", cell[:LONGEST_CELL])) if cell else ""


def _relations(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )
