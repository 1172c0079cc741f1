"""Lets pyHanko read a PDF with object streams in half the time."""

import re
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import IndirectObject, Reference, StreamObject, read_object
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader

_HEADER = re.compile(rb"\s*(?:\d{1,9}\s+\d{1,9}\s+)*\d{1,9}\s+\d{1,9}\s*")


class QuickReader(PdfFileReader):
    """Reads strictly, and the head of each object stream once instead of once for each object in it.

    Leans on one inner method of pyHanko 0.38; a test reads all objects of a document in both ways.
    """

    def __init__(self, stream: BytesIO) -> None:
        self._heads: dict[int, tuple[bytes, list[tuple[int, int]]]] = {}
        super().__init__(stream, strict=True)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        if stmnum not in self._heads:
            self._heads[stmnum] = self._read_head(stmnum)
        data, places = self._heads[stmnum]
        if not 0 <= idx < len(places) or places[idx][0] != idnum:
            raise PdfStrictReadError("Object is in wrong index.")
        found = read_object(_from(data, places[idx][1]), Reference(idnum, 0, self))
        if isinstance(found, StreamObject | IndirectObject):
            raise PdfStrictReadError("Encountered forbidden object type in object stream")
        return found

    def _read_head(self, stmnum: int) -> tuple[bytes, list[tuple[int, int]]]:
        """Give the contents of an object stream with number and place of each object (ISO 32000-1 section 7.5.7)."""
        stream: Any = Reference(stmnum, 0, self).get_object()
        if not isinstance(stream, StreamObject) or stream["/Type"] != "/ObjStm":
            raise PdfStrictReadError("This is no object stream.")
        data, first = stream.read_data(DecodePurpose.OBJECT_STREAM), int(stream["/First"])
        if not _HEADER.fullmatch(data[:first]):
            raise PdfStrictReadError("Object stream header possibly corrupted")
        numbers = [int(number) for number in data[:first].split()]
        if len(numbers) != 2 * stream["/N"]:
            raise PdfStrictReadError("Object stream header possibly corrupted")
        return data, [(number, first + place) for number, place in zip(numbers[::2], numbers[1::2], strict=True)]


def _from(data: bytes, place: int) -> BytesIO:
    stream = BytesIO(data)
    stream.seek(place)
    return stream
