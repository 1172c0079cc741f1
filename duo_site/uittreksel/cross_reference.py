"""The cross-reference stream at the end of our files (ISO 32000-1 section 7.5.8): written, and read back by ourselves.

Only the form that WeasyPrint and the compiled template write is read; any other file is somebody else's.
"""

import re
import zlib
from dataclasses import dataclass, replace

_WIDTHS = (1, 3, 2)
ROW_LENGTH = sum(_WIDTHS)
FREE, IN_FILE, IN_OBJECT_STREAM = 0, 1, 2
FIRST_ROW_GENERATION = 65535

_END = re.compile(rb"startxref\n(\d{1,9})\n%%EOF\n\Z")
_STREAM = re.compile(
    rb"(?P<number>\d+) 0 obj\n<</Type /XRef/Index \[0 (?P<size>\d+)\]/W \[1 (?P<second>\d) (?P<third>\d)\]"
    rb"/Size (?P=size)/Root (?P<root>\d+) 0 R/Info (?P<info>\d+) 0 R"
    rb"/ID \[\((?P<first_id>[0-9a-f]+)\) \((?P<second_id>[0-9a-f]+)\)\]"
    rb"/Filter /FlateDecode/Length (?P<length>\d+)>>\nstream\n"
)
_LONGEST_END = 64


@dataclass(frozen=True)
class Trailer:
    """The numbers of catalog and information dictionary, and both identifiers (hexadecimal digits)."""

    root: int
    info: int
    first_id: bytes
    second_id: bytes

    def renamed(self, second_id: bytes) -> "Trailer":
        """Give the trailer of a later revision: the first identifier stays (ISO 32000-1 section 14.4)."""
        return replace(self, second_id=second_id)


@dataclass(frozen=True)
class End:
    """The end of a file of one revision: where its cross-reference begins, its rows, and what they are of."""

    position: int
    rows: bytes
    trailer: Trailer

    @property
    def number(self) -> int:
        """Give the number of the cross-reference stream itself: the last one."""
        return len(self.rows) // ROW_LENGTH - 1

    def list_free(self) -> list[int]:
        """List the numbers of objects that are not in the file, without the first."""
        kinds = self.rows[::ROW_LENGTH]
        return [number for number in range(1, len(kinds)) if kinds[number] == FREE]


def make_row(kind: int, place: int, index: int = 0) -> bytes:
    """Write a row: where an object begins, or in which object stream it stands at which index."""
    return b"".join(value.to_bytes(length, "big") for value, length in zip((kind, place, index), _WIDTHS, strict=True))


def fill_row(rows: bytearray, number: int, position: int) -> None:
    """Say where an object begins in the file."""
    rows[number * ROW_LENGTH : (number + 1) * ROW_LENGTH] = make_row(IN_FILE, position)


def write_end(rows: bytes, position: int, trailer: Trailer) -> bytes:
    """Write the end of a file of one revision, whose cross-reference begins at a position and has the last number."""
    size = len(rows) // ROW_LENGTH
    return _write(rows, size - 1, position, trailer, b"/Index [0 %d]" % size)


def write_later_end(places: dict[int, int], number: int, position: int, previous: int, trailer: Trailer) -> bytes:
    """Write the end of a later revision: the positions of its objects by number, and where the earlier one begins."""
    places = dict(sorted(places.items())) | {number: position}
    index = b" ".join(b"%d 1" % changed for changed in places)
    rows = b"".join(make_row(IN_FILE, place) for place in places.values())
    return _write(rows, number, position, trailer, b"/Prev %d/Index [%b]" % (previous, index))


def _write(rows: bytes, number: int, position: int, trailer: Trailer, index: bytes) -> bytes:
    packed = zlib.compress(rows)
    return (
        b"%d 0 obj\n<</Type /XRef%b/W [%d %d %d]/Size %d/Root %d 0 R/Info %d 0 R/ID [(%b) (%b)]"
        b"/Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
    ) % (
        *(number, index, *_WIDTHS, number + 1, trailer.root, trailer.info, trailer.first_id, trailer.second_id),
        *(len(packed), packed, position),
    )


def find_end(pdf: bytes) -> End | None:
    """Read the end of a file of one revision; None when it is not written as ours are."""
    end = _END.search(pdf, max(0, len(pdf) - _LONGEST_END))
    position = int(end[1]) if end else len(pdf)
    found = _STREAM.match(pdf, position)
    if found is None:
        return None
    size, second, third, length = (int(found[name]) for name in ("size", "second", "third", "length"))
    try:
        rows = zlib.decompress(pdf[found.end() : found.end() + length])
    except zlib.error:
        return None
    if len(rows) != size * (1 + second + third) or int(found["number"]) != size - 1:
        return None
    if (1, second, third) != _WIDTHS:
        rows = _widen(rows, second, third)
    trailer = Trailer(int(found["root"]), int(found["info"]), found["first_id"], found["second_id"])
    return End(position, rows, trailer)


def _widen(rows: bytes, second: int, third: int) -> bytes:
    """Write rows with our widths: after the seal is added, positions may need more bytes than before."""
    length = 1 + second + third
    parts = [(rows[start], rows[start + 1 : start + 1 + second], rows[start + 1 + second : start + length])
             for start in range(0, len(rows), length)]  # fmt: skip
    return b"".join(
        make_row(kind, int.from_bytes(place, "big"), int.from_bytes(index, "big")) for kind, place, index in parts
    )
