"""The port to a PDF renderer, and the one that lays out a print template with WeasyPrint.

WeasyPrint takes seconds to import and needs Pango, so only making a `WeasyPrintRenderer` imports it: the web process
never does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duo_site.uittreksel.domain import Cijfer, Language, UittrekselInhoud
from duo_site.uittreksel.norms.attachment import ATTACHMENT as ATTACHMENT
from duo_site.uittreksel.norms.attachment import Attached
from duo_site.uittreksel.norms.metadata import Metadata
from duo_site.uittreksel.qr import QrTooLarge, draw_qr
from duo_site.uittreksel.repertoire import missing_scripts
from duo_site.uittreksel.texts import TEXTS, Texts

if TYPE_CHECKING:
    from duo_site.uittreksel.norms.finishing import Finisher
    from duo_site.uittreksel.norms.supplement import Supplement

TEMPLATES = Path(__file__).parent.parent / "templates" / "uittreksel"

FULL = "full"
"""The way of a document that WeasyPrint laid out because that is how the site is set up."""

_MEDIA_TYPE = "application/vc+jwt"
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")


class RenderingFailed(Exception):
    """The document could not be made; nothing was issued."""


@dataclass(frozen=True)
class Rendered:
    """An unsealed document, and which way it was laid out: in a template, or why not."""

    pdf: bytes
    way: str


class CharactersMissing(RenderingFailed):
    """The document has characters that no font of ours can draw, so it can be made at no time."""


class Renderer(Protocol):
    """Makes the unsealed document."""

    def make(self, inhoud: UittrekselInhoud, *, attachment: bytes, qr: str) -> Rendered:
        """Make a PDF with a proof attached and one in its QR code; equal arguments give equal bytes.

        Raise RenderingFailed when it cannot be made.
        """
        ...


@dataclass(frozen=True)
class Column:
    """A column of the cijferlijst: the field of `Cijfer` it shows and its heading."""

    name: str
    heading: str


class WeasyPrintRenderer:
    """Renders with WeasyPrint; keeps fonts and style sheet, so make one for each process and keep it."""

    def __init__(self) -> None:
        """Import WeasyPrint and load template, style sheet and fonts; raise RenderingFailed when one is missing."""
        try:
            from duo_site.uittreksel.engine import Engine
        except (ImportError, OSError) as error:
            raise RenderingFailed("WeasyPrint or the Pango libraries are not installed.") from error
        self._engine = Engine()
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.filters["cijfer"] = write_cijfer

    def make(self, inhoud: UittrekselInhoud, *, attachment: bytes, qr: str) -> Rendered:
        """Render and tell that it was laid out in full."""
        return Rendered(self.render(inhoud, attachment=attachment, qr=qr), FULL)

    def render(self, inhoud: UittrekselInhoud, *, attachment: bytes, qr: str) -> bytes:
        """Render a file that is PDF/A-3a and PDF/UA-1, ready for the seal; raise RenderingFailed when it cannot."""
        from duo_site.uittreksel.norms.finishing import Finisher

        return self.lay_out(inhoud, Finisher(make_supplement(inhoud, attachment, qr)))

    def lay_out(self, inhoud: UittrekselInhoud, finisher: "Finisher") -> bytes:
        """Lay the page out and let its objects be finished; raise RenderingFailed when it cannot."""
        missing = missing_scripts(inhoud.to_json())
        if missing:
            raise CharactersMissing(f"The fonts of the document lack characters: {', '.join(missing)}.")
        html = self._templates.get_template("document.html").render(_context(inhoud))
        return self._engine.write_pdf(html, finisher.supplement.identifier, finisher)


def make_supplement(inhoud: UittrekselInhoud, attachment: bytes, qr: str) -> "Supplement":
    """Gather what the file holds beside its pages; raise RenderingFailed when the QR code would be too large."""
    from weasyprint import __version__

    from duo_site.uittreksel.norms.supplement import Supplement

    texts = TEXTS[inhoud.language]
    try:
        code = draw_qr(qr)
    except QrTooLarge as error:
        raise RenderingFailed(str(error)) from error
    metadata = Metadata(
        language=inhoud.language,
        title=f"{texts.title}: {texts.document[inhoud.document].lower()}",
        author=inhoud.operator or texts.demonstration,
        subject=f"{texts.number} {inhoud.number}",
        keywords=inhoud.number,
        day=inhoud.downloaded_on,
        producer=f"WeasyPrint {__version__}",
    )
    proof = Attached(ATTACHMENT, texts.attachment, _MEDIA_TYPE, attachment)
    return Supplement(metadata, proof, code, texts.seal)


def _context(inhoud: UittrekselInhoud) -> dict[str, Any]:
    texts = TEXTS[inhoud.language]
    return {
        "inhoud": inhoud,
        "texts": texts,
        "language": inhoud.language,
        "birth_date": write_date(inhoud.birth_date, inhoud.language),
        "obtained_on": write_date(inhoud.obtained_on, inhoud.language),
        "downloaded_on": write_date(inhoud.downloaded_on, inhoud.language),
        "check_site": write_check_site(inhoud),
        "columns": tuple(list_columns(inhoud.grades, texts)),
    }


def list_columns(grades: tuple[Cijfer, ...], texts: Texts) -> Iterator[Column]:
    """List the columns that hold at least one cijfer; the final one always stands."""
    if any(grade.se for grade in grades):
        yield Column("se", texts.se)
    if any(grade.ce for grade in grades):
        yield Column("ce", texts.ce)
    yield Column("eind", texts.eind)


def write_check_site(inhoud: UittrekselInhoud) -> str:
    """Write the address of the controle as people type it, without protocol and number."""
    return inhoud.check_address.rpartition("/")[0].partition("://")[2]


def write_date(day: date, language: Language) -> str:
    """Write a date in full, such as 3 mei 1998."""
    return format_date(day, "d MMMM y", locale=language)


def write_cijfer(cijfer: str | None, language: Language) -> str:
    """Write a cijfer with the decimal sign of the language, and a dash where there is none."""
    if not cijfer:
        return "\u2013"
    sign = "," if language == "nl" else "."
    return _DECIMAL.sub(rf"\g<1>{sign}\g<2>", cijfer)
