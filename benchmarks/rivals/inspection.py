"""What a file is, read from the file itself: which norms it claims, what it holds, and whether it says what it must."""

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from benchmarks.programs import ProgramFailed, find_program
from benchmarks.rivals.contents import Contents

_PART = re.compile(rb"pdfaid:part(?:>|=[\"'])(\d)")
_CONFORMANCE = re.compile(rb"pdfaid:conformance(?:>|=[\"'])([A-Z])")
_ACCESSIBLE = re.compile(rb"pdfuaid:part(?:>|=[\"'])(\d)")


@dataclass(frozen=True)
class Nature:
    """What a file claims and holds; a claim is no proof that a validator would agree."""

    pages: int
    size: int
    is_tagged: bool
    row_headers: int
    archived: str
    accessible: str
    attachments: int
    fonts_not_embedded: int
    signatures: int

    def row(self, name: str) -> list[str]:
        """Describe the file in a row of HEAD."""
        return [
            name,
            f"{self.pages}",
            f"{self.size / 1000:,.0f}",
            "yes" if self.is_tagged else "no",
            f"{self.row_headers}",
            self.archived or "-",
            self.accessible or "-",
            f"{self.attachments}",
            f"{self.fonts_not_embedded}",
            f"{self.signatures}",
        ]


HEAD = ("", "pages", "KB", "tags", "row heads", "PDF/A", "PDF/UA", "attached", "fonts not embedded", "signatures")


def inspect(pdf: bytes) -> Nature:
    """Look at a file."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        metadata = opened.Root.get("/Metadata")
        xmp = b"" if metadata is None else metadata.read_bytes()
        dictionaries = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        part, conformance, accessible = (found.search(xmp) for found in (_PART, _CONFORMANCE, _ACCESSIBLE))
        return Nature(
            pages=len(opened.pages),
            size=len(pdf),
            is_tagged="/StructTreeRoot" in opened.Root,
            row_headers=sum(_is_row_head(item) for item in dictionaries),
            archived=(part.group(1) + (conformance.group(1).lower() if conformance else b"")).decode() if part else "",
            accessible=accessible.group(1).decode() if accessible else "",
            attachments=len(opened.attachments),
            fonts_not_embedded=sum(_is_font_without_program(item) for item in dictionaries),
            signatures=sum(str(item.get("/Type")) in ("/Sig", "/DocTimeStamp") for item in dictionaries),
        )


def require_same_document(name: str, pdf: bytes, contents: Contents) -> None:
    """Raise ProgramFailed when poppler does not read each text of the document in a file, or it has not two pages."""
    read = " ".join(_read_text(pdf, layout=True) + _read_text(pdf, layout=False))
    # Words that a program sets with space between their letters may come out as letters.
    close = read.replace(" ", "")
    missing = [field for field in contents.fields() if field not in read and field.replace(" ", "") not in close]
    if missing:
        raise ProgramFailed(f"The document of {name} lacks {missing[0]!r} and {len(missing) - 1} other texts.")
    if (pages := inspect(pdf).pages) != 2:
        raise ProgramFailed(f"The document of {name} has {pages} pages, not 2.")


def _read_text(pdf: bytes, *, layout: bool) -> list[str]:
    program = find_program("pdftotext", "poppler-utils")
    command = [program, *(["-layout"] if layout else []), "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split()


def _is_row_head(item: Any) -> bool:
    if str(item.get("/S")) != "/TH":
        return False
    attributes = item.get("/A")
    listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return any(isinstance(one, pikepdf.Dictionary) and str(one.get("/Scope")) == "/Row" for one in listed)


def _is_font_without_program(item: Any) -> bool:
    if str(item.get("/Type")) != "/Font" or str(item.get("/Subtype")) == "/Type0":
        return False
    descriptor = item.get("/FontDescriptor")
    return descriptor is None or not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
