"""Compiles a shape: lets WeasyPrint lay out a sample, and cuts the finished file at the texts that vary.

The sample is then written again from the pieces. Unless each page comes out byte for byte as WeasyPrint wrote it, the
shape is not compiled and its documents go the full way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]

from duo_site.uittreksel.compiled.font_objects import find_font_objects
from duo_site.uittreksel.compiled.geometry import list_fixed_texts, list_lines
from duo_site.uittreksel.compiled.lines import set_line
from duo_site.uittreksel.compiled.misfit import DoesNotFit, Reason
from duo_site.uittreksel.compiled.shapes import MARKS, Shape, list_texts, make_sample
from duo_site.uittreksel.compiled.shared_objects import SharedObjects, Variable, write_shared_objects
from duo_site.uittreksel.compiled.template import PageTemplate, Place, Repertoire, Template
from duo_site.uittreksel.compiled.typeface import Typeface
from duo_site.uittreksel.norms.finishing import FinishedFile, Finisher
from duo_site.uittreksel.pdf import WeasyPrintRenderer, make_supplement


@dataclass(frozen=True)
class CutShape:
    """A shape as it was cut: what is in a template, without the fonts, so that it can travel between processes."""

    pages: Sequence[PageTemplate]
    variable: Variable
    shared: SharedObjects


@dataclass(frozen=True)
class Compiler:
    """Compiles shapes with the fonts it is given."""

    full: WeasyPrintRenderer
    typefaces: dict[int, Typeface]
    repertoires: Sequence[Repertoire]

    def make_template(self, shape: Shape, cut: CutShape) -> Template:
        """Make the template of a shape that was cut."""
        shared = cut.shared.kept_once()
        return Template(shape.language, cut.pages, self.typefaces, self.repertoires, cut.variable, shared)

    def cut(self, shape: Shape) -> CutShape:
        """Lay a shape out and cut it; raise DoesNotFit when the sample cannot be written again as WeasyPrint did."""
        sample = make_sample(shape)
        texts = list_texts(sample)
        cuts: list[CutShape | DoesNotFit] = []

        def look(finished: FinishedFile) -> None:
            try:
                cuts.append(self._cut(finished, shape.language, texts))
            except DoesNotFit as misfit:
                cuts.append(misfit)

        self.full.lay_out(sample, Finisher(make_supplement(sample, b"", shape.check_site), look))
        (result,) = cuts
        if isinstance(result, DoesNotFit):
            raise result
        return result

    def _cut(self, finished: FinishedFile, language: str, texts: dict[str, str]) -> CutShape:
        names = {text: name for name, text in texts.items()}
        pages = []
        for page, reference in zip(finished.document.pages, finished.pdf.page_references, strict=True):
            contents = _object(finished.pdf, _object(finished.pdf, reference)["Contents"])
            pages.append(self._cut_page(contents, list_lines(page, names), texts, language))
        used = {piece.name for page in pages for line in page.lines for piece in line.pieces}
        if len(names) != len(texts) or used - {None} != set(texts):
            raise DoesNotFit(Reason.SHAPE, "A varying text was not found in the layout.")
        _require_no_mark(finished, names)
        fonts = find_font_objects(finished, self.repertoires[0].parts)
        info = len(finished.pdf.objects)
        variable = Variable(finished.xmp.number, finished.attachment.number, finished.qr.number, info)
        left_out = {variable.xmp, variable.attachment, variable.qr, *(page.contents for page in pages)}
        return CutShape(pages, variable, write_shared_objects(finished.pdf, left_out, fonts.values()))

    def _cut_page(self, contents: Any, lines: tuple[Any, ...], texts: dict[str, str], language: str) -> PageTemplate:
        """Cut the contents of a page at the places of the lines, and prove it."""
        parts = self.repertoires[0].parts
        operators: list[bytes | Place] = [_write(item) for item in contents.stream]
        whole = list(operators)
        for line_number, line in enumerate(lines):
            for piece_number, piece in enumerate(set_line(line, texts, language, self.typefaces, parts)):
                if whole.count(piece.placed) != 1:
                    raise DoesNotFit(Reason.SHAPE, "A text stands elsewhere than it was computed.")
                place = whole.index(piece.placed)
                operators[place] = Place(line_number, piece_number, shows=False)
                operators[place + 2] = Place(line_number, piece_number, shows=True)
        page = PageTemplate(contents.number, tuple(_join(operators)), lines)
        if page.write(texts, language, self.typefaces, parts) != b"\n".join(_write(item) for item in contents.stream):
            raise DoesNotFit(Reason.SHAPE, "The sample cannot be written again as it was.")
        return page


def _require_no_mark(finished: FinishedFile, names: dict[str, str]) -> None:
    """Refuse a shape in which something of the sample would stay: then the page says more than `list_texts` knows."""
    fixed = " ".join(text for page in finished.document.pages for text in list_fixed_texts(page, names))
    # Strings of other than ASCII stand in a PDF as hexadecimal UTF-16.
    tags = b"".join(item.data for item in finished.pdf.objects if isinstance(item, pydyf.Dictionary)).lower()
    if any(mark in fixed for mark in MARKS) or any(mark.encode("utf-16-be").hex().encode() in tags for mark in MARKS):
        raise DoesNotFit(Reason.SHAPE, "Something of the sample would stay in the document.")


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _write(item: Any) -> bytes:
    """Write an item of a stream as pydyf does."""
    if isinstance(item, bytes):
        return item
    return bytes(item.data) if isinstance(item, pydyf.Object) else str(item).encode("ascii")


def _join(operators: list[bytes | Place]) -> list[bytes | Place]:
    """Join the fixed operators between two places."""
    joined: list[bytes | Place] = []
    for operator in operators:
        if isinstance(operator, bytes) and joined and isinstance(joined[-1], bytes):
            joined[-1] += b"\n" + operator
        else:
            joined.append(operator)
    return joined
