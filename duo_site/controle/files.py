"""The files that outcomes are made into, for whoever asked."""

from flask import Response

from duo_site.controle.domain import Oordeel, Reden
from duo_site.controle.receipt import write_receipt
from duo_site.controle.report import Report
from duo_site.controle.spreadsheet import write_csv
from duo_site.controle.texts import EXPLANATIONS, REASONS
from duo_site.uittreksel.domain import Language
from duo_site.uittreksel.parts import papers_of
from duo_site.web.clock import DUTCH_TIME, now
from duo_site.web.i18n import current_language
from duo_site.web.i18n import gettext as _
from duo_site.web.site import current_site


def make_file(report: Report, form: str) -> Response:
    """Make a download of a report: `csv`, `json`, or `pdf` for the sealed receipt; raise PaperFailed."""
    match form:
        case "csv":
            content, kind = _table(report), "text/csv"
        case "pdf":
            content, kind = _receipt(report), "application/pdf"
        case _:
            content, kind = report.to_json().encode(), "application/json"
    answer = Response(content, mimetype=kind)
    day = report.checked_at.astimezone(DUTCH_TIME).date()
    answer.headers["Content-Disposition"] = f'attachment; filename="controle-{day.isoformat()}.{form}"'
    return answer


def _receipt(report: Report) -> bytes:
    site = current_site()
    language: Language = "en" if current_language() == "en" else "nl"
    return papers_of(site).make(write_receipt(report, language, site.operator), now())


def _table(report: Report) -> bytes:
    """Write the table in the language of the page."""
    titles: dict[Oordeel, str] = {oordeel: _(words.title) for oordeel, words in EXPLANATIONS.items()}
    reasons: dict[Reden, str] = {reden: _(text) for reden, text in REASONS.items()}
    heads = (
        _("Nummer in de lijst"),
        _("Bestand"),
        _("Oordeel"),
        _("Uitkomst"),
        _("Reden"),
        _("Nummer van het uittreksel"),
        _("Naam"),
        _("Geboortedatum"),
        _("Opleiding"),
        _("Onderwijsinstelling"),
        _("Behaald op"),
        _("SHA-256"),
        _("Hetzelfde bestand als"),
        _("Sleutel"),
        _("Gecontroleerd op"),
    )
    return write_csv(report, heads, titles, reasons)
