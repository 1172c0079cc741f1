"""Puts the fixed part of a font in the place of the part that WeasyPrint cut for its one document."""

from dataclasses import dataclass
from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]

from duo_site.uittreksel.compiled.fonts import FontPart
from duo_site.uittreksel.compiled.misfit import DoesNotFit, Reason
from duo_site.uittreksel.norms.finishing import FinishedFile


@dataclass(frozen=True, slots=True)
class FontObjects:
    """The objects of a font that depend on which glyphs are embedded."""

    weight: int
    program: int
    to_unicode: int
    descendant: Any
    descriptor: Any


def find_font_objects(finished: FinishedFile, parts: dict[int, FontPart]) -> dict[int, FontObjects]:
    """Find the fonts of a file by weight; raise DoesNotFit when a fixed text needs a glyph that the part lacks.

    A font without a part draws fixed texts alone, and stays as WeasyPrint cut it.
    """
    fonts = {}
    dictionaries = {
        item["BaseFont"]: item
        for item in finished.pdf.objects
        if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/Type0"
    }
    for font in finished.document.fonts.values():
        if font.weight not in parts or font.family != "Print" or font.style:
            if font.weight in parts:
                raise DoesNotFit(Reason.SHAPE, "The document uses a font that the compiler does not know.")
            continue
        if not font.to_unicode.items() <= parts[font.weight].texts.items():
            raise DoesNotFit(Reason.SHAPE, "A fixed text has a glyph that is not embedded.")
        whole = dictionaries[font.name]
        descendant = _get(finished.pdf, whole["DescendantFonts"][0])
        descriptor = _get(finished.pdf, descendant["FontDescriptor"])
        program, to_unicode = (int(reference.split()[0]) for reference in (descriptor["FontFile2"], whole["ToUnicode"]))
        fonts[font.weight] = FontObjects(font.weight, program, to_unicode, descendant, descriptor)
    return fonts


def write_font_objects(font: FontObjects, part: FontPart) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """Write the streams and the dictionaries of a font for a part of it, by their numbers."""
    widths = pydyf.Array()
    for glyph in sorted(part.widths):
        if glyph - 1 not in part.widths:
            widths.extend([glyph, pydyf.Array()])
        widths[-1].append(part.widths[glyph])
    _left, bottom, _right, top = font.descriptor["FontBBox"]
    box = pydyf.Array((0, bottom, max(part.widths.values()), top))
    streams = {font.program: part.program_stream, font.to_unicode: part.to_unicode_stream}
    dictionaries = {
        font.descendant.number: pydyf.Dictionary({**font.descendant, "W": widths}).data,
        font.descriptor.number: pydyf.Dictionary({**font.descriptor, "FontBBox": box}).data,
    }
    return streams, dictionaries


def _get(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
