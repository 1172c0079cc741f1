"""Outcomes as a table that Dutch spreadsheets open. No BSN in it, and no cell that is a formula."""

import csv
from collections.abc import Sequence
from io import StringIO

from duo_site.controle.domain import Oordeel, Reden
from duo_site.controle.report import Report, write_moment

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection)."""


def write_csv(report: Report, heads: Sequence[str], titles: dict[Oordeel, str], reasons: dict[Reden, str]) -> bytes:
    """Write a table that Dutch spreadsheets open: semicolons, UTF-8 with a mark, and no cell that is a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heads)
    for place, row in enumerate(report.rows, 1):
        said = row.gegevens or {}
        cells = (
            str(place),
            row.bestand,
            row.oordeel.value,
            titles[row.oordeel],
            " ".join(reasons[reden] for reden in row.redenen),
            row.nummer,
            row.naam,
            said.get("geboortedatum"),
            " / ".join(said.get("opleiding", ())),
            said.get("onderwijsinstelling"),
            said.get("behaald_op"),
            row.sha256,
            str(row.same_as or ""),
            row.sleutel,
            write_moment(report.checked_at),
        )
        writer.writerow([_harmless(cell or "") for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_RISKY) else cell
