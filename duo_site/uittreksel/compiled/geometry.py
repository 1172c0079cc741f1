"""Finds in the layout of WeasyPrint the lines that hold a varying text, with what decides where they stand.

Leans on boxes of WeasyPrint 70: what it finds is proved by the compiler, which writes the sample again from it.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from duo_site.uittreksel.compiled.lines import Align, Line, Piece
from duo_site.uittreksel.compiled.misfit import DoesNotFit, Reason
from duo_site.uittreksel.compiled.typeface import UNITS

_ALIGNS = {"start": Align.START, "left": Align.START, "center": Align.CENTER, "right": Align.END, "end": Align.END}


def list_lines(page: Any, names: dict[str, str]) -> tuple[Line, ...]:
    """List the lines of a page that hold one of these texts; raise DoesNotFit for a line that cannot be set anew."""
    found = []
    for container, line in _walk(page._page_box):
        texts = list(_list_texts(line))
        if any(text.text in names for text in texts):
            found.append(_describe(container, line, texts, names))
    return tuple(found)


def list_fixed_texts(page: Any, names: dict[str, str]) -> list[str]:
    """List the texts of a page that stay as they are in each document."""
    texts = (box.text for box in page._page_box.descendants() if isinstance(box, boxes.TextBox))
    return [text for text in texts if text not in names]


def _walk(container: Any) -> Iterator[tuple[Any, Any]]:
    for child in getattr(container, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield container, child
        else:
            yield from _walk(child)


def _list_texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _list_texts(child)
        else:
            raise DoesNotFit(Reason.SHAPE, "A line holds more than text.")


def _describe(container: Any, line: Any, texts: list[Any], names: dict[str, str]) -> Line:
    baselines = {text.position_y + text.baseline for text in texts}
    align = _ALIGNS.get(line.style["text_align_all"])
    if align is None or len(baselines) != 1 or container.style["direction"] != "ltr":
        raise DoesNotFit(Reason.SHAPE, "A line is set in a way that the compiler does not know.")
    pieces = tuple(
        Piece(
            weight=text.style["font_weight"],
            size=int(text.style["font_size"] * UNITS),
            tabular=text.style["font_feature_settings"] == (("tnum", 1),),
            name=names.get(text.text),
            fixed=text.text,
        )
        for text in texts
    )
    return Line(container.content_box_x(), container.width, align, baselines.pop(), pieces)
