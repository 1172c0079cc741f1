"""Sets the texts of one line: shapes them, checks that they fit, and finds where each begins."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from duo_site.uittreksel.compiled.fonts import FontPart
from duo_site.uittreksel.compiled.misfit import DoesNotFit, Reason
from duo_site.uittreksel.compiled.typeface import UNITS, Typeface, is_of_one_script, write_run

# A line that is this close to full, in CSS pixels, is left to Pango to break or not.
_MARGIN = 0.5

# The cijferlijsten of all people are made of the same few words; only they and our own texts are kept, no names.
_MADE_OF_FEW_WORDS = ("vak ", "se ", "ce ", "eind ")
_KEPT_WORDS = 4096


class Align(StrEnum):
    """Where a line stands in its box."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in a line: its font and size, and the name of the varying text, or its own text when it is fixed."""

    weight: int
    size: int
    tabular: bool
    name: str | None
    fixed: str


@dataclass(frozen=True, slots=True)
class Line:
    """The pieces of a line from left to right, with the box they stand in; lengths in CSS pixels."""

    left: float
    available: float
    align: Align
    baseline: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SetPiece:
    """A piece as it is written: the operators that place it and that show it."""

    placed: bytes
    shown: bytes


def set_line(
    line: Line, texts: dict[str, str], language: str, typefaces: dict[int, Typeface], parts: dict[int, FontPart]
) -> list[SetPiece]:
    """Set a line with the texts of a document; raise DoesNotFit for a missing glyph or a line that is too long."""
    written = []
    for piece in line.pieces:
        text = piece.fixed if piece.name is None else texts[piece.name]
        is_kept = piece.name is None or piece.name.startswith(_MADE_OF_FEW_WORDS)
        write = _write_kept if is_kept else _write_piece
        written.append(write(typefaces[piece.weight], parts[piece.weight], piece.size, piece.tabular, text, language))
    widths = [width for width, _shown in written]
    room = line.available - sum(widths)
    if room < _MARGIN:
        raise DoesNotFit(Reason.WIDTH, "A line may need to be broken.")
    offset = {Align.START: 0.0, Align.CENTER: room / 2, Align.END: room}[line.align]
    found, left = [], line.left
    for width, shown in written:
        placed = b"1 0 0 -1 %b %b Tm" % (write_number(left + offset), write_number(line.baseline))
        found.append(SetPiece(placed, shown))
        left += width
    return found


def write_number(number: float) -> bytes:
    """Write a number as pydyf does."""
    if number.is_integer():
        return b"%d" % number
    return f"{number:f}".rstrip("0").encode()


def _write_piece(
    typeface: Typeface, part: FontPart, size: int, tabular: bool, text: str, language: str
) -> tuple[float, bytes]:
    """Give the width of a text in CSS pixels and the operator that shows it; raise DoesNotFit for a missing glyph."""
    run = typeface.shape(text, size, language, tabular=tabular)
    if [part.texts.get(glyph) for glyph in run.glyphs] != run.texts:
        raise DoesNotFit(Reason.CHARACTERS, "A glyph is not in the embedded part of the font.")
    return run.width / UNITS, write_run(run, part.widths, size)


_write_kept = lru_cache(_KEPT_WORDS)(_write_piece)


def is_plain(text: str) -> bool:
    """Tell whether a text has single spaces between its words, as HTML leaves them, and letters of one script."""
    return text == " ".join(text.split()) and is_of_one_script(text)
