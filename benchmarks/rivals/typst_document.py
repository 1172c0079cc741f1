"""The document as Typst makes it: a compiler kept warm, tags, PDF/A-3a and, where it can, PDF/UA-1."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import typst

from benchmarks.rivals.contents import Sample, draw_png, read_contents
from duo_site.uittreksel.repertoire import PRINT_FONTS

_SOURCE = Path(__file__).with_name("document.typ")
_ORNAMENTS = Path(__file__).parents[2] / "duo_site" / "static" / "css" / "print"


class TypstMaker:
    """Makes documents in a folder that holds the source and the pictures; only the QR code is written anew."""

    def __init__(self, folder: Path) -> None:
        """Copy source and ornaments there and load the compiler with our fonts alone."""
        for path in (_SOURCE, *(_ORNAMENTS / f"{name}.svg" for name in ("band", "emblem", "rosette"))):
            shutil.copy(path, folder)
        self._qr = folder / "qr.png"
        self._compiler = typst.Compiler(
            str(folder / _SOURCE.name),
            root=str(folder),
            font_paths=[str(PRINT_FONTS[400].parent)],
            ignore_system_fonts=True,
        )

    def make(self, sample: Sample) -> bytes:
        """Make a document."""
        self._qr.write_bytes(draw_png(sample.qr))
        inputs = {
            "contents": json.dumps(asdict(read_contents(sample.inhoud)), ensure_ascii=False),
            "attachment": sample.attachment.decode(),
        }
        made = self._compiler.compile(sys_inputs=inputs, pdf_standards=["a-3a", "ua-1"])
        assert isinstance(made, bytes)
        return made
