"""The receipt of a zaak: a sealed PDF with what was handed in, when and by whom. Made in a process of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duo_site.settings import SealToken
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.norms.metadata import Metadata
from duo_site.uittreksel.pdf import RenderingFailed
from duo_site.uittreksel.repertoire import missing_characters
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

if TYPE_CHECKING:
    from duo_site.uittreksel.engine import Engine
    from duo_site.uittreksel.sealing import Sealer

TEMPLATES = Path(__file__).parents[2] / "templates" / "mijn_duo" / "zaken" / "receipt"
MARK = "ontvangstbewijs-van-een-zaak"
_RECEIPTS_PER_POOL = 100
_made: dict[Path, "tuple[Engine, Sealer]"] = {}

Rows = tuple[tuple[str, str], ...]


class ReceiptFailed(Exception):
    """The receipt could not be made or not be sealed; nothing was given."""


@dataclass(frozen=True)
class Words:
    """The words around what was handed in, in the language of who asked."""

    title: str
    notice: str
    answers: str
    documents: str
    explanation: str
    seal: str
    page: str
    of: str


@dataclass(frozen=True)
class Order:
    """What a receipt is made of: texts, and where the key of the seal lies."""

    language: str
    words: Words
    facts: Rows
    answers: Rows
    documents: Rows
    day: date
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


def make_receipt(order: Order, at: datetime) -> bytes:
    """Render and seal a receipt in this process; raise ReceiptFailed."""
    from duo_site.uittreksel.sealing import SealingFailed

    try:
        engine, sealer = _tools(order)
        return sealer.seal(_render(engine, order), at)
    except (NoSealKey, RenderingFailed, SealingFailed) as error:
        raise ReceiptFailed(str(error)) from error


def _render(engine: "Engine", order: Order) -> bytes:
    words = order.words
    metadata = Metadata(
        language=order.language,
        title=words.title,
        author=order.operator or words.notice,
        subject=words.title,
        keywords=MARK,
        creator="duo-site",
        producer="WeasyPrint",
        day=order.day,
    )
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    html = templates.get_template("document.html").render(
        order=order,
        words=words,
        facts=_drawable(order.facts),
        answers=_drawable(order.answers),
        documents=_drawable(order.documents),
    )
    identifier = sha256(html.encode()).hexdigest()[:16].encode()
    return engine.write_pdf(html, identifier, _Finisher(metadata, words.seal))


@dataclass(frozen=True)
class _Finisher:
    """Is called by WeasyPrint when all objects are made: metadata of both norms, structure, field for the seal."""

    metadata: Metadata
    seal_in_words: str

    def __call__(self, _document: Any, pdf: Any) -> None:
        from duo_site.uittreksel.norms.seal_field import add_seal_field
        from duo_site.uittreksel.norms.structure import finish_structure
        from duo_site.uittreksel.norms.supplement import make_info, make_xmp

        page = pdf.objects[int(pdf.page_references[0].split()[0])]
        _left, _bottom, width, height = page["MediaBox"]
        finish_structure(pdf, height)
        add_seal_field(pdf, self.seal_in_words, width)
        pdf.info.clear()
        pdf.info.update(make_info(self.metadata))
        xmp, ours = pdf.objects[int(pdf.catalog["Metadata"].split()[0])], make_xmp(self.metadata)
        xmp.stream, xmp.extra, xmp.compress = ours.stream, ours.extra, ours.compress


def _drawable(rows: Rows) -> Rows:
    """Write a question mark for what the fonts cannot draw."""
    return tuple((_plain(term), _plain(value)) for term, value in rows)


def _plain(text: str) -> str:
    missing = set(missing_characters(text)) - {"\n"}
    return "".join("?" if character in missing else character for character in text)


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
