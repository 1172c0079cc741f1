"""Forged, emptied, moved and doubled signatures (Mladenov et al., "1 Trillion Dollar Refund", CCS 2019).

Universal signature forgery (USF) breaks what a reader needs to judge, incremental saving (ISA) adds a revision,
and signature wrapping (SWA) moves the signed part so that something else stands in its place.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.seal_block import SealBlock, cut_to_signed_part, list_seal_blocks
from duo_site.uittreksel.sealing import PyHankoSealer
from tests.vectors.making.people import ANJA, SEALED_AT, WITHDRAWN
from tests.vectors.making.vector import CANNOT, GEEN_ZEGEL, GEWIJZIGD, NIET_VAN_ONS, Vector
from tests.vectors.making.world import World
from tests.vectors.making.writing import append, save, stamp, text

_KIND = "handtekening"
_VERSION = re.compile(rb"02010[13]")
_RANGE = re.compile(rb"/ByteRange\s*\[[^\]]*\]")


def list_vectors(world: World, folder: Path) -> Iterator[Vector]:
    """List the vectors of this kind; keys of others are made in an empty folder."""
    made = world.made(ANJA)
    seal = next(list_seal_blocks(made.file))

    def bad(name: str, data: bytes, why: str, word: Any = GEWIJZIGD) -> Vector:
        return Vector(f"{name}.pdf", _KIND, data, word, why)

    contents = {
        "leeg": b"<>",
        "nul": b"<00>",
        "niets": b"null",
        "nullen": b"<" + b"0" * (seal.end - seal.start - 2) + b">",
        "tekst": b"(" + b"A" * (seal.end - seal.start - 2) + b")",
    }
    for name, content in contents.items():
        data = made.file[: seal.start] + content + made.file[seal.end :]
        why = "USF: the seal has no contents that can be judged, so that only the time stamp is left."
        yield bad(f"usf-inhoud-{name}", data, why, NIET_VAN_ONS)
    ranges = {
        "weg": b"",
        "niets": b"/ByteRange null",
        "leeg": b"/ByteRange []",
        "nul": b"/ByteRange [0 0 0 0]",
        "alles": b"/ByteRange [0 %d 0 0]" % len(made.file),
        "negatief": b"/ByteRange [0 %d -1 99999]" % seal.start,
        "groot": b"/ByteRange [0 %d %d 999999999]" % (seal.start, seal.end),
    }
    found = _RANGE.search(made.file)
    assert found is not None
    for name, written in ranges.items():
        data = made.file[: found.start()] + written + made.file[found.end() :]
        yield bad(f"usf-bereik-{name}", data, "USF: the seal does not say what it covers.")
    yield bad("usf-soort", made.file.replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detacheX", 1), "USF: another kind.")
    yield bad("swa-verplaatst", _wrap(made.file, seal.start, seal.end), "SWA: other text where the end was signed.")
    yield bad("swa-vooraan", _wrap(made.file, seal.start, seal.start), "SWA: other text between begin and seal.")
    moved = world.made(WITHDRAWN).file
    yield bad("zegel-van-ander-bestand", _move(made.file, moved), "Anja's seal in somebody else's file.")
    yield bad("zegel-erachter", moved + b"\n% " + made.file[seal.start : seal.end], "Two seals, the second loose.")
    for block, name in zip(list_seal_blocks(made.file), ("zegel", "tijdstempel"), strict=True):
        digits = made.file[block.start : block.end].swapcase()
        data = made.file[: block.start] + digits + made.file[block.end :]
        yield bad(f"{name}-kleine-letters", data, "The same CMS in digits of the other case.")
        yield bad(f"{name}-andere-versie", _change_version(made.file, block), "Another version in the CMS.")
    yield from _foreign(world, folder, bad)
    yield from _stripped(world, bad)


def _wrap(data: bytes, start: int, end: int) -> bytes:
    """Put text at a place and move what was signed behind it, with a range that leads to it."""
    wedge = b"\nBT (cum laude) Tj ET\n"
    found = _RANGE.search(data)
    assert found is not None
    length = len(data) - end
    written = b"/ByteRange [0 %d %d %d]" % (start, end + len(wedge), length)
    written = written.ljust(len(found[0])) if len(written) <= len(found[0]) else written
    data = data[:end] + wedge + data[end:]
    return data[: found.start()] + written + data[found.end() :]


def _move(source: bytes, target: bytes) -> bytes:
    block, place = next(list_seal_blocks(source)), next(list_seal_blocks(target))
    seal = source[block.start : block.end][: place.end - place.start - 1] + b">"
    return target[: place.start] + seal + target[place.end :]


def _change_version(data: bytes, block: SealBlock) -> bytes:
    """Change the version of a CMS, which nothing signs; it is the first number in it."""
    changed = _VERSION.sub(b"020105", data[block.start : block.end], count=1)
    return data[: block.start] + changed + data[block.end :]


def _foreign(world: World, folder: Path, bad: Any) -> Iterator[Vector]:
    """Seal with a key that copies all our names, alone and beside our seal."""
    made = world.made(ANJA)
    new_seal(folder / "vreemd", None, SEALED_AT - timedelta(days=20))
    foreign = PyHankoSealer(folder / "vreemd")
    sealed = foreign.seal(made.unsealed, SEALED_AT)
    yield bad("vreemd-zegel", sealed, "Sealed by another with our names in the certificate.", NIET_VAN_ONS)
    block = next(list_seal_blocks(sealed))
    broken = sealed[: block.start - 400] + b" " + sealed[block.start - 399 :]
    yield bad("vreemd-zegel-gewijzigd", broken, "Sealed by another, then changed.", NIET_VAN_ONS)
    doubled = made.file + b"\n" + sealed[block.start : block.end]
    yield bad("vreemd-zegel-erachter", doubled, "Another's seal behind ours.")
    many = b"%PDF-1.7\n" + (sealed[block.start : block.end] + b"\n") * 40
    yield bad("veertig-zegels", many, "More seals than any real document has.", CANNOT)


def stripped(data: bytes) -> bytes:
    """Take every signature out of a file and write it anew."""

    def change(document: Any) -> None:
        for field in document.Root.AcroForm.Fields:
            del field.V
        del document.Root.AcroForm
        del document.Root.Perms
        if "/DSS" in document.Root:
            del document.Root.DSS
        for page in document.pages:
            if "/Annots" in page:
                del page.Annots

    return save(data, change)


def _stripped(world: World, bad: Any) -> Iterator[Vector]:
    made = world.made(ANJA)
    seal, *_others = list_seal_blocks(made.file)
    yield bad("zonder-zegel", stripped(made.file), "The seal was taken out.", GEEN_ZEGEL)
    yield bad("nooit-verzegeld", made.unsealed, "It was never sealed.", GEEN_ZEGEL)
    certified = cut_to_signed_part(made.file, seal)
    yield bad("zonder-tijdstempel", certified, "The time stamp over the document was taken off.")
    yield bad(
        "isa-zonder-tijdstempel",
        append(certified, lambda writer: writer.add_object(text(""))),
        "ISA: a revision took the place of the time stamp.",
    )
    yield bad(
        "andere-tijdstempel",
        stamp(world, certified, SEALED_AT - timedelta(hours=1)),
        "Another time stamp, older than the seal, took the place of ours.",
        CANNOT,
    )
