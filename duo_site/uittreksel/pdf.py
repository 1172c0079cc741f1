"""The port to a PDF renderer, and the one that lays out a print template with WeasyPrint.

WeasyPrint takes seconds to import and needs Pango, so only making a `WeasyPrintRenderer` imports it: the web process
never does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duo_site.uittreksel.domain import Cijfer, Language, UittrekselInhoud
from duo_site.uittreksel.qr import draw_qr
from duo_site.uittreksel.texts import TEXTS, Texts

TEMPLATES = Path(__file__).parent.parent / "templates" / "uittreksel"
ATTACHMENT = "uittreksel.json"

_DECIMAL = re.compile(r"(\d+)[.,](\d+)")


class RenderingFailed(Exception):
    """The document could not be made; nothing was issued."""


class Renderer(Protocol):
    """Makes the unsealed document."""

    def render(self, inhoud: UittrekselInhoud) -> bytes:
        """Render a PDF; the same contents give the same bytes. Raise RenderingFailed when it cannot."""
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

    def render(self, inhoud: UittrekselInhoud) -> bytes:
        """Render a tagged PDF/A-3a with the contents attached as JSON; raise RenderingFailed when it cannot."""
        missing = self._engine.missing_characters(inhoud.to_json())
        if missing:
            names = ", ".join(f"U+{ord(character):04X}" for character in missing)
            raise RenderingFailed(f"The fonts of the document lack {names}.")
        html = self._templates.get_template("document.html").render(self._context(inhoud))
        return self._engine.write_pdf(html, ATTACHMENT, inhoud.to_json().encode(), inhoud.downloaded_on)

    def _context(self, inhoud: UittrekselInhoud) -> dict[str, object]:
        texts = TEXTS[inhoud.language]
        return {
            "inhoud": inhoud,
            "texts": texts,
            "language": inhoud.language,
            "birth_date": write_date(inhoud.birth_date, inhoud.language),
            "obtained_on": write_date(inhoud.obtained_on, inhoud.language),
            "downloaded_on": write_date(inhoud.downloaded_on, inhoud.language),
            "check_site": inhoud.check_address.rpartition("/")[0].partition("://")[2],
            "columns": tuple(list_columns(inhoud.grades, texts)),
            "qr": draw_qr(inhoud.check_address),
        }


def list_columns(grades: tuple[Cijfer, ...], texts: Texts) -> Iterator[Column]:
    """List the columns that hold at least one cijfer; the final one always stands."""
    if any(grade.se for grade in grades):
        yield Column("se", texts.se)
    if any(grade.ce for grade in grades):
        yield Column("ce", texts.ce)
    yield Column("eind", texts.eind)


def write_date(day: date, language: Language) -> str:
    """Write a date in full, such as 3 mei 1998."""
    return format_date(day, "d MMMM y", locale=language)


def write_cijfer(cijfer: str | None, language: Language) -> str:
    """Write a cijfer with the decimal sign of the language, and a dash where there is none."""
    if not cijfer:
        return "\u2013"
    sign = "," if language == "nl" else "."
    return _DECIMAL.sub(rf"\g<1>{sign}\g<2>", cijfer)
