"""Renders and seals outside the web threads. The web process imports neither WeasyPrint nor pyHanko for this."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import Counter

from duo_site.settings import SealToken
from duo_site.uittreksel.compiled.shapes import Shape
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.pdf import Rendered, RenderingFailed
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

if TYPE_CHECKING:
    from duo_site.uittreksel.pdf import Renderer
    from duo_site.uittreksel.sealing import Sealer

DOCUMENTS = Counter(
    "duo_uittreksels_made_total",
    "Uittreksels made: compiled, laid out in full for a reason (characters, width, shape), or full by the settings.",
    ["way"],
)
_DOCUMENTS_PER_POOL = 2000
_SECONDS_OF_REST = 1.0
_made: "dict[Workshop, tuple[Renderer, Sealer]]" = {}


@dataclass(frozen=True)
class Workshop:
    """Where the keys of the seal lie, who stamps times (none: the test authority in the folder), and how is rendered.

    Not compiled means that WeasyPrint lays out each document. The token may hold the key of the seal.
    """

    folder: Path
    tsa_urls: tuple[str, ...] = ()
    compiled: bool = True
    token: SealToken | None = None
    common: tuple[Shape, ...] = ()
    """The shapes that are compiled before the first document of each comes."""


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
        token: SealToken | None = None,
        common: tuple[Shape, ...] = (),
        workers: int = 1,
        queue: int = 40,
        timeout: float = 30,
    ) -> None:
        """Take what a workshop needs, and number of processes, longest queue, seconds for each document."""
        self._workshop = Workshop(seal_folder, tsa_urls, compiled, token, common)
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
            made = self._workers.run(_make, self._workshop, inhoud, at)
        except WorkersBusy as error:
            raise RenderingBusy("Too many documents are being made at this moment.") from error
        except WorkTimedOut as error:
            raise RenderingFailed("The document was not ready in time.") from error
        except WorkersFailed as error:
            raise RenderingFailed("The process that makes documents stopped.") from error
        DOCUMENTS.labels(way=made.way).inc()
        return made.pdf

    def start(self) -> None:
        """Start the processes before the first document is asked for, so that nobody waits for them."""
        self._workers.start()

    def close(self) -> None:
        """Stop the processes."""
        self._workers.close()


def _make(workshop: Workshop, inhoud: UittrekselInhoud, at: datetime) -> Rendered:
    """Do the work, in a process of the pool; every accident becomes RenderingFailed, which travels back whole."""
    from duo_site.uittreksel.proofs import NoCredentialKey, QrTextTooLong, load_signing_key, make_proofs
    from duo_site.uittreksel.sealing import SealingFailed, TimeStampFailed

    try:
        renderer, sealer = _tools(workshop)
        proofs = make_proofs(inhoud, load_signing_key(workshop.folder), at)
        made = renderer.make(inhoud, attachment=proofs.attachment, qr=proofs.qr)
        return Rendered(sealer.seal(made.pdf, at), made.way)
    except TimeStampFailed as error:
        raise StampingFailed(str(error)) from error
    except (NoSealKey, NoCredentialKey, QrTextTooLong, SealingFailed) as error:
        raise RenderingFailed(str(error)) from error


def _warm_up(workshop: Workshop) -> None:
    """Load everything before the first document; what fails here fails there again, with its reason."""
    with suppress(NoSealKey, RenderingFailed):
        _tools(workshop)
        # Beside the work, and not at once: the document for which this process started goes first.
        later = threading.Timer(_SECONDS_OF_REST, _compile_common, (workshop,))
        later.daemon = True
        later.start()


def _compile_common(workshop: Workshop) -> None:
    """Compile the common shapes, one after the other; a document that comes meanwhile waits for one at most."""
    from duo_site.uittreksel.compiled.renderer import CompiledRenderer

    renderer, _sealer = _tools(workshop)
    if isinstance(renderer, CompiledRenderer):
        for shape in workshop.common:
            renderer.prepare(shape)


def _tools(workshop: Workshop) -> "tuple[Renderer, Sealer]":
    """Load renderer and sealer once for each process."""
    from duo_site.uittreksel.compiled.renderer import make_renderer
    from duo_site.uittreksel.sealing import PyHankoSealer

    if workshop not in _made:
        sealer = PyHankoSealer(workshop.folder, workshop.tsa_urls, workshop.token)
        _made[workshop] = make_renderer(compiled=workshop.compiled), sealer
    return _made[workshop]
