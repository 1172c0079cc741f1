"""What stands between us and WeasyPrint: files it may open, fonts, style sheet, and the finishing of what it makes.

Importing this module imports WeasyPrint (2 to 3 seconds). Only processes that render do so.
"""

import logging
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from duo_site.uittreksel.pdf import RenderingFailed
from duo_site.uittreksel.repertoire import OTHER_FONTS, PRINT_FONTS

__all__ = ["PRINT_FONTS", "Engine", "PackagedFiles"]

_STATIC = Path(__file__).parent.parent / "static"
_STYLE_SHEET = _STATIC / "css" / "print" / "uittreksel.css"
_FONTS = (*PRINT_FONTS.values(), *(path for family in OTHER_FONTS for path in family))
_ORNAMENTS = tuple(_STYLE_SHEET.with_name(f"{name}.svg") for name in ("band", "emblem", "rosette"))
_QR_PLACE = _STYLE_SHEET.with_name("qr.png")
_MEDIA_TYPES = {".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml", ".ttf": "font/ttf"}


class PackagedFiles(URLFetcher):
    """Opens the files of the print template and nothing else, so that no text in a document can reach out."""

    def __init__(self) -> None:
        """Stop the rendering on every other address, instead of leaving a hole in the document."""
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)
        self._files = {path.as_uri(): path for path in (_STYLE_SHEET, *_FONTS, *_ORNAMENTS, _QR_PLACE)}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Give a packaged file; raise ValueError for any other address."""
        path = self._files.get(url)
        if path is None:
            raise ValueError("The document asks for a file that is not part of the print template.")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _MEDIA_TYPES[path.suffix]})


class _Complaints(logging.Handler):
    """Collects what WeasyPrint would only log: each means a part of the document is missing or wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class Engine:
    """Lays out HTML as PDF/A-3a, with the fonts and the style sheet loaded once."""

    def __init__(self) -> None:
        """Load style sheet and fonts; raise RenderingFailed when one of them is missing or not understood."""
        self._fetcher = PackagedFiles()
        self._fonts = FontConfiguration()
        self._images: dict[str, object] = {}
        self._complaints = _Complaints()
        logging.getLogger("weasyprint").addHandler(self._complaints)
        self._style = CSS(
            filename=_STYLE_SHEET,
            base_url=_STYLE_SHEET.as_uri(),
            url_fetcher=self._fetcher,
            font_config=self._fonts,
        )
        self._refuse_complaints()

    def write_pdf(self, html: str, identifier: bytes, finish: Callable[[Document, Any], object]) -> bytes:
        """Lay out a page and let its objects be finished; raise RenderingFailed when it goes wrong."""
        self._complaints.messages.clear()
        try:
            with warnings.catch_warnings():
                # WeasyPrint 70 leaves its colour profile for the collector to close.
                warnings.simplefilter("ignore", ResourceWarning)
                pdf = HTML(string=html, base_url=_STYLE_SHEET.as_uri(), url_fetcher=self._fetcher).write_pdf(
                    font_config=self._fonts,
                    stylesheets=[self._style],
                    cache=self._images,
                    pdf_variant="pdf/a-3a",
                    pdf_tags=True,
                    pdf_identifier=identifier,
                    finisher=finish,
                )
        except (Exception, FatalURLFetchingError) as error:
            raise RenderingFailed("The document could not be laid out.") from error
        self._refuse_complaints()
        return bytes(pdf)

    def _refuse_complaints(self) -> None:
        if self._complaints.messages:
            raise RenderingFailed(f"The document is not complete: {self._complaints.messages[0]}")
