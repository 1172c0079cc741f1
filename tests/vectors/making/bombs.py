"""Files that ask for too much: pages, memory, depth, time."""

import zlib
from collections.abc import Iterator
from typing import Any

from duo_site.uittreksel.seal_block import list_seal_blocks
from tests.site.controle.sending import make_pdf
from tests.vectors.making.vector import CANNOT, GEEN_ZEGEL, GEWIJZIGD, Vector
from tests.vectors.making.world import World

_KIND = "bom"


def list_vectors(world: World) -> Iterator[Vector]:
    """List the vectors of this kind."""

    def bad(name: str, content: bytes, why: str, word: Any) -> Vector:
        return Vector(f"{name}.pdf", _KIND, content, word, why)

    data = world.genuine
    room = 4 * 1024 * 1024
    block = next(list_seal_blocks(data))
    yield bad("tienduizend-bladzijden", make_pdf(pages=10_000), "10,000 pages and no seal.", GEEN_ZEGEL)
    yield bad("uitdijend", _packed_objects(256 * 1024 * 1024), "Packed objects of 256 MB.", CANNOT)
    circle = make_pdf("<< /T (a) /FT /Sig /Kids [4 0 R] >>", catalog="/AcroForm << /Fields [4 0 R] >>")
    yield bad("kring-van-velden", circle, "A field that holds itself.", CANNOT)
    circle = make_pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    yield bad("kring-van-bladzijden", circle, "A list of pages that holds itself.", GEEN_ZEGEL)
    yield bad("kring-van-tabellen", _circle(), "A table that leads back to itself.", CANNOT)
    yield bad(
        "diep", make_pdf("[" * 20_000 + "]" * 20_000, catalog="/AcroForm 4 0 R"), "20,000 lists in lists.", CANNOT
    )
    yield bad("grote-tabel", _large_table(), "A table for a thousand million objects.", CANNOT)
    ranges = b"\n/ByteRange [0 1 2 3]" * (room // 21)
    yield bad("bereiken-erachter", data + ranges, "200,000 ranges behind the seal.", GEWIJZIGD)
    nested = b"".join(b"/ByteRange [0 %d %d %d]" % (block.start, block.end, size) for size in range(9000))
    yield bad("geneste-bereiken", data + nested, "9,000 ranges that all begin at our seal.", GEWIJZIGD)
    damaged = data[:-3] + b"x" + data[-2:] + b"0" * (room // 2)
    far = b"".join(b"/ByteRange [0 1 %d 9]" % len(damaged) for _number in range(room // 80))
    yield bad("verre-bereiken", damaged + far, "50,000 ranges that each end far away.", GEWIJZIGD)
    yield bad("haken-erachter", data + b"<30" * (room // 3), "A million beginnings of a seal.", GEWIJZIGD)
    yield bad("lang-getal-erachter", data + b"<30" + b"0" * room + b">", "A seal of 2 MB behind ours.", GEWIJZIGD)
    yield bad("alleen-haken", b"%PDF-1.7\n" + b"<<" * (room // 2), "Two million dictionaries that begin.", CANNOT)


def _packed_objects(size: int) -> bytes:
    packed = zlib.compress(b"\0" * size, 9)
    head = b"%%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 2 /First 10 /Filter /FlateDecode /Length %d >>\nstream\n"
    body = head % len(packed) + packed + b"\nendstream\nendobj\n"
    rows = b"\0\0\0\0\0\1\0\0\0\x09\0\2\0\0\0\1\0\2\0\0\0\1\1"
    rows = bytes((0, 0, 0, 0, 0, 0)) + bytes((1, 0, 0, 0, 9, 0)) + bytes((2, 0, 0, 0, 1, 0)) + bytes((2, 0, 0, 0, 1, 1))
    start = len(body)
    table = b"4 0 obj\n<< /Type /XRef /W [1 4 1] /Size 4 /Root 2 0 R /Length %d >>\nstream\n" % len(rows)
    return body + table + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def _circle() -> bytes:
    plain = make_pdf()
    start = plain.rindex(b"xref\n0 ")
    return plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def _large_table() -> bytes:
    plain = make_pdf()
    return plain.replace(b"xref\n0 4\n", b"xref\n0 999999999\n")
