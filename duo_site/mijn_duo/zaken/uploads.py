"""Documents that people send: PDF alone, seen from the content and not from the name."""

import re

from werkzeug.datastructures import FileStorage

from duo_site.mijn_duo.zaken.domain import LARGEST_DOCUMENT
from duo_site.web.i18n import gettext as _

PDF = "application/pdf"
_HEAD = re.compile(rb"%PDF-[12]\.[0-9]")
_TAIL_BYTES = 2048
_LONGEST_NAME = 90
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|;%\u202a-\u202e\u2066-\u2069]+")


class Refused(Exception):
    """The document is not taken; the message is for who sent it."""


def read_pdf(upload: FileStorage | None) -> tuple[str, bytes] | None:
    """Read a document and a safe name for it; None where none was chosen; raise Refused."""
    if upload is None or not upload.filename:
        return None
    content = upload.stream.read(LARGEST_DOCUMENT + 1)
    if len(content) > LARGEST_DOCUMENT:
        raise Refused(_("Dit bestand is groter dan 5 MB. Kies een kleiner bestand."))
    if not _HEAD.match(content) or b"%%EOF" not in content[-_TAIL_BYTES:]:
        raise Refused(_("Dit is geen heel PDF-bestand. Sla het document op als PDF en kies het opnieuw."))
    return safe_name(upload.filename), content


def safe_name(name: str) -> str:
    """Make a name that is a file name everywhere and ends in .pdf."""
    stem = _UNSAFE.sub(" ", name).strip(" .")
    stem = re.sub(r"\.pdf$", "", stem, flags=re.IGNORECASE).strip(" .")
    return f"{' '.join(stem.split())[:_LONGEST_NAME].strip(' .') or 'document'}.pdf"
