"""The objects that documents of one shape share, written out, with the fonts left open until one is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from duo_site.uittreksel.compiled.font_objects import FontObjects, write_font_objects
from duo_site.uittreksel.compiled.fonts import FontPart
from duo_site.uittreksel.compiled.skeleton import Skeleton

_STREAMS_OF_ALL_SHAPES = 64


@dataclass(frozen=True)
class Variable:
    """The numbers of the objects that differ from document to document, beside the contents of pages."""

    xmp: int
    attachment: int
    qr: int
    info: int


@dataclass(frozen=True)
class SharedObjects:
    """Streams and dictionaries by number; those of the fonts depend on how much of each is embedded."""

    streams: dict[int, bytes]
    dictionaries: dict[int, bytes]
    fonts: tuple[FontObjects, ...]
    root: int
    info: int

    def kept_once(self) -> "SharedObjects":
        """Give the same objects, with streams that other shapes have too kept once in memory."""
        return replace(self, streams={number: _keep_once(stream) for number, stream in self.streams.items()})

    def make_skeleton(self, parts: dict[int, FontPart]) -> Skeleton:
        """Make the beginning of each file that embeds these parts of the fonts."""
        streams, dictionaries = dict(self.streams), dict(self.dictionaries)
        for font in self.fonts:
            font_streams, font_dictionaries = write_font_objects(font, parts[font.weight])
            streams |= font_streams
            dictionaries |= font_dictionaries
        return Skeleton(streams, dictionaries, self.root, self.info)


def write_shared_objects(pdf: Any, left_out: set[int], fonts: Iterable[FontObjects]) -> SharedObjects:
    """Write the objects of a finished file, without those that vary."""
    fonts = tuple(fonts)
    left_out = left_out | {number for font in fonts for number in (font.program, font.to_unicode)}
    kept = [item for item in pdf.objects if item.free != "f" and item.number not in left_out]
    return SharedObjects(
        streams={item.number: bytes(item.data) for item in kept if not item.compressible},
        dictionaries={item.number: bytes(item.data) for item in kept if item.compressible},
        fonts=fonts,
        root=pdf.catalog.number,
        info=len(pdf.objects),
    )


@lru_cache(_STREAMS_OF_ALL_SHAPES)
def _keep_once(stream: bytes) -> bytes:
    """Give the first of equal streams: ornaments and colour profile are the same in all shapes."""
    return stream
