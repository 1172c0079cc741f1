"""`duo jobs`: do the work that takes longer than a request."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from types import FrameType

import click
import structlog
from sqlalchemy.orm import Session

from duo_site.app import create_app
from duo_site.jobs import Handler, Job, Worker
from duo_site.mijn_diplomas.streaming import count_delivered, stream_delivered
from duo_site.mijn_duo.zaken.letters import post_news
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND, OverviewMaker
from duo_site.mijn_duo.zaken.overview.register import Query, Register, RegisterLine
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.outbox import JOB_KIND as POST
from duo_site.outbox import Postman
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now, today
from duo_site.web.site import Site

_LOOK_EVERY_SECONDS = 0.5
_log = structlog.get_logger()


@click.command()
@click.option("--once", is_flag=True, default=False, help="Do what waits now, and stop.")
def jobs(once: bool) -> None:
    """Send e-mail and do jobs, such as overviews, until SIGTERM or Ctrl-C. Several of these may run side by side."""
    site: Site = create_app(Settings.from_environment()).extensions["duo"]
    handlers, ended = job_handlers(site), threading.Event()
    # E-mail has a lane of its own: it does not wait for an overview of a million rows.
    lanes = ({POST: handlers.pop(POST)}, handlers)

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    with ThreadPoolExecutor(len(lanes)) as pool:
        running = [pool.submit(_work, Worker(site.engine, lane, now, _write_down), ended, once=once) for lane in lanes]
        wait(running, return_when=FIRST_EXCEPTION)
        ended.set()
    for done in running:
        done.result()


def _work(worker: Worker, ended: threading.Event, *, once: bool) -> None:
    """Do jobs until the end is asked for, or with `once` until none waits."""
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
        lambda session, zaak, at: post_news(
            session, site.secrecy, site.settings.base_url, zaak, "overzicht", at=at, day=today()
        ),
    )
    return {JOB_KIND: maker, POST: Postman(site.secrecy, site.mailer)}


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
