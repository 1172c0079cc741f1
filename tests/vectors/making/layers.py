"""Files that programs read in more than one way: revisions, generations and tables that hide from one another."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from tests.vectors.making.vector import CANNOT, GEWIJZIGD, Vector
from tests.vectors.making.world import World
from tests.vectors.making.writing import append, stamp, stream

_KIND = "twee-lezingen"
_WORDS = b"BT /F1 24 Tf 100 700 Td (cum laude) Tj ET"


def list_vectors(world: World) -> Iterator[Vector]:
    """List the vectors of this kind, with a believed time stamp too where pyHanko can read the file to stamp it."""
    made = (
        ("vrijgegeven", _freed, "The text of the page is freed, so that it is empty.", GEWIJZIGD),
        ("verborgen-tabel", _hidden_table, "The new text stands in a table that only some programs read.", CANNOT),
        ("herstelbaar", _repairable, "New text that only programs see that repair a file.", GEWIJZIGD),
        ("dubbele-einden", _two_ends, "Two ends: one behind the other, each leading to another table.", GEWIJZIGD),
        ("commentaar-met-tekst", _comment, "New text in a comment, for programs that repair a file.", GEWIJZIGD),
        ("tekst-in-validatiegegevens", _in_validation_data, "New text behind a certificate, for the same.", GEWIJZIGD),
        ("andere-generatie", _other_generation, "The text of the page again, under another generation number.", None),
        ("losse-tabel", _loose_table, "A table that does not lead back to the certified revision.", None),
    )
    for name, attack, why, stamped in made:
        changed = attack(world.genuine)
        yield Vector(f"{name}.pdf", _KIND, changed, GEWIJZIGD, why)
        if stamped is not None:
            data = stamp(world, changed)
            yield Vector(f"{name}-gestempeld.pdf", _KIND, data, stamped, f"{why} A time stamp follows.")


def _find_text(data: bytes) -> tuple[int, int]:
    """Give number and generation of the first content stream."""
    reader: Any = PdfFileReader(BytesIO(data), strict=False)
    raw = reader.root["/Pages"]["/Kids"][0].raw_get("/Contents")
    return (raw[0] if isinstance(raw, list) else raw).idnum, 0


def _last_table(data: bytes) -> int:
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def _trailer(data: bytes, extra: str = "", previous: bool = True) -> bytes:
    """Write a trailer with what the last one says."""
    reader: Any = PdfFileReader(BytesIO(data), strict=False)
    root, info = (reader.trailer.raw_get(key).idnum for key in ("/Root", "/Info"))
    size = int(reader.trailer["/Size"]) + 5
    back = f"/Prev {_last_table(data)}" if previous else ""
    return f"trailer\n<< /Size {size} /Root {root} 0 R /Info {info} 0 R {back} {extra} >>\n".encode()


def _object(number: int, generation: int = 0) -> bytes:
    return b"%d %d obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, generation, len(_WORDS), _WORDS)


def _with_table(data: bytes, added: bytes, rows: bytes, trailer: bytes) -> bytes:
    start = len(data) + len(added)
    return data + added + b"xref\n" + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def _other_generation(data: bytes) -> bytes:
    number, _generation = _find_text(data)
    rows = b"%d 1\n%010d 00001 n \n" % (number, len(data))
    return _with_table(data, _object(number, 1), rows, _trailer(data))


def _freed(data: bytes) -> bytes:
    number, _generation = _find_text(data)
    rows = b"%d 1\n0000000000 00001 f \n" % number
    return _with_table(data, b"", rows, _trailer(data))


def _hidden_table(data: bytes) -> bytes:
    """Name the new text in the cross-reference stream of a hybrid-reference file (ISO 32000-1 section 7.5.8.4)."""
    number, _generation = _find_text(data)
    added = _object(number)
    table = len(data) + len(added)
    row = b"\1" + len(data).to_bytes(4, "big") + b"\0"
    reader: Any = PdfFileReader(BytesIO(data), strict=False)
    own = int(reader.trailer["/Size"]) + 3
    head = f"{own} 0 obj\n<< /Type /XRef /W [1 4 1] /Index [{number} 1] /Size {own + 1} /Length {len(row)} >>\nstream\n"
    added += head.encode() + row + b"\nendstream\nendobj\n"
    return _with_table(data, added, b"0 0\n", _trailer(data, f"/XRefStm {table}"))


def _loose_table(data: bytes) -> bytes:
    """List every object again at its own place, but the text at a new one, without leading back."""
    number, _generation = _find_text(data)
    places = {int(found[1]): found.start() for found in re.finditer(rb"(?<=[\r\n])(\d+) 0 obj\b", data)}
    places[number] = len(data)
    rows = b"0 1\n0000000000 65535 f \n" + b"".join(b"%d 1\n%010d 00000 n \n" % row for row in sorted(places.items()))
    return _with_table(data, _object(number), rows, _trailer(data, previous=False))


def _repairable(data: bytes) -> bytes:
    """Put the text behind the end as an object that no table names."""
    number, _generation = _find_text(data)
    return _with_table(data, _object(number), b"0 0\n", _trailer(data))


def _comment(data: bytes) -> bytes:
    """Put the text into a dictionary of a new list of validation data, as a comment."""
    reader: Any = PdfFileReader(BytesIO(data), strict=False)
    number, _generation = _find_text(data)
    place = reader.root.raw_get("/DSS").idnum
    lists = " ".join(f"{key} {_write(reader.root['/DSS'].raw_get(key))}" for key in reader.root["/DSS"])
    comment = _object(number).replace(b"\n", b" ")
    added = b"%d 0 obj\n<< %% %s\n%s >>\nendobj\n" % (place, comment, lists.encode())
    rows = b"%d 1\n%010d 00000 n \n" % (place, len(data))
    return _with_table(data, added, rows, _trailer(data))


def _in_validation_data(data: bytes) -> bytes:
    """Put the text behind a new certificate among the validation data, as it is."""
    number, _generation = _find_text(data)

    def change(writer: Any) -> None:
        certificates = writer.root["/DSS"]["/Certs"]
        certificates.append(writer.add_object(stream(certificates[0].data + b"\n" + _object(number))))
        writer.update_container(certificates)

    return append(data, change)


def _write(part: Any) -> str:
    written = BytesIO()
    part.write_to_stream(written, None)
    return written.getvalue().decode()


def _two_ends(data: bytes) -> bytes:
    changed = _loose_table(data)
    return changed + b"startxref\n%d\n%%%%EOF\n" % _last_table(data)
