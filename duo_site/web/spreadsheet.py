"""Tables that Dutch spreadsheets open: semicolons, UTF-8 with a mark, and no cell that is a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain

from flask import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a formula may begin; the last four are the wide forms of the first four."""
_PIECE = 32 * 1024


def harmless(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would carry out (OWASP, CSV injection)."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def csv_download(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Answer with a table as a file to download."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([harmless(cell) for cell in row])
    answer = Response(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def csv_stream(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Answer with a table of any length as a file to download; the rows are written while they go."""

    def write() -> Iterator[bytes]:
        text = StringIO()
        writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        yield "\ufeff".encode()
        for row in chain([head], rows):
            writer.writerow([harmless(cell) for cell in row])
            if text.tell() > _PIECE:
                yield text.getvalue().encode()
                text.seek(0)
                text.truncate()
        yield text.getvalue().encode()

    answer = Response(write(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
