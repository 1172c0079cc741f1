"""Renders and seals outside the web threads. The web process imports neither WeasyPrint nor pyHanko for this."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.pdf import RenderingFailed
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

if TYPE_CHECKING:
    from duo_site.uittreksel.pdf import Renderer
    from duo_site.uittreksel.sealing import Sealer

_DOCUMENTS_PER_POOL = 2000
_made: "dict[Workshop, tuple[Renderer, Sealer]]" = {}


@dataclass(frozen=True)
class Workshop:
    """Where the keys of the seal lie, who stamps times (none: the test authority in the folder), and how is rendered.

    Not compiled means that WeasyPrint lays out each document.
    """

    folder: Path
    tsa_urls: tuple[str, ...] = ()
    compiled: bool = True


class RenderingBusy(Exception):
    """More documents are waiting than can be made in time; the visitor tries again in a moment."""


class StampingFailed(RenderingFailed):
    """No time stamp could be had, so nothing was issued; later it may succeed."""


class RenderPool:
    """Makes sealed documents in a few processes that keep fonts, style sheet and key loaded."""

    def __init__(
        self,
        seal_folder: Path,
        *,
        tsa_urls: tuple[str, ...] = (),
        compiled: bool = True,
        workers: int = 1,
        queue: int = 40,
        timeout: float = 30,
    ) -> None:
        """Take folder, time stamp authorities, use of templates, number of processes, longest queue, seconds each."""
        self._workshop = Workshop(seal_folder, tsa_urls, compiled)
        self._workers = Workers(
            processes=workers,
            queue=queue,
            timeout=timeout,
            tasks_per_pool=_DOCUMENTS_PER_POOL * max(1, workers),
            prepare=partial(_warm_up, self._workshop),
        )

    def make(self, inhoud: UittrekselInhoud, at: datetime) -> bytes:
        """Render and seal a document at a moment; raise RenderingBusy or RenderingFailed.

        StampingFailed when the time stamp is what is missing. Nothing leaves unsealed.
        """
        try:
            return self._workers.run(_make, self._workshop, inhoud, at)
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


def _make(workshop: Workshop, inhoud: UittrekselInhoud, at: datetime) -> bytes:
    """Do the work, in a process of the pool; every accident becomes RenderingFailed, which travels back whole."""
    from duo_site.uittreksel.proofs import NoCredentialKey, QrTextTooLong, load_signing_key, make_proofs
    from duo_site.uittreksel.sealing import SealingFailed, TimeStampFailed

    try:
        renderer, sealer = _tools(workshop)
        proofs = make_proofs(inhoud, load_signing_key(workshop.folder), at)
        return sealer.seal(renderer.render(inhoud, attachment=proofs.attachment, qr=proofs.qr), at)
    except TimeStampFailed as error:
        raise StampingFailed(str(error)) from error
    except (NoSealKey, NoCredentialKey, QrTextTooLong, SealingFailed) as error:
        raise RenderingFailed(str(error)) from error


def _warm_up(workshop: Workshop) -> None:
    """Load everything before the first document; what fails here fails there again, with its reason."""
    with suppress(NoSealKey, RenderingFailed):
        _tools(workshop)


def _tools(workshop: Workshop) -> "tuple[Renderer, Sealer]":
    """Load renderer and sealer once for each process."""
    from duo_site.uittreksel.compiled.renderer import make_renderer
    from duo_site.uittreksel.sealing import PyHankoSealer

    if workshop not in _made:
        _made[workshop] = make_renderer(compiled=workshop.compiled), PyHankoSealer(workshop.folder, workshop.tsa_urls)
    return _made[workshop]
