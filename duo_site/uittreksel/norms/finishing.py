"""Finishes a file that WeasyPrint made as PDF/A-3a, so that it meets PDF/UA-1 too and is ready for the seal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]

from duo_site.uittreksel.norms.glyph_texts import complete_glyph_texts
from duo_site.uittreksel.norms.metadata import Metadata
from duo_site.uittreksel.norms.seal_field import add_seal_field
from duo_site.uittreksel.norms.structure import finish_structure
from duo_site.uittreksel.norms.supplement import Supplement, attach, make_info, make_qr_image, make_xmp


class UnexpectedFile(ValueError):
    """WeasyPrint made a file of another form than we know."""


@dataclass(frozen=True)
class FinishedFile:
    """The objects of a finished file, before they are written; named are streams that differ from file to file."""

    document: Any
    pdf: Any
    xmp: Any
    attachment: Any
    qr: Any


@dataclass(frozen=True)
class Finisher:
    """Is called by WeasyPrint when all objects are made; `look` may study the finished file."""

    supplement: Supplement
    look: Callable[[FinishedFile], None] | None = None

    def __call__(self, document: Any, pdf: Any) -> None:
        """Put metadata, attachment, QR code, structure and seal field in; raise UnexpectedFile when it cannot."""
        supplement = self.supplement
        xmp = meet_norms(pdf, supplement.metadata, supplement.seal_in_words)
        qr = _only_image(pdf)
        _replace(qr, make_qr_image(supplement.qr))
        attachment = attach(pdf, supplement.attached, supplement.metadata)
        if self.look is not None:
            self.look(FinishedFile(document, pdf, xmp, attachment, qr))


def meet_norms(pdf: Any, metadata: Metadata, seal_in_words: str) -> Any:
    """Put structure, texts of glyphs, metadata and the field for the seal in; give the stream of the metadata."""
    first_page = pdf.objects[_number(pdf.page_references[0])]
    _left, _bottom, width, height = first_page["MediaBox"]
    finish_structure(pdf, height)
    complete_glyph_texts(pdf)
    add_seal_field(pdf, seal_in_words, width)
    pdf.info.clear()
    pdf.info.update(make_info(metadata))
    xmp = pdf.objects[_number(pdf.catalog["Metadata"])]
    _replace(xmp, make_xmp(metadata))
    return xmp


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _only_image(pdf: Any) -> Any:
    """Find the image that keeps the place of the QR code; all other pictures are drawn with lines."""
    images = [item for item in pdf.objects if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image"]
    if len(images) != 1:
        raise UnexpectedFile(f"The file has {len(images)} images instead of one.")
    return images[0]


def _replace(stream: Any, other: Any) -> None:
    """Let a stream say what another one says, and keep its number."""
    stream.stream, stream.extra, stream.compress = other.stream, other.extra, other.compress
