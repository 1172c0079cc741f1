"""Holds two files against each other, object by object: are they the same document, whoever laid it out?"""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]
from PIL import Image, ImageChops

from tests.unit.uittreksel.norms_lint_fonts import list_drawn_glyphs, read_to_unicode, read_widths

# These say which glyphs are embedded. A document uses few of them; those that it uses are compared.
_OF_THE_EMBEDDED_PART = {"/W", "/FontBBox", "/FontFile2", "/ToUnicode"}
_OF_THE_WRITING = {"/Length", "/Length1", "/Filter"}


def list_differences(one: bytes, other: bytes) -> list[str]:
    """List where two files differ in pages, tags, reading order, fonts, metadata, attachment or seal field."""
    with pikepdf.open(BytesIO(one)) as first, pikepdf.open(BytesIO(other)) as second:
        found = list(_compare(first.Root, second.Root, "Root", set()))
        found += _compare(first.docinfo, second.docinfo, "Info", set())
        found += _compare_fonts(first, second)
        return found


def _compare(one: Any, other: Any, path: str, seen: set[tuple[Any, Any]]) -> Iterator[str]:
    """Walk through two graphs of objects side by side."""
    if isinstance(one, pikepdf.Object) and one.is_indirect:
        pair = (one.objgen, getattr(other, "objgen", None))
        if pair in seen:
            return
        seen.add(pair)
    if type(one) is not type(other) or getattr(one, "_type_code", None) != getattr(other, "_type_code", None):
        yield f"{path}: {type(one).__name__} and {type(other).__name__}"
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        ignored = _OF_THE_EMBEDDED_PART if str(one.get("/Type")) in ("/Font", "/FontDescriptor") else set()
        ignored = ignored | (_OF_THE_WRITING if isinstance(one, pikepdf.Stream) else set())
        for key in sorted({*one.keys(), *other.keys()} - ignored):
            yield from _compare(one.get(key), other.get(key), f"{path}{key}", seen)
        if isinstance(one, pikepdf.Stream) and one.read_bytes() != other.read_bytes():
            yield f"{path}: another stream"
    elif isinstance(one, pikepdf.Array):
        for place, (left, right) in enumerate(zip_longest(list(one), list(other))):
            yield from _compare(left, right, f"{path}[{place}]", seen)
    elif one != other:
        yield f"{path}: {one!r} and {other!r}"


def _compare_fonts(first: Any, second: Any) -> Iterator[str]:
    """Compare text, width and outline of each glyph that is drawn."""
    ones, others = (dict(_list_fonts(document)) for document in (first, second))
    if ones.keys() != others.keys():
        yield "the files use other fonts"
        return
    for name, (drawn, texts, widths, program) in ones.items():
        other_drawn, other_texts, other_widths, other_program = others[name]
        if drawn != other_drawn:
            yield f"{name}: other glyphs are drawn"
            continue
        with TTFont(BytesIO(program)) as font, TTFont(BytesIO(other_program)) as other_font:
            for glyph in drawn:
                if texts.get(glyph) != other_texts.get(glyph):
                    yield f"{name}: glyph {glyph} stands for another text"
                if widths.get(glyph) != other_widths.get(glyph):
                    yield f"{name}: glyph {glyph} has another width"
                if _outline(font, glyph) != _outline(other_font, glyph):
                    yield f"{name}: glyph {glyph} has another outline"


def _list_fonts(document: Any) -> Iterator[tuple[str, tuple[set[int], dict[int, str], dict[int, float], bytes]]]:
    drawn = list_drawn_glyphs(document)
    for name, font in document.pages[0].resources.Font.items():
        descendant = font.DescendantFonts[0]
        program = descendant.FontDescriptor.FontFile2.read_bytes()
        yield name, (drawn.get(font.objgen, set()), read_to_unicode(font), read_widths(descendant), program)


def _outline(font: Any, glyph: int) -> Any:
    outlines = font["glyf"]
    coordinates, ends, flags = outlines[font.getGlyphOrder()[glyph]].getCoordinates(outlines)
    return list(coordinates), list(ends), bytes(flag & 1 for flag in flags)


def read_text(pdf: bytes) -> str:
    """Read the text in reading order with poppler."""
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def largest_difference(one: bytes, other: bytes, resolution: int = 60) -> int:
    """Draw both with poppler and give the largest difference of a pixel, from 0 to 255."""
    pages = [_draw(pdf, resolution) for pdf in (one, other)]
    if [page.size for page in pages[0]] != [page.size for page in pages[1]]:
        return 255
    extremes: list[Any] = [ImageChops.difference(*pair).getextrema() for pair in zip(*pages, strict=True)]
    return max(int(high) for page in extremes for _low, high in page)


def _draw(pdf: bytes, resolution: int) -> list[Image.Image]:
    command = ["pdftoppm", "-r", str(resolution)]
    drawn = subprocess.run([*command, "-"], input=pdf, capture_output=True, check=True).stdout
    starts = [found.start() for found in re.finditer(rb"P6\n\d+ \d+\n255\n", drawn)]
    return [Image.open(BytesIO(drawn[start:end])) for start, end in zip(starts, [*starts[1:], len(drawn)], strict=True)]
