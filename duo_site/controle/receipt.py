"""The receipt of a controle: a sealed PDF for a file of the employer, with a hash and an outcome for each file.

It takes no name out of a file, so that it tells nothing of people but what the names of the files tell.
"""

import json
from pathlib import Path
from typing import Any

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duo_site.controle.domain import NietTeControleren, Reden, SealOutcome
from duo_site.controle.receipt_texts import TEXTS
from duo_site.controle.report import Report, write_moment
from duo_site.uittreksel.domain import Language
from duo_site.uittreksel.norms.attachment import Attached
from duo_site.uittreksel.norms.metadata import Metadata
from duo_site.uittreksel.papers import Paper
from duo_site.web.clock import DUTCH_TIME

TEMPLATES = Path(__file__).parent.parent / "templates"
ATTACHMENT = "controle.json"
MARK = "ontvangstbewijs-van-een-controle"
"""Stands in the metadata, which the seal covers."""


def recognise(outcome: SealOutcome, data: bytes) -> SealOutcome:
    """Call a file whose seal holds, but that is no uittreksel, a receipt when it says so under that seal."""
    is_other = outcome == NietTeControleren((Reden.NUMMER_ONTBREEKT,))
    return NietTeControleren((Reden.ONTVANGSTBEWIJS,)) if is_other and MARK.encode() in data else outcome


def write_receipt(report: Report, language: Language, operator: str | None) -> Paper:
    """Write the receipt of a report."""
    texts, checked_at = TEXTS[language], report.checked_at.astimezone(DUTCH_TIME)
    notice = operator or texts.demonstration
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    html = templates.get_template("controle/receipt.html").render(
        language=language,
        title=texts.title,
        notice=notice,
        page_word=texts.page,
        of_word=texts.of,
        texts=texts,
        report=report,
        checked_at=format_datetime(checked_at, "d MMMM y, HH:mm:ss", locale=language),
    )
    metadata = Metadata(
        language=language,
        title=texts.title,
        author=notice,
        subject=write_moment(report.checked_at),
        keywords=MARK,
        day=checked_at.date(),
    )
    outcomes = json.dumps(_list_outcomes(report), ensure_ascii=False, sort_keys=True).encode()
    return Paper(html, metadata, texts.seal, Attached(ATTACHMENT, texts.attachment, "application/json", outcomes))


def _list_outcomes(report: Report) -> dict[str, Any]:
    """List what the paper says, for programs; no data of people."""
    names = ("bestand", "sha256", "oordeel", "redenen", "nummer", "sleutel", "verzegeld_op")
    said = report.to_dict()
    return said | {"controles": [{name: row[name] for name in names} for row in said["controles"]]}
