"""One bit or character changed, at places spread over everything that a file is made of."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from duo_site.uittreksel.seal_block import list_seal_blocks

_AROUND = 400
"""Bytes before and behind a CMS block in which its dictionary stands."""
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.:/%$*+#"


@dataclass(frozen=True)
class Flip:
    """A file with one bit changed."""

    region: str
    place: int
    bit: int
    data: bytes


def list_regions(data: bytes) -> dict[str, list[range]]:
    """Tell of what a sealed file is made, as ranges of bytes for each name; they may overlap."""
    blocks = list(list_seal_blocks(data))
    reader: Any = PdfFileReader(BytesIO(data), strict=False)
    regions: dict[str, list[range]] = {"kop": [range(16)], "einde": [range(len(data) - 40, len(data))]}
    for name, block in zip(("zegel", "tijdstempel"), (blocks[0], blocks[-1]), strict=True):
        filled = block.start + len(data[block.start : block.end - 1].rstrip(b"0"))
        regions[f"{name}-cms"] = [range(block.start, filled)]
        regions[f"{name}-vulling"] = [range(filled, block.end)]
        around = range(block.start - _AROUND, block.start), range(block.end, min(len(data), block.end + _AROUND))
        regions[f"{name}-woordenboek"] = list(around)
    tables = [reader.xrefs.get_xref_container_info(number) for number in range(reader.xrefs.total_revisions)]
    regions["tabellen"] = [range(table.start_location, table.end_location) for table in tables]
    validation = reader.root["/DSS"]
    lists = (validation[key] for key in ("/Certs", "/CRLs", "/OCSPs") if key in validation)
    regions["validatiegegevens"] = [
        _range_of(reader, data, found.raw_get(index)) for found in lists for index in range(len(found))
    ]
    attached = reader.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"].raw_get("/F")
    regions["bijlage"] = [_range_of(reader, data, attached)]
    regions["alles"] = [range(len(data))]
    return regions


def list_flips(data: bytes, count: int, seed: int = 1) -> Iterator[Flip]:
    """Flip bits at places by lot, as many in each region; the same seed gives the same flips."""
    chance = random.Random(seed)
    regions = list(list_regions(data).items())
    for number in range(count):
        name, parts = regions[number % len(regions)]
        places = chance.choices(parts, [len(part) for part in parts])[0]
        place, bit = chance.choice(places), chance.randrange(8)
        yield Flip(name, place, bit, data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])


def list_changed_texts(text: str, seed: int = 1) -> Iterator[str]:
    """Change each character of a text into another."""
    chance = random.Random(seed)
    for place, old in enumerate(text):
        new = chance.choice([sign for sign in _ALPHABET if sign != old])
        yield text[:place] + new + text[place + 1 :]


def _range_of(reader: Any, data: bytes, reference: Any) -> range:
    start = reader.xrefs[reference.reference]
    assert isinstance(start, int)
    return range(start, data.index(b"endobj", start))
