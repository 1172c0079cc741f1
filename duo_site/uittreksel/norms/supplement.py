"""What a file holds beside its pages: metadata, the attached proof and the QR code, each as a part of a PDF."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]

from duo_site.uittreksel.norms.attachment import Attached
from duo_site.uittreksel.norms.metadata import Metadata, list_info, write_xmp
from duo_site.uittreksel.qr import QrCode


@dataclass(frozen=True)
class Supplement:
    """Metadata, the attached proof, the QR code, and words for the seal field."""

    metadata: Metadata
    attached: Attached
    qr: QrCode
    seal_in_words: str

    @property
    def identifier(self) -> bytes:
        """Name the file by what is in it (ISO 32000-1 section 14.4)."""
        return (
            sha256(b"\0".join((write_xmp(self.metadata), self.attached.content, self.qr.rows)))
            .hexdigest()[:16]
            .encode()
        )


def make_info(metadata: Metadata) -> Any:
    """Make the information dictionary."""
    return pydyf.Dictionary({name: pydyf.String(value) for name, value in list_info(metadata).items()})


def make_xmp(metadata: Metadata) -> Any:
    """Make the metadata stream; uncompressed, so that programs that know no PDF can read it."""
    return pydyf.Stream([write_xmp(metadata)], {"Type": "/Metadata", "Subtype": "/XML"})


def make_embedded_file(attached: Attached, metadata: Metadata) -> Any:
    """Make the stream of an attached file, with its media type and dates (ISO 19005-3 section 6.8)."""
    moment, subtype = pydyf.String(metadata.pdf_moment), f"/{attached.media_type.replace('/', '#2f')}"
    params = {"Size": len(attached.content), "CreationDate": moment, "ModDate": moment}
    extra = {"Type": "/EmbeddedFile", "Subtype": subtype, "Params": pydyf.Dictionary(params)}
    return pydyf.Stream([attached.content], extra, compress=True)


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


def attach(pdf: Any, attached: Attached, metadata: Metadata) -> Any:
    """Attach a file as the source of the pages (ISO 19005-3 section 6.8), named once; give its stream."""
    embedded, name = make_embedded_file(attached, metadata), attached.name
    pdf.add_object(embedded)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name),
            "UF": pydyf.String(name),
            "EF": pydyf.Dictionary({"F": embedded.reference, "UF": embedded.reference}),
            "Desc": pydyf.String(attached.in_words),
            "AFRelationship": "/Source",
        }
    )
    pdf.add_object(specification)
    names = pydyf.Array([pydyf.String(name), specification.reference])
    pdf.catalog["Names"] = pydyf.Dictionary({"EmbeddedFiles": pydyf.Dictionary({"Names": names})})
    pdf.catalog["AF"] = pydyf.Array([specification.reference])
    return embedded
