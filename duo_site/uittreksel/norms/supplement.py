"""What a file holds beside its pages: metadata, the attached proof and the QR code, each as a part of a PDF."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]

from duo_site.uittreksel.norms.attachment import ATTACHMENT
from duo_site.uittreksel.norms.metadata import Metadata, list_info, write_xmp
from duo_site.uittreksel.qr import QrCode

_MEDIA_TYPE = "/application#2fvc+jwt"


@dataclass(frozen=True)
class Supplement:
    """Metadata, the attached bytes and what they are in words, the QR code, and words for the seal field."""

    metadata: Metadata
    attachment: bytes
    attachment_in_words: str
    qr: QrCode
    seal_in_words: str

    @property
    def identifier(self) -> bytes:
        """Name the file by what is in it (ISO 32000-1 section 14.4)."""
        return sha256(b"\0".join((write_xmp(self.metadata), self.attachment, self.qr.rows))).hexdigest()[:16].encode()


def make_info(metadata: Metadata) -> Any:
    """Make the information dictionary."""
    return pydyf.Dictionary({name: pydyf.String(value) for name, value in list_info(metadata).items()})


def make_xmp(metadata: Metadata) -> Any:
    """Make the metadata stream; uncompressed, so that programs that know no PDF can read it."""
    return pydyf.Stream([write_xmp(metadata)], {"Type": "/Metadata", "Subtype": "/XML"})


def make_embedded_file(supplement: Supplement) -> Any:
    """Make the stream of the attached file, with its media type and dates (ISO 19005-3 section 6.8)."""
    moment = pydyf.String(supplement.metadata.pdf_moment)
    params = {"Size": len(supplement.attachment), "CreationDate": moment, "ModDate": moment}
    extra = {"Type": "/EmbeddedFile", "Subtype": _MEDIA_TYPE, "Params": pydyf.Dictionary(params)}
    return pydyf.Stream([supplement.attachment], extra, compress=True)


def make_qr_image(qr: QrCode) -> Any:
    """Make the QR code as an image of one bit for each module."""
    extra = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": qr.size,
        "Height": qr.size,
        "ColorSpace": "/DeviceGray",
        "BitsPerComponent": 1,
        "Interpolate": "false",
    }
    return pydyf.Stream([qr.rows], extra, compress=True)


def add_attachment(pdf: Any, supplement: Supplement) -> Any:
    """Attach the file as the source of the page, named once in the catalog; give its stream."""
    embedded = make_embedded_file(supplement)
    attach_source(pdf, embedded, ATTACHMENT, supplement.attachment_in_words)
    return embedded


def attach_source(pdf: Any, embedded: Any, name: str, in_words: str) -> None:
    """Attach an embedded file as the source of the document (ISO 19005-3 section 6.8)."""
    pdf.add_object(embedded)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name),
            "UF": pydyf.String(name),
            "EF": pydyf.Dictionary({"F": embedded.reference, "UF": embedded.reference}),
            "Desc": pydyf.String(in_words),
            "AFRelationship": "/Source",
        }
    )
    pdf.add_object(specification)
    names = pydyf.Array([pydyf.String(name), specification.reference])
    pdf.catalog["Names"] = pydyf.Dictionary({"EmbeddedFiles": pydyf.Dictionary({"Names": names})})
    pdf.catalog["AF"] = pydyf.Array([specification.reference])
