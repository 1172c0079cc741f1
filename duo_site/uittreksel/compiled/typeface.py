"""Shapes text with HarfBuzz as Pango does, and writes it as WeasyPrint does.

Pango counts in 1,024ths of a CSS pixel; so do the sizes, advances and widths here.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import uharfbuzz

from duo_site.uittreksel.compiled.misfit import DoesNotFit, Reason

UNITS = 1024


@dataclass(frozen=True)
class Run:
    """A shaped text: its glyphs, the advance of each, what part of the text each stands for, and the whole width."""

    glyphs: list[int]
    advances: list[int]
    texts: list[str]
    width: int


class Typeface:
    """A font file that is shipped."""

    def __init__(self, path: Path) -> None:
        """Load the font whole: kerning needs tables that the embedded part leaves out."""
        self.face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self._fonts: dict[int, uharfbuzz.Font] = {}

    @cached_property
    def code_points(self) -> frozenset[int]:
        """Give the code points that the font can draw."""
        return frozenset(self.face.unicodes)

    def widths_of(self, glyphs: set[int]) -> dict[int, int]:
        """Give the advance of each glyph in thousandths of the size, as PDF wants them."""
        font = uharfbuzz.Font(self.face)
        return {glyph: round(font.get_glyph_h_advance(glyph) * 1000 / self.face.upem) for glyph in glyphs}

    def shape(self, text: str, size: int, language: str, *, tabular: bool) -> Run:
        """Shape a text of one script; raise DoesNotFit when glyphs are more than letters, or stand above each other."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = language
        uharfbuzz.shape(self._font(size), buffer, {"tnum": True} if tabular else None)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = [info.cluster for info in infos]
        if len(set(starts)) != len(starts) or any(place.x_offset or place.y_offset for place in positions):
            raise DoesNotFit(Reason.CHARACTERS, "A text has glyphs that stand above each other.")
        texts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
        advances = [place.x_advance for place in positions]
        return Run([info.codepoint for info in infos], advances, texts, sum(advances))

    def _font(self, size: int) -> uharfbuzz.Font:
        font = self._fonts.get(size)
        if font is None:
            font = self._fonts[size] = uharfbuzz.Font(self.face)
            font.scale = (size, size)
        return font


def write_run(run: Run, widths: dict[int, int], size: int) -> bytes:
    """Write a run as an operator TJ; between glyphs stands what the advance lacks, cut to thousandths of the size.

    The same arithmetic in the same order as WeasyPrint 70 (`draw_first_line`), so that the bytes are the same.
    """
    size_in_pixels = size / UNITS
    parts = ["[<"]
    for glyph, advance in zip(run.glyphs, run.advances, strict=True):
        parts.append(f"{glyph:04x}")
        kerning = widths[glyph] - advance * 1000 * (1 / UNITS) / size_in_pixels
        if kerning:
            parts.append(f">{int(kerning)}<")
    written = "".join(parts)
    return (written[:-1] if written.endswith("<") else written + ">").encode() + b"] TJ"


def is_of_one_script(text: str) -> bool:
    """Tell whether the letters of a text are of one script; Pango shapes each script by itself."""
    return text.isascii() or len({unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}) < 2
