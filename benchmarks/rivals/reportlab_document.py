"""The document as ReportLab makes it: Platypus with our fonts. It writes no tags and attaches nothing.

Ornaments are left out, because ReportLab draws no SVG; that is in its favour.
"""

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, Image, PageBreak, PageTemplate, Paragraph, Spacer, Table

from benchmarks.rivals.contents import Contents, Sample, draw_png, read_contents
from duo_site.uittreksel.repertoire import PRINT_FONTS

_DARK, _GREY, _RULE = HexColor("#16233d"), HexColor("#44526b"), HexColor("#7d93b5")
_PAGES = 2


class ReportLabMaker:
    """Makes documents with the fonts and styles loaded once."""

    def __init__(self) -> None:
        """Register the fonts and make the styles."""
        for weight, path in PRINT_FONTS.items():
            registerFont(TTFont(f"Print-{weight}", path))
        self._centred = {
            name: _style(name, weight, size, color, TA_CENTER)
            for name, weight, size, color in (
                ("notice", 600, 9.5, _DARK), ("title", 400, 15, _DARK), ("kind", 300, 38, _DARK),
                ("qualification", 600, 15, _DARK), ("profiel", 400, 12.5, _DARK), ("lead", 400, 10.5, _GREY),
                ("holder", 400, 21, _DARK), ("birth", 400, 11.5, _DARK), ("warning", 400, 9, _GREY),
            )
        }  # fmt: skip
        self._plain = {
            name: _style(name, weight, size, color)
            for name, weight, size, color in (
                ("heading", 400, 11.5, _DARK), ("number", 600, 12, _DARK), ("step", 400, 9.5, _DARK),
                ("list", 300, 21, _DARK), ("text", 400, 10.5, _DARK),
            )
        }  # fmt: skip

    def make(self, sample: Sample) -> bytes:
        """Make a document."""
        contents, written = read_contents(sample.inhoud), io.BytesIO()
        document = BaseDocTemplate(
            written, pagesize=A4, title=contents.title, author=contents.author, keywords=contents.number,
            lang=contents.language,
        )  # fmt: skip
        frame = Frame(24 * mm, 24 * mm, 162 * mm, 243 * mm, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate("page", [frame], onPage=lambda canvas, _: _draw_foot(canvas, contents)))
        document.build([*self._first_page(contents, draw_png(sample.qr)), PageBreak(), *self._grades(contents)])
        return written.getvalue()

    def _first_page(self, contents: Contents, qr: bytes) -> list[Any]:
        centred = self._centred
        facts = Table([list(fact) for fact in contents.facts], [44 * mm, 90 * mm], style=[
            ("FONT", (0, 0), (-1, -1), "Print-400", 10.5), ("TEXTCOLOR", (0, 0), (0, -1), _GREY),
            ("TEXTCOLOR", (1, 0), (1, -1), _DARK), ("LINEABOVE", (0, 0), (-1, -1), 0.3, _RULE),
        ])  # fmt: skip
        steps = [Paragraph(f"{place}. {step}", self._plain["step"]) for place, step in enumerate(contents.steps, 1)]
        how = [
            Paragraph(contents.check_heading, self._plain["heading"]),
            Paragraph(contents.number, self._plain["number"]),
            *steps,
        ]
        check = Table([[Image(io.BytesIO(qr), 42 * mm, 42 * mm), how]], [50 * mm, 112 * mm], style=[
            ("BOX", (0, 0), (-1, -1), 0.5, _DARK), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ])  # fmt: skip
        return [
            Paragraph(contents.notice, centred["notice"]), Spacer(0, 29 * mm),
            Paragraph(contents.title, centred["title"]), Paragraph(contents.kind, centred["kind"]),
            *(Paragraph(line, centred["qualification"]) for line in contents.qualification),
            Paragraph(contents.profiel, centred["profiel"]), Spacer(0, 9 * mm),
            Paragraph(contents.lead, centred["lead"]), Paragraph(contents.holder, centred["holder"]),
            Paragraph(contents.birth, centred["birth"]), Spacer(0, 8 * mm),
            facts, Spacer(0, 12 * mm), check, Spacer(0, 4 * mm),
            *(Paragraph(line, centred["warning"]) for line in contents.warnings),
        ]  # fmt: skip

    def _grades(self, contents: Contents) -> list[Any]:
        widths = [162 * mm - 27 * mm * (len(contents.grades_head) - 1), *[27 * mm] * (len(contents.grades_head) - 1)]
        table = Table([list(row) for row in (contents.grades_head, *contents.grades)], widths, repeatRows=1, style=[
            ("FONT", (0, 0), (-1, -1), "Print-400", 10), ("TEXTCOLOR", (0, 0), (-1, 0), _GREY),
            ("TEXTCOLOR", (0, 1), (-1, -1), _DARK), ("LINEABOVE", (0, 0), (-1, -1), 0.3, _RULE),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ])  # fmt: skip
        whom = f'{contents.grades_of} <font name="Print-600">{contents.holder}</font>, {contents.birth}.'
        return [
            Paragraph(contents.grades_heading, self._plain["list"]),
            Paragraph(whom, self._plain["text"]),
            Spacer(0, 5 * mm),
            table,
        ]


def _style(name: str, weight: int, size: float, color: HexColor, alignment: int = 0) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName=f"Print-{weight}", fontSize=size, leading=size * 1.35, textColor=color, alignment=alignment
    )


def _draw_foot(canvas: Any, contents: Contents) -> None:
    page = canvas.getPageNumber()
    canvas.setFont("Print-400", 8.5)
    canvas.setFillColor(_GREY)
    canvas.setStrokeColor(_RULE)
    canvas.line(24 * mm, 20 * mm, 186 * mm, 20 * mm)
    canvas.drawString(24 * mm, 16 * mm, contents.foot)
    canvas.drawRightString(186 * mm, 16 * mm, f"{contents.page} {page} {contents.of} {_PAGES}")
    if page > 1:
        canvas.drawString(24 * mm, 275 * mm, contents.notice)
