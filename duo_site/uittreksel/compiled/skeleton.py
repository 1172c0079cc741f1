"""The objects of a file that documents of one shape share, ready to be written, and the cross-reference of all."""

import zlib

from duo_site.uittreksel.cross_reference import (
    FIRST_ROW_GENERATION,
    FREE,
    IN_FILE,
    IN_OBJECT_STREAM,
    ROW_LENGTH,
    Trailer,
    fill_row,
    make_row,
    write_end,
)

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


class Skeleton:
    """Objects written once: streams as they are, dictionaries together in one object stream (ISO 32000-1 7.5.7)."""

    def __init__(self, streams: dict[int, bytes], dictionaries: dict[int, bytes], root: int, info: int) -> None:
        """Take the objects by their numbers, and the numbers of catalog and information dictionary."""
        self._root, self._info = root, info
        object_stream = info + 1
        self._cross_reference = object_stream + 1
        # Pieces stay apart, because most of them are one object in memory for all shapes.
        self._pieces, self._length = [HEADER], len(HEADER)
        rows = {0: make_row(FREE, 0, FIRST_ROW_GENERATION)}
        for number, data in (streams | {object_stream: _write_object_stream(dictionaries)}).items():
            rows[number] = make_row(IN_FILE, self._length)
            self._pieces += (b"%d 0 obj\n" % number, data, b"\nendobj\n")
            self._length += sum(map(len, self._pieces[-3:]))
        for index, number in enumerate(dictionaries):
            rows[number] = make_row(IN_OBJECT_STREAM, object_stream, index)
        # One table of rows; those of objects that vary are filled in for each document. The room for the seal is free.
        self._rows = b"".join(rows.get(number, bytes(ROW_LENGTH)) for number in range(self._cross_reference + 1))

    def write(self, objects: dict[int, bytes], identifier: bytes) -> bytes:
        """Write a file with the objects that vary, by their numbers; the identifier names the file."""
        parts, position = list(self._pieces), self._length
        rows = bytearray(self._rows)
        for number, data in objects.items():
            fill_row(rows, number, position)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, data))
            position += len(parts[-1])
        fill_row(rows, self._cross_reference, position)
        parts.append(write_end(bytes(rows), position, Trailer(self._root, self._info, identifier, identifier)))
        return b"".join(parts)


def _write_object_stream(dictionaries: dict[int, bytes]) -> bytes:
    index, position = [], 0
    for number, data in dictionaries.items():
        index.append(b"%d %d" % (number, position))
        position += len(data) + 1
    head = b" ".join(index)
    packed = zlib.compress(b"\n".join([head, *dictionaries.values()]), 9)
    return b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream" % (
        len(dictionaries), len(head) + 1, len(packed), packed,
    )  # fmt: skip
