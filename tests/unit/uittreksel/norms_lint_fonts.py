"""The part of the lint that looks at fonts: embedded, with true widths, and with text for each glyph that is drawn."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]


def lint_fonts(document: Any) -> Iterator[str]:
    """List what is wrong with the fonts of a file."""
    drawn = list_drawn_glyphs(document)
    fonts = {
        font.objgen: font
        for font in document.objects
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font" and font.get("/Subtype") == "/Type0"
    }
    if set(drawn) - set(fonts):
        yield "text is drawn with a font of another kind"
    for objgen, font in fonts.items():
        yield from _lint_font(font, drawn.get(objgen, set()))


def _lint_font(font: Any, drawn: set[int]) -> Iterator[str]:
    descendant = font.DescendantFonts[0]
    program = descendant.get("/FontDescriptor", {}).get("/FontFile2")
    if program is None:
        yield f"the font {font.BaseFont} is not embedded"
        return
    if not re.match(r"/[A-Z]{6}\+", str(font.BaseFont)):
        yield f"the font {font.BaseFont} is a subset and does not say so"
    if descendant.get("/CIDToGIDMap") != "/Identity" or font.get("/Encoding") != "/Identity-H":
        yield f"the font {font.BaseFont} has another encoding"
    texts = read_to_unicode(font)
    without_text = {glyph for glyph in drawn if not texts.get(glyph) or texts[glyph] in "\0\ufeff\ufffe"}
    if without_text:
        yield f"the font {font.BaseFont} has no text for glyphs {sorted(without_text)}"
    if 0 in drawn:
        yield f"the font {font.BaseFont} draws a character it lacks"
    true_widths = _read_program_widths(program.read_bytes())
    told = read_widths(descendant)
    wrong = {glyph for glyph in drawn if abs(told.get(glyph, 1000) - true_widths.get(glyph, -9999)) > 1}
    if wrong:
        yield f"the font {font.BaseFont} tells other widths than its program for glyphs {sorted(wrong)}"


def read_to_unicode(font: Any) -> dict[int, str]:
    """Read what text each glyph of a font stands for."""
    if "/ToUnicode" not in font:
        return {}
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n", font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _read_program_widths(program: bytes) -> dict[int, float]:
    with TTFont(BytesIO(program)) as font:
        scale = 1000 / font["head"].unitsPerEm
        order = font.getGlyphOrder()
        outlines = font["glyf"]
        return {number: font["hmtx"][name][0] * scale for number, name in enumerate(order) if name in outlines.glyphs}


def read_widths(descendant: Any) -> dict[int, float]:
    """Read the width that a file tells of each glyph."""
    widths: dict[int, float] = {}
    parts = list(descendant.get("/W", []))
    for first, run in zip(parts[::2], parts[1::2], strict=True):
        widths |= {int(first) + offset: float(width) for offset, width in enumerate(run)}
    return widths


def list_drawn_glyphs(document: Any) -> dict[tuple[int, int], set[int]]:
    """List the glyphs that the pages draw, by font; pictures of ours hold no text."""
    drawn: dict[tuple[int, int], set[int]] = {}
    for page in document.pages:
        font = None
        instructions: Any = pikepdf.parse_content_stream(page)
        for operands, operator in instructions:
            if str(operator) == "Tf":
                font = page.resources.Font[operands[0]]
            elif str(operator) == "TJ" and font is not None:
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part)
                        pairs = zip(codes[::2], codes[1::2], strict=True)
                        drawn.setdefault(font.objgen, set()).update(256 * high + low for high, low in pairs)
    return drawn
