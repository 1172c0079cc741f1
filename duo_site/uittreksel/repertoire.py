"""Which characters the fonts of the document can draw. Reads the fonts without WeasyPrint, so that anybody may ask."""

import unicodedata
from functools import cache
from pathlib import Path

_FONTS = Path(__file__).parent.parent / "static" / "fonts" / "print"
PRINT_FONTS = {
    weight: _FONTS / f"SourceSans3-{name}.ttf" for weight, name in ((300, "Light"), (400, "Regular"), (600, "Semibold"))
}
_OTHER_SCRIPTS = ("NotoNaskhArabic", "NotoSansArmenian", "NotoSansGeorgian", "NotoSansHebrew")
OTHER_FONTS = tuple(tuple(_FONTS / f"{name}-{weight}.ttf" for weight in ("Regular", "Bold")) for name in _OTHER_SCRIPTS)
"""Each draws a script that the first font lacks.

Chinese, Japanese and Korean would take tens of megabytes. In Thai and the scripts of India letters are drawn in another
order than they are written, so that what is copied from the file would not be the name.
"""


def missing_characters(text: str) -> list[str]:
    """List the characters that no font of ours can draw."""
    if text.isascii() and text.isprintable():
        return []
    repertoire = _repertoire()
    return sorted({character for character in text if ord(character) not in repertoire})


def missing_scripts(text: str) -> list[str]:
    """Name the scripts of the characters that no font of ours can draw, without telling the characters."""
    return sorted({unicodedata.name(character, "?").split()[0] for character in missing_characters(text)})


@cache
def _repertoire() -> frozenset[int]:
    """List the code points that some family can draw in each of its weights."""
    families = (tuple(PRINT_FONTS.values()), *OTHER_FONTS)
    return frozenset().union(*(frozenset.intersection(*map(_code_points, fonts)) for fonts in families))


def _code_points(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
