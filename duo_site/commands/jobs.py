"""`duo jobs`: do the work that takes longer than a request."""

import signal
import threading
from collections.abc import Iterator
from types import FrameType

import click
import structlog
from sqlalchemy.orm import Session

from duo_site.app import create_app
from duo_site.jobs import Handler, Job, Worker
from duo_site.mijn_diplomas.streaming import count_delivered, stream_delivered
from duo_site.mijn_duo.zaken.letters import tell
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND, OverviewMaker
from duo_site.mijn_duo.zaken.overview.register import Query, Register, RegisterLine
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now, today
from duo_site.web.site import Site

_LOOK_EVERY_SECONDS = 1.0
_log = structlog.get_logger()


@click.command()
@click.option("--once", is_flag=True, default=False, help="Do what waits now, and stop.")
def jobs(once: bool) -> None:
    """Do jobs, such as overviews, until SIGTERM or Ctrl-C. Several of these may run side by side."""
    site: Site = create_app(Settings.from_environment()).extensions["duo"]
    worker = Worker(site.engine, job_handlers(site), now, _write_down)
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not ended.is_set():
        if worker.run_one():
            continue
        if once:
            return
        ended.wait(_LOOK_EVERY_SECONDS)


def job_handlers(site: Site) -> dict[str, Handler]:
    """Give what does the jobs of a site, by their kind."""
    maker = OverviewMaker(
        site.engine,
        site.secrecy,
        overviews_folder(site.settings),
        register_of(site.secrecy),
        lambda zaak: tell(site.engine, site.mailer, site.settings.base_url, zaak, today()),
    )
    return {JOB_KIND: maker}


def register_of(secrecy: Secrecy) -> Register:
    """Give what reads the register for overviews: the room of the zaken does not know that of the diplomas."""

    def count(session: Session, query: Query) -> int:
        return count_delivered(session, query.instellingscode, query.first_year, query.last_year)

    def stream(session: Session, query: Query) -> Iterator[RegisterLine]:
        asked = (query.instellingscode, query.first_year, query.last_year)
        return (RegisterLine(*line) for line in stream_delivered(session, secrecy, *asked, with_names=query.with_names))

    return Register(count, stream)


def _write_down(job: Job, error: Exception) -> None:
    _log.error("job-failed", kind=job.kind, attempt=job.attempts, exc_info=error)
