"""Gives each glyph a text (PDF/UA-1 section 7.21.7).

Where letters and marks are drawn as several glyphs, WeasyPrint gives the whole text to the first and none to the
others. These get a space without width, so that what is read aloud or copied stays the same.
"""

from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]

_NO_TEXT = b"> <>"
_NO_WIDTH = b"> <200b>"


def complete_glyph_texts(pdf: Any) -> None:
    """Fill what is empty in the tables from glyph to text."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            item.stream = [line.replace(_NO_TEXT, _NO_WIDTH) for line in item.stream]
