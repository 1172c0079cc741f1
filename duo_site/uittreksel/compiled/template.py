"""A compiled template: the finished objects of one shape, and where in its pages which text stands."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from duo_site.uittreksel.compiled.fonts import FontPart
from duo_site.uittreksel.compiled.lines import Line, is_plain, set_line
from duo_site.uittreksel.compiled.misfit import DoesNotFit, Reason
from duo_site.uittreksel.compiled.shared_objects import SharedObjects, Variable
from duo_site.uittreksel.compiled.skeleton import Skeleton
from duo_site.uittreksel.compiled.typeface import Typeface
from duo_site.uittreksel.norms.supplement import Supplement, make_embedded_file, make_info, make_qr_image, make_xmp

_COMPRESSION = 4
"""Costs half of what 6 does, for a three-hundredth of the file more."""


@dataclass(frozen=True)
class Repertoire:
    """The characters that a document may use, with the part of each font that draws them, by weight."""

    characters: frozenset[str]
    parts: dict[int, FontPart]


@dataclass(frozen=True)
class Place:
    """Where an operator of a set piece goes: line and piece, and whether it shows the piece or places it."""

    line: int
    piece: int
    shows: bool


@dataclass(frozen=True)
class PageTemplate:
    """A page whose contents are fixed operators with places between them."""

    contents: int
    operators: tuple[bytes | Place, ...]
    lines: tuple[Line, ...]

    def write(
        self, texts: dict[str, str], language: str, typefaces: dict[int, Typeface], parts: dict[int, FontPart]
    ) -> bytes:
        """Write the contents with the texts of a document; raise DoesNotFit when one does not fit."""
        pieces = [set_line(line, texts, language, typefaces, parts) for line in self.lines]
        written = []
        for operator in self.operators:
            if isinstance(operator, Place):
                piece = pieces[operator.line][operator.piece]
                written.append(piece.shown if operator.shows else piece.placed)
            else:
                written.append(operator)
        return b"\n".join(written)


class Template:
    """Everything that documents of one shape share."""

    def __init__(
        self,
        language: str,
        pages: Sequence[PageTemplate],
        typefaces: dict[int, Typeface],
        repertoires: Sequence[Repertoire],
        variable: Variable,
        shared: SharedObjects,
    ) -> None:
        """Take what was compiled; the skeleton for a repertoire is made when a document first needs it."""
        self._language, self._pages, self._typefaces = language, pages, typefaces
        self._repertoires, self._variable, self._shared = repertoires, variable, shared
        self._skeletons: dict[int, Skeleton] = {}

    def fill(self, texts: dict[str, str], supplement: Supplement) -> bytes:
        """Write a document; raise DoesNotFit when it must be laid out anew."""
        chosen = self._choose(texts)
        parts = self._repertoires[chosen].parts
        objects = {
            page.contents: _write_contents(page.write(texts, self._language, self._typefaces, parts))
            for page in self._pages
        }
        objects[self._variable.xmp] = make_xmp(supplement.metadata).data
        objects[self._variable.attachment] = make_embedded_file(supplement.attached, supplement.metadata).data
        objects[self._variable.qr] = make_qr_image(supplement.qr).data
        objects[self._variable.info] = make_info(supplement.metadata).data
        if chosen not in self._skeletons:
            self._skeletons[chosen] = self._shared.make_skeleton(parts)
        return self._skeletons[chosen].write(objects, supplement.identifier)

    def _choose(self, texts: dict[str, str]) -> int:
        """Find the first repertoire that has every character; raise DoesNotFit when none has."""
        if all(map(is_plain, texts.values())):
            used = frozenset().union(*texts.values())
            for place, repertoire in enumerate(self._repertoires):
                if used <= repertoire.characters:
                    return place
        raise DoesNotFit(Reason.CHARACTERS, "A text has characters that the template does not set.")


def _write_contents(content: bytes) -> bytes:
    packed = zlib.compress(content, _COMPRESSION)
    return b"<</Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(packed), packed)
