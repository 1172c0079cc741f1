"""Renders and seals outside the web threads. The web process imports neither WeasyPrint nor pyHanko for this."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.pdf import RenderingFailed, WeasyPrintRenderer
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

if TYPE_CHECKING:
    from duo_site.uittreksel.pdf import Renderer
    from duo_site.uittreksel.sealing import Sealer

_DOCUMENTS_PER_POOL = 500
_made: dict[Path, "tuple[Renderer, Sealer]"] = {}


class RenderingBusy(Exception):
    """More documents are waiting than can be made in time; the visitor tries again in a moment."""


class RenderPool:
    """Makes sealed documents in a few processes that keep fonts, style sheet and key loaded."""

    def __init__(self, seal_folder: Path, *, workers: int = 1, queue: int = 40, timeout: float = 30) -> None:
        """Take the seal folder, the number of processes, the longest queue and the seconds a document may take."""
        self._seal_folder = seal_folder
        self._workers = Workers(
            processes=workers,
            queue=queue,
            timeout=timeout,
            tasks_per_pool=_DOCUMENTS_PER_POOL * max(1, workers),
            prepare=partial(_warm_up, seal_folder),
        )

    def make(self, inhoud: UittrekselInhoud, at: datetime) -> bytes:
        """Render and seal a document at a moment; raise RenderingBusy or RenderingFailed, never give it unsealed."""
        try:
            return self._workers.run(_make, self._seal_folder, inhoud, at)
        except WorkersBusy as error:
            raise RenderingBusy("Too many documents are being made at this moment.") from error
        except WorkTimedOut as error:
            raise RenderingFailed("The document was not ready in time.") from error
        except WorkersFailed as error:
            raise RenderingFailed("The process that makes documents stopped.") from error

    def start(self) -> None:
        """Start the processes before the first document is asked for, so that nobody waits for them."""
        self._workers.start()

    def close(self) -> None:
        """Stop the processes."""
        self._workers.close()


def _make(seal_folder: Path, inhoud: UittrekselInhoud, at: datetime) -> bytes:
    """Do the work, in a process of the pool; every accident becomes RenderingFailed, which travels back whole."""
    from duo_site.uittreksel.sealing import SealingFailed

    try:
        renderer, sealer = _tools(seal_folder)
        return sealer.seal(renderer.render(inhoud), at)
    except (NoSealKey, SealingFailed) as error:
        raise RenderingFailed(str(error)) from error


def _warm_up(seal_folder: Path) -> None:
    """Load everything before the first document; what fails here fails there again, with its reason."""
    with suppress(NoSealKey, RenderingFailed):
        _tools(seal_folder)


def _tools(seal_folder: Path) -> "tuple[Renderer, Sealer]":
    """Load renderer and sealer once for each process."""
    from duo_site.uittreksel.sealing import PyHankoSealer

    if seal_folder not in _made:
        _made[seal_folder] = WeasyPrintRenderer(), PyHankoSealer(seal_folder)
    return _made[seal_folder]
