"""The receipt of a controle: a sealed PDF for a file of the employer, with a hash and an outcome for each file.

It holds no name, so that it tells nothing of people to whoever finds it. It is made in a process of its own.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duo_site.controle.domain import NietTeControleren, Reden, SealOutcome
from duo_site.controle.receipt_texts import TEXTS
from duo_site.controle.report import Report, write_moment
from duo_site.settings import SealToken
from duo_site.uittreksel.domain import Language
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.norms.metadata import Metadata
from duo_site.uittreksel.pdf import RenderingFailed
from duo_site.uittreksel.repertoire import missing_characters
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut
from duo_site.web.clock import DUTCH_TIME

if TYPE_CHECKING:
    from duo_site.uittreksel.engine import Engine
    from duo_site.uittreksel.sealing import Sealer

TEMPLATES = Path(__file__).parent.parent / "templates" / "controle" / "receipt"
ATTACHMENT = "controle.json"
MARK = "ontvangstbewijs-van-een-controle"
"""Stands in the metadata, which the seal covers."""

_CREATOR = "duo-site"
_RECEIPTS_PER_POOL = 100
_made: dict[Path, "tuple[Engine, Sealer]"] = {}


class ReceiptFailed(Exception):
    """The receipt could not be made or not be sealed; nothing was given."""


@dataclass(frozen=True)
class Order:
    """What a receipt is made of."""

    report: Report
    language: Language
    operator: str | None
    seal_folder: Path
    tsa_urls: tuple[str, ...]
    token: SealToken | None = None


class ReceiptPool:
    """Makes receipts in one process, which starts at the first."""

    def __init__(self) -> None:
        """Set the limits."""
        self._workers = Workers(processes=1, queue=10, timeout=40, tasks_per_pool=_RECEIPTS_PER_POOL)

    def make(self, order: Order, at: datetime) -> bytes:
        """Render and seal a receipt; raise ReceiptFailed, never give it unsealed."""
        try:
            return self._workers.run(make_receipt, order, at)
        except (WorkersBusy, WorkersFailed, WorkTimedOut) as error:
            raise ReceiptFailed("The receipt was not ready in time.") from error

    def close(self) -> None:
        """Stop the process."""
        self._workers.close()


def recognise(outcome: SealOutcome, data: bytes) -> SealOutcome:
    """Call a file whose seal holds, but that is no uittreksel, a receipt when it says so under that seal."""
    is_other = outcome == NietTeControleren((Reden.NUMMER_ONTBREEKT,))
    return NietTeControleren((Reden.ONTVANGSTBEWIJS,)) if is_other and MARK.encode() in data else outcome


def make_receipt(order: Order, at: datetime) -> bytes:
    """Render and seal a receipt in this process; raise ReceiptFailed."""
    from duo_site.uittreksel.sealing import SealingFailed

    try:
        engine, sealer = _tools(order)
        return sealer.seal(_render(engine, order), at)
    except (NoSealKey, RenderingFailed, SealingFailed) as error:
        raise ReceiptFailed(str(error)) from error


def _render(engine: "Engine", order: Order) -> bytes:
    from duo_site.controle.receipt_finishing import Finisher

    texts, report = TEXTS[order.language], order.report
    attached = json.dumps(_list_outcomes(report), ensure_ascii=False, sort_keys=True).encode()
    day: date = report.checked_at.astimezone(DUTCH_TIME).date()
    metadata = Metadata(
        language=order.language,
        title=texts.title,
        author=order.operator or texts.demonstration,
        subject=write_moment(report.checked_at),
        keywords=MARK,
        creator=_CREATOR,
        producer="WeasyPrint",
        day=day,
    )
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    names = [_drawable(row.bestand) for row in report.rows]
    checked_at = format_datetime(report.checked_at.astimezone(DUTCH_TIME), "d MMMM y, HH:mm:ss", locale=order.language)
    html = templates.get_template("document.html").render(
        texts=texts, order=order, rows=list(zip(report.rows, names, strict=True)), checked_at=checked_at
    )
    identifier = sha256(html.encode() + attached).hexdigest()[:16].encode()
    return engine.write_pdf(html, identifier, Finisher(metadata, attached, texts.attachment, texts.seal))


def _list_outcomes(report: Report) -> dict[str, Any]:
    """List what the paper says, for programs; no data of people."""
    names = ("bestand", "sha256", "oordeel", "redenen", "nummer", "sleutel", "verzegeld_op")
    said = report.to_dict()
    return said | {"controles": [{name: row[name] for name in names} for row in said["controles"]]}


def _drawable(name: str) -> str:
    """Leave out of a file name what the fonts cannot draw; the hash says which file it is."""
    missing = set(missing_characters(name))
    return "".join("?" if character in missing else character for character in name)


def _tools(order: Order) -> "tuple[Engine, Sealer]":
    """Load what lays out and what seals, once for each process."""
    from duo_site.uittreksel.sealing import PyHankoSealer

    if order.seal_folder not in _made:
        try:
            from duo_site.uittreksel.engine import Engine
        except (ImportError, OSError) as error:
            raise RenderingFailed("WeasyPrint or the Pango libraries are not installed.") from error
        _made[order.seal_folder] = Engine(), PyHankoSealer(order.seal_folder, order.tsa_urls, order.token)
    return _made[order.seal_folder]
