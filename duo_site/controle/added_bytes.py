"""Looks at the bytes behind a certified revision: does each belong to something that the tables of the file name?

A program that repairs files looks for objects in all bytes, and would find what stands between them. Whoever gets a
time stamp from a public authority could put text there that nobody certified, so there may be nothing.
"""

import re
from io import BytesIO

from pyhanko.pdf_utils.generic import PdfObject, Reference, StreamObject, TrailerReference, read_object
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from duo_site.controle.quick_reader import find_block, leave_out

_HEADER = re.compile(rb"(\d{1,9}) (\d{1,5}) obj\b")
_END_OF_OBJECT = re.compile(rb"\s{0,2}endobj\b")
_BEFORE_DATA = re.compile(rb"stream\r?\n")
_END = re.compile(rb"startxref\s{1,2}(\d{1,9})\s{1,2}%%EOF")
_TABLE = re.compile(rb"xref\s{1,2}[\d nf\r\n]*trailer\s{0,2}")
_LIKE_AN_OBJECT = re.compile(rb"\d\s+\d{1,5}\s+obj|trailer|startxref")
_SPACE = re.compile(rb"[\r\n ]{0,2}")


def are_all_named(reader: PdfFileReader, signed_revision: int) -> bool:
    """Tell whether behind a revision stand only objects and tables that the table of their own revision names."""
    reader.stream.seek(0)
    data: bytes = reader.stream.read()
    try:
        place = _end_of(reader, data, signed_revision)
        for revision in range(signed_revision + 1, reader.xrefs.total_revisions):
            end = _end_of(reader, data, revision)
            if not _is_tiled(reader, data, revision, place, end):
                return False
            place = end
    except (PdfReadError, ValueError):
        return False
    return _behind_space(data, place) == len(data)


def _end_of(reader: PdfFileReader, data: bytes, revision: int) -> int:
    """Give the place behind the %%EOF of a revision; raise ValueError when it has none."""
    start, end = _find_table(reader, data, revision)
    found = _END.match(data, _behind_space(data, end))
    if found is None or int(found[1]) != start:
        raise ValueError("A revision does not end as it should.")
    return found.end()


def _find_table(reader: PdfFileReader, data: bytes, revision: int) -> tuple[int, int]:
    """Give the places before and behind the table of a revision: its stream, or the table and its trailer."""
    table = reader.xrefs.get_xref_container_info(revision)
    if table.stream_ref is not None:
        return table.start_location, _end_of_object(reader, data, table.start_location, table.stream_ref)
    start = table.declared_startxref
    if not _TABLE.fullmatch(data, start, table.end_location):
        raise ValueError("A table has another form.")
    container = TrailerReference(reader)  # type: ignore[no-untyped-call]
    found, end = _read(data, _behind_space(data, table.end_location), container)
    _refuse_hidden(found, data[table.end_location : end])
    return start, end


def _is_tiled(reader: PdfFileReader, data: bytes, revision: int, place: int, end: int) -> bool:
    """Tell whether the objects of a revision, one behind the other, and its table take all its bytes."""
    table, behind_table = _find_table(reader, data, revision)
    parts = {table: behind_table}
    for reference in reader.xrefs.explicit_refs_in_revision(revision):
        start = reader.xrefs.get_historical_ref(reference, revision)
        if isinstance(start, int) and start != table:
            parts[start] = _end_of_object(reader, data, start, reference)
    while (place := _behind_space(data, place)) in parts:
        place = parts.pop(place)
    found = _END.match(data, place)
    return not parts and found is not None and found.end() == end


def _end_of_object(reader: PdfFileReader, data: bytes, start: int, reference: Reference) -> int:
    """Give the place behind an object; raise ValueError for one that is not written plainly, without comments."""
    header = _HEADER.match(data, start)
    if header is None or (int(header[1]), int(header[2])) != (reference.idnum, reference.generation):
        raise ValueError("Where an object should begin stands something else.")
    container = Reference(reference.idnum, reference.generation, reader)
    found, behind = _read(data, _behind_space(data, header.end()), container)
    end = _END_OF_OBJECT.match(data, behind)
    if end is None:
        raise ValueError("An object does not end as it should.")
    _refuse_hidden(found, data[header.end() : end.end()])
    return end.end()


def _read(data: bytes, place: int, container: Reference | TrailerReference) -> tuple[PdfObject, int]:
    block = find_block(data, place)
    stream, left_out = (BytesIO(data), 0) if block is None else (leave_out(data, block), block[1] - block[0])
    stream.seek(place)
    return read_object(stream, container), stream.tell() + left_out


def _refuse_hidden(found: PdfObject, written: bytes) -> None:
    """Raise ValueError where something that looks like another object hides in an object, or a comment does."""
    has_comment = b"%" in (_BEFORE_DATA.split(written, 1)[0] if isinstance(found, StreamObject) else written)
    if has_comment or _LIKE_AN_OBJECT.search(written):
        raise ValueError("Something hides in an object.")


def _behind_space(data: bytes, place: int) -> int:
    found = _SPACE.match(data, place)
    return found.end() if found else place
