"""Makes papers that are no uittreksel, such as receipts: HTML goes in, a PDF under the seal comes out.

They have the print template of the uittreksel and meet the same norms. They are made in a process of their own.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.norms.attachment import Attached
from duo_site.uittreksel.norms.metadata import Metadata
from duo_site.uittreksel.pdf import RenderingFailed
from duo_site.uittreksel.rendering import Workshop
from duo_site.uittreksel.repertoire import missing_characters
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

if TYPE_CHECKING:
    from duo_site.uittreksel.engine import Engine
    from duo_site.uittreksel.sealing import Sealer

_PAPERS_PER_POOL = 100
_LINE_ENDS = "\r\n"
_made: "dict[Workshop, tuple[Engine, Sealer]]" = {}


class PaperFailed(Exception):
    """The paper could not be made or not be sealed; nothing was given."""


@dataclass(frozen=True)
class Paper:
    """The pages as HTML, what the file says of itself, words for the field of the seal, and what is attached."""

    html: str
    metadata: Metadata
    seal_in_words: str
    attached: Attached | None = None


class PaperPool:
    """Makes papers in one process, which starts at the first."""

    def __init__(self, workshop: Workshop) -> None:
        """Take where the keys lie and who stamps times."""
        self._workshop = workshop
        self._workers = Workers(processes=1, queue=10, timeout=40, tasks_per_pool=_PAPERS_PER_POOL)

    def make(self, paper: Paper, at: datetime) -> bytes:
        """Lay out and seal a paper; raise PaperFailed, never give it unsealed."""
        try:
            return self._workers.run(make_paper, self._workshop, paper, at)
        except (WorkersBusy, WorkersFailed, WorkTimedOut) as error:
            raise PaperFailed("The paper was not ready in time.") from error

    def close(self) -> None:
        """Stop the process."""
        self._workers.close()


def make_paper(workshop: Workshop, paper: Paper, at: datetime) -> bytes:
    """Lay out and seal a paper in this process; raise PaperFailed."""
    from duo_site.uittreksel.sealing import SealingFailed

    try:
        engine, sealer = _tools(workshop)
        return sealer.seal(_lay_out(engine, paper), at)
    except (NoSealKey, RenderingFailed, SealingFailed) as error:
        raise PaperFailed(str(error)) from error


def _lay_out(engine: "Engine", paper: Paper) -> bytes:
    html = _drawable(paper.html)
    contents = html.encode() + (paper.attached.content if paper.attached else b"")
    identifier = sha256(contents).hexdigest()[:16].encode()
    return engine.write_pdf(html, identifier, partial(_finish, paper))


def _finish(paper: Paper, _document: Any, pdf: Any) -> None:
    """Is called by WeasyPrint when all objects are made."""
    from duo_site.uittreksel.norms.finishing import meet_norms
    from duo_site.uittreksel.norms.supplement import attach

    meet_norms(pdf, paper.metadata, paper.seal_in_words)
    if paper.attached:
        attach(pdf, paper.attached, paper.metadata)


def _drawable(text: str) -> str:
    """Write a question mark for what the fonts cannot draw: a glyph that is missing breaks PDF/A."""
    missing = set(missing_characters(text)).difference(_LINE_ENDS)
    return "".join("?" if character in missing else character for character in text)


def _tools(workshop: Workshop) -> "tuple[Engine, Sealer]":
    """Load what lays out and what seals, once for each process."""
    from duo_site.uittreksel.sealing import PyHankoSealer

    if workshop not in _made:
        try:
            from duo_site.uittreksel.engine import Engine
        except (ImportError, OSError) as error:
            raise RenderingFailed("WeasyPrint or the Pango libraries are not installed.") from error
        _made[workshop] = Engine(), PyHankoSealer(workshop.folder, workshop.tsa_urls, workshop.token)
    return _made[workshop]
