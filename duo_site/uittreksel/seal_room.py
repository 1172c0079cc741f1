"""The room for a seal in a file of ours (`norms.seal_field` leaves it), and how seal and time stamp are written there.

The seal stands in the first and only revision of the file, the time stamp of the document in the second. Who signs is
asked in between, with the digest of what is signed (ISO 32000-1 section 12.8.1, ETSI EN 319 142-1).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from duo_site.uittreksel.cross_reference import ROW_LENGTH, End, fill_row, find_end, write_end, write_later_end

SEAL_FIELD = "Zegel"
STAMP_FIELD = "Tijdstempel"
SEAL_IN_WORDS = "Zegel van het diplomaregister"
STAMP_IN_WORDS = "Tijdstempel van het document"
RESERVED = 2 * 6144
"""Hexadecimal digits for a CMS: ours with a token of RSA-4096 takes three quarters at most."""

_RESERVED_NUMBERS = 3
_BYTE_RANGE = b"/ByteRange [0 %d %d %d]"
_BYTE_RANGE_LENGTH = len(_BYTE_RANGE % (10**9, 10**9, 10**9))
_CERTIFICATION = (
    b"<</Type /Sig/Filter /Adobe.PPKLite/SubFilter /ETSI.CAdES.detached/M (D:%b)/Reference [<</Type /SigRef"
    b"/TransformMethod /DocMDP/TransformParams <</Type /TransformParams/V /1.2/P 1>>>>]"
)
_STAMP = b"<</Type /DocTimeStamp/Filter /Adobe.PPKLite/SubFilter /ETSI.RFC3161"
_STAMP_WIDGET = b"<</Type /Annot/Subtype /Widget/FT /Sig/T (%b)/TU (%b)/F 132/Rect [-9999 -9999 -9999 -9999]/V %d 0 R>>"

Sign = Callable[[bytes], bytes]
"""Gives a CMS (DER) over a SHA-256 digest."""


class SealTooLarge(ValueError):
    """A CMS is larger than the room that was left for it."""


@dataclass(frozen=True)
class ValidationData:
    """What a later reader needs to judge the signatures (DER)."""

    certificates: Sequence[bytes]
    crls: Sequence[bytes]
    ocsps: Sequence[bytes]


@dataclass(frozen=True)
class Room:
    """A file with room for a seal: all before its cross-reference, and the number of its seal field."""

    body: bytes
    end: End
    field: int

    @property
    def fields(self) -> int:
        """Give the number of the list of fields."""
        return self.field + 1

    @property
    def annotations(self) -> int:
        """Give the number of the list of annotations of the first page."""
        return self.field + 2

    @property
    def seal(self) -> int:
        """Give the number of the seal; those of permissions and validation data follow it."""
        return self.field + 3


@dataclass(frozen=True)
class SealedFile:
    """A file with its seal, to which the time stamp of the document can be added."""

    data: bytes
    room: Room
    position: int
    """Where the cross-reference begins."""
    next_number: int


def find_room(pdf: bytes) -> Room | None:
    """Find the room for a seal; None in a file that has none, because others made it or it has a seal already."""
    end = find_end(pdf)
    if end is None:
        return None
    free = end.list_free()
    if len(free) != _RESERVED_NUMBERS or free[-1] - free[0] != _RESERVED_NUMBERS - 1:
        return None
    return Room(pdf[: end.position], end, free[0] - _RESERVED_NUMBERS)


def write_seal(room: Room, at: datetime, data: ValidationData, sign: Sign) -> SealedFile:
    """Write a file with a seal that certifies it, so that no change is allowed, and with validation data."""
    moment = at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode()
    writer = _Writer(room.body, room.end.number)
    writer.add(room.seal + 1, b"<</DocMDP %d 0 R>>" % room.seal)
    kinds = {b"Certs": data.certificates, b"CRLs": data.crls, b"OCSPs": data.ocsps}
    lists = [
        b"/%b [%b]" % (kind, b" ".join(b"%d 0 R" % writer.add_stream(part) for part in parts))
        for kind, parts in kinds.items()
        if parts
    ]
    writer.add(room.seal + 2, b"<</Type /DSS%b>>" % b"".join(lists))
    place = writer.add_signature(room.seal, _CERTIFICATION % moment)
    rows = bytearray(room.end.rows.ljust((writer.next_number + 1) * ROW_LENGTH, b"\0"))
    for number, position in (writer.places | {writer.next_number: writer.length}).items():
        fill_row(rows, number, position)
    position = writer.length
    whole = writer.finish(write_end(bytes(rows), position, room.end.trailer))
    return SealedFile(_sign(whole, place, sign), room, position, writer.next_number + 1)


def write_stamp(sealed: SealedFile, sign: Sign) -> bytes:
    """Add a revision with a time stamp over the whole file; its field is out of sight, as both norms want it."""
    room, trailer = sealed.room, sealed.room.end.trailer
    writer = _Writer(sealed.data, sealed.next_number)
    field = writer.next_number
    listed = b"[%d 0 R %d 0 R]" % (room.field, field)
    writer.add(room.fields, listed)
    writer.add(room.annotations, listed)
    writer.add(field, _STAMP_WIDGET % (STAMP_FIELD.encode(), STAMP_IN_WORDS.encode(), field + 1))
    place = writer.add_signature(field + 1, _STAMP)
    renamed = trailer.renamed(sha256(sealed.data).hexdigest()[: len(trailer.first_id)].encode())
    end = write_later_end(writer.places, writer.next_number, writer.length, sealed.position, renamed)
    return _sign(writer.finish(end), place, sign)


class _Writer:
    """Puts objects behind what is written already."""

    def __init__(self, written: bytes, next_number: int) -> None:
        """Take what is written and the first number that is not taken."""
        self._parts, self.length, self.next_number = [written], len(written), next_number
        self.places: dict[int, int] = {}

    def add(self, number: int, data: bytes) -> None:
        """Add an object under a number."""
        self.places[number] = self.length
        self._parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, data))
        self.length += len(self._parts[-1])
        self.next_number = max(self.next_number, number + 1)

    def add_stream(self, content: bytes) -> int:
        """Add a stream under the next number, and give the number."""
        number = self.next_number
        self.add(number, b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content))
        return number

    def add_signature(self, number: int, begin: bytes) -> int:
        """Add a signature dictionary with nothing in it yet, and give the place of its byte range."""
        head = begin + b" " * _BYTE_RANGE_LENGTH + b"/Contents <"
        place = self.length + len(b"%d 0 obj\n" % number) + len(begin)
        self.add(number, b"%b%b>>>" % (head, b"0" * RESERVED))
        return place

    def finish(self, end: bytes) -> bytearray:
        """Give all that is written, and the end behind it."""
        return bytearray().join([*self._parts, end])


def _sign(whole: bytearray, place: int, sign: Sign) -> bytes:
    """Fill in the byte range at a place and the CMS behind it."""
    begin = place + _BYTE_RANGE_LENGTH + len(b"/Contents ")
    end = begin + RESERVED + len(b"<>")
    byte_range = _BYTE_RANGE % (begin, end, len(whole) - end)
    whole[place : place + _BYTE_RANGE_LENGTH] = byte_range.ljust(_BYTE_RANGE_LENGTH)
    view = memoryview(whole)
    digest = sha256(view[:begin])
    digest.update(view[end:])
    view.release()
    digits = sign(digest.digest()).hex().upper().encode()
    if len(digits) > RESERVED:
        raise SealTooLarge("The seal is larger than the room for it.")
    whole[begin + 1 : begin + 1 + len(digits)] = digits
    return bytes(whole)
