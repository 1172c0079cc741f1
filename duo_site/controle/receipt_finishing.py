"""Finishes a receipt that WeasyPrint made: metadata of both norms, the attachment, and the field for the seal."""

from dataclasses import dataclass
from typing import Any

import pydyf

from duo_site.controle.receipt import ATTACHMENT
from duo_site.uittreksel.norms.metadata import Metadata
from duo_site.uittreksel.norms.seal_field import add_seal_field
from duo_site.uittreksel.norms.structure import finish_structure
from duo_site.uittreksel.norms.supplement import attach_source, make_info, make_xmp


@dataclass(frozen=True)
class Finisher:
    """Is called by WeasyPrint when all objects are made."""

    metadata: Metadata
    attached: bytes
    attached_in_words: str
    seal_in_words: str

    def __call__(self, _document: Any, pdf: Any) -> None:
        """Put metadata, attachment, structure and seal field in."""
        page = pdf.objects[int(pdf.page_references[0].split()[0])]
        _left, _bottom, width, height = page["MediaBox"]
        finish_structure(pdf, height)
        add_seal_field(pdf, self.seal_in_words, width)
        pdf.info.clear()
        pdf.info.update(make_info(self.metadata))
        xmp, ours = pdf.objects[int(pdf.catalog["Metadata"].split()[0])], make_xmp(self.metadata)
        xmp.stream, xmp.extra, xmp.compress = ours.stream, ours.extra, ours.compress
        self._attach(pdf)

    def _attach(self, pdf: Any) -> None:
        """Attach the outcomes as the source of the page (ISO 19005-3 section 6.8)."""
        moment = pydyf.String(self.metadata.pdf_moment)
        params = pydyf.Dictionary({"Size": len(self.attached), "CreationDate": moment, "ModDate": moment})
        extra = {"Type": "/EmbeddedFile", "Subtype": "/application#2fjson", "Params": params}
        embedded = pydyf.Stream([self.attached], extra, compress=True)
        attach_source(pdf, embedded, ATTACHMENT, self.attached_in_words)
