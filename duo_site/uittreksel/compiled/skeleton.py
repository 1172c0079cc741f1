"""The objects of a file that documents of one shape share, ready to be written, and the cross-reference of all."""

import zlib

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_ROW = (1, 3, 2)
_ROW_LENGTH = sum(_ROW)
_IN_FILE, _IN_OBJECT_STREAM = 1, 2


class Skeleton:
    """Objects written once: streams as they are, dictionaries together in one object stream (ISO 32000-1 7.5.7)."""

    def __init__(self, streams: dict[int, bytes], dictionaries: dict[int, bytes], root: int, info: int) -> None:
        """Take the objects by their numbers, and the numbers of catalog and information dictionary."""
        self._root, self._info = root, info
        object_stream = info + 1
        self._cross_reference = object_stream + 1
        # Pieces stay apart, because most of them are one object in memory for all shapes.
        self._pieces, self._length = [HEADER], len(HEADER)
        rows = {0: _row(0, 0, 65535)}
        for number, data in (streams | {object_stream: _write_object_stream(dictionaries)}).items():
            rows[number] = _row(_IN_FILE, self._length, 0)
            self._pieces += (b"%d 0 obj\n" % number, data, b"\nendobj\n")
            self._length += sum(map(len, self._pieces[-3:]))
        for index, number in enumerate(dictionaries):
            rows[number] = _row(_IN_OBJECT_STREAM, object_stream, index)
        # One table of rows; those of objects that vary are filled in for each document.
        self._rows = b"".join(rows.get(number, bytes(_ROW_LENGTH)) for number in range(self._cross_reference + 1))

    def write(self, objects: dict[int, bytes], identifier: bytes) -> bytes:
        """Write a file with the objects that vary, by their numbers; the identifier names the file."""
        parts, position = list(self._pieces), self._length
        rows = bytearray(self._rows)
        for number, data in objects.items():
            _fill(rows, number, position)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, data))
            position += len(parts[-1])
        _fill(rows, self._cross_reference, position)
        parts.append(self._write_cross_reference(rows, identifier))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
        return b"".join(parts)

    def _write_cross_reference(self, rows: bytearray, identifier: bytes) -> bytes:
        size = self._cross_reference + 1
        packed = zlib.compress(rows)
        return (
            b"%d 0 obj\n<</Type /XRef/Index [0 %d]/W [%d %d %d]/Size %d/Root %d 0 R/Info %d 0 R/ID [(%b) (%b)]"
            b"/Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n"
        ) % (
            *(self._cross_reference, size, *_ROW, size, self._root, self._info),
            *(identifier, identifier, len(packed), packed),
        )


def _fill(rows: bytearray, number: int, position: int) -> None:
    rows[number * _ROW_LENGTH : (number + 1) * _ROW_LENGTH] = _row(_IN_FILE, position, 0)


def _row(kind: int, place: int, index: int) -> bytes:
    return b"".join(value.to_bytes(length, "big") for value, length in zip((kind, place, index), _ROW, strict=True))


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
