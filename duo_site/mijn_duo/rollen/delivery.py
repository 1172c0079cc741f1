"""Reading a list of onderwijsinstellingen: CSV in UTF-8, with a comma or a semicolon."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from duo_site.identity import Sector
from duo_site.mijn_duo.rollen.domain import Bekostiging, Bestuur, Onderwijsinstelling

COLUMNS = ("instellingscode", "naam", "plaats", "sector", "bekostiging", "bestuursnummer", "bestuur")


class BadLine(Exception):
    """A line cannot be read; the message names the line and the field."""


def read_register(path: Path) -> Iterator[tuple[Bestuur, Onderwijsinstelling]]:
    """Read each line of a list; raise BadLine at the first that is wrong."""
    text = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    missing = set(COLUMNS) - set(reader.fieldnames or ())
    if missing:
        raise BadLine(f"line 1: no column {', '.join(sorted(missing))}")
    for row in reader:
        yield _read({name: (row[name] or "").strip() for name in COLUMNS}, reader.line_num)


def _read(row: dict[str, str], line: int) -> tuple[Bestuur, Onderwijsinstelling]:
    for name, pattern, what in (
        ("instellingscode", "[0-9]{2}[A-Z0-9]{2}", "two digits and two letters or digits"),
        ("bestuursnummer", "[0-9]{5}", "five digits"),
        ("naam", ".{1,200}", "1 to 200 characters"),
        ("plaats", ".{1,100}", "1 to 100 characters"),
        ("bestuur", ".{1,200}", "1 to 200 characters"),
        ("sector", "|".join(Sector), f"one of {', '.join(Sector)}"),
        ("bekostiging", "|".join(Bekostiging), f"one of {', '.join(Bekostiging)}"),
    ):
        if not re.fullmatch(pattern, row[name]):
            raise BadLine(f"line {line}: {name} must be {what}")
    return Bestuur(row["bestuursnummer"], row["bestuur"]), Onderwijsinstelling(
        row["instellingscode"],
        row["naam"],
        row["plaats"],
        Sector(row["sector"]),
        row["bestuursnummer"],
        Bekostiging(row["bekostiging"]),
    )
