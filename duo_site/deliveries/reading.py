"""Reads a delivery line by line, JSON Lines or CSV, without ever holding the whole file."""

import codecs
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from duo_site.deliveries.domain import Layout, RawLine, UnreadableFile

LONGEST_LINE = 100_000
"""Bytes; a diploma with a long cijferlijst, the longest there is, takes some 6,000."""
_LOOKED_AT = 8_192
_TOO_LONG = f"de regel is langer dan {LONGEST_LINE:,} bytes".replace(",", ".")
_NOT_UTF8 = "de tekens zijn geen UTF-8 (misschien Windows-1252 of Latin-1); sla het bestand op als UTF-8"


def read_lines(path: Path, layout: Layout) -> Iterator[RawLine]:
    """Read the lines of a file, whose format follows from its contents; raise UnreadableFile where it has none."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
        _refuse_other_files(start, layout)
        bom = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
        file.seek(bom)
        if start[bom:].lstrip()[:1] == b"{":
            yield from _read_json_lines(file, layout)
        else:
            yield from _read_csv(file, layout)


def _refuse_other_files(start: bytes, layout: Layout) -> None:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFile("het bestand is UTF-16; sla het op als UTF-8")
    if b"\0" in start:
        raise UnreadableFile("dit is geen tekstbestand")
    content = start.removeprefix(codecs.BOM_UTF8).strip()
    if not content:
        raise UnreadableFile("het bestand is leeg")
    if content[:1] == b"[":
        raise UnreadableFile(f"dit is een JSON-lijst; lever {layout.one} per regel, zonder lijst eromheen (JSON Lines)")


def _read_bounded(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Give each line with its number; None for a line that is too long, which is skipped in pieces."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
        yield number, None


def _read_json_lines(file: BinaryIO, layout: Layout) -> Iterator[RawLine]:
    for number, line in _read_bounded(file):
        if line is None:
            yield RawLine(number, {}, file.tell(), _TOO_LONG)
        elif line.strip():
            yield _parse_json(number, line, file.tell(), layout)


def _parse_json(number: int, line: bytes, read: int, layout: Layout) -> RawLine:
    try:
        values = json.loads(line.decode("utf-8"), object_pairs_hook=_refuse_doubles, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        return RawLine(number, {}, read, _NOT_UTF8)
    except _Doubled as doubled:
        name = doubled.name if doubled.name in layout.columns else "met een onbekende naam"
        return RawLine(number, {}, read, f"het veld {name} staat er twee keer")
    except (ValueError, RecursionError):
        return RawLine(number, {}, read, "dit is geen JSON")
    if not isinstance(values, dict):
        return RawLine(number, {}, read, "dit is geen JSON-object met velden")
    return RawLine(number, values, read)


class _Doubled(ValueError):
    """An object names a field twice, so that it is not clear which value is meant."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _refuse_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Doubled(next(name for name in names if names.count(name) > 1))
    return values


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON.")


class _CsvLines:
    """Feeds the CSV reader and remembers what was wrong with the lines it has taken for its row."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines = _read_bounded(file)
        self.first = 0
        self.last = 0
        self.read = file.tell()
        self.problem = ""

    def __iter__(self) -> "_CsvLines":
        return self

    def __next__(self) -> str:
        self.last, line = next(self._lines)
        self.first = self.first or self.last
        self.read = self._file.tell()
        if line is None:
            self.problem = _TOO_LONG
            return "\n"
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self.problem = _NOT_UTF8
            return line.decode("utf-8", "replace")

    def start_row(self) -> None:
        """Forget the row before."""
        self.first, self.problem = 0, ""


def _read_csv(file: BinaryIO, layout: Layout) -> Iterator[RawLine]:
    csv.field_size_limit(LONGEST_LINE)
    lines = _CsvLines(file)
    head_line = next(lines)
    if lines.problem:
        raise UnreadableFile(f"regel {lines.last}: {lines.problem}")
    delimiter = ";" if head_line.count(";") > head_line.count(",") else ","
    columns = [name.strip() for name in next(csv.reader([head_line], delimiter=delimiter), [])]
    _check_columns(columns, layout)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.start_row()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            span = f" (dit raakt de regels {lines.first} tot en met {lines.last})" if lines.last > lines.first else ""
            yield RawLine(lines.first, {}, lines.read, f"een aanhalingsteken opent of sluit niet goed{span}")
            continue
        if lines.problem:
            yield RawLine(lines.first, {}, lines.read, lines.problem)
        elif row and any(row):
            yield _match_columns(lines, columns, row)


def _check_columns(columns: list[str], layout: Layout) -> None:
    unknown = [name for name in columns if name not in layout.columns]
    missing = [name for name in layout.required if name not in columns]
    if len(missing) == len(layout.required):
        raise UnreadableFile("dit is geen levering: regel 1 is geen JSON en noemt geen kolommen die wij kennen")
    if missing and set(columns) != layout.short:
        raise UnreadableFile(f"deze kolommen ontbreken: {', '.join(missing)}")
    if unknown:
        known = ", ".join(layout.columns)
        raise UnreadableFile(f"regel 1 noemt onbekende kolommen ({len(unknown)}); wij kennen: {known}")
    if len(set(columns)) != len(columns):
        raise UnreadableFile("een kolom staat er twee keer")


def _match_columns(lines: _CsvLines, columns: list[str], row: list[str]) -> RawLine:
    if len(row) != len(columns):
        reason = f"de regel heeft {len(row)} kolommen in plaats van {len(columns)}"
        return RawLine(lines.first, {}, lines.read, reason)
    return RawLine(lines.first, dict(zip(columns, row, strict=True)), lines.read)
