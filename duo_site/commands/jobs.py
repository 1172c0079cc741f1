"""`duo jobs`: do the work that takes longer than a request."""

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from types import FrameType

import click
import structlog
from flask import Flask
from sqlalchemy.orm import Session

from duo_site.app import create_app
from duo_site.feedback.digest.sending import DigestPoster, WeeklyMoment
from duo_site.feedback.digest.service import JOB_KIND as WEEKBERICHT
from duo_site.jobs import Handler, Job, Worker
from duo_site.mijn_diplomas.streaming import count_delivered, stream_delivered
from duo_site.mijn_duo.zaken.letters import post_news
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND, OverviewMaker
from duo_site.mijn_duo.zaken.overview.register import Query, Register, RegisterLine
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.nieuwsbrief.delivering import IssueSender
from duo_site.nieuwsbrief.service import JOB_KIND as NIEUWSBRIEF
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
    app = create_app(Settings.from_environment())
    site: Site = app.extensions["duo"]
    handlers, ended = all_handlers(app), threading.Event()
    # E-mail has lanes of its own: it does not wait for an overview of a million rows, nor a letter for a mailing.
    lanes = ({POST: handlers.pop(POST)}, {NIEUWSBRIEF: handlers.pop(NIEUWSBRIEF)}, handlers)

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    with ThreadPoolExecutor(len(lanes)) as pool:
        running = [
            pool.submit(_work, Worker(site.engine, lane, now, _write_down), ended, _moment_of(lane, site), once=once)
            for lane in lanes
        ]
        wait(running, return_when=FIRST_EXCEPTION)
        ended.set()
    for done in running:
        done.result()


def _work(worker: Worker, ended: threading.Event, look: Callable[[], None], *, once: bool) -> None:
    """Do jobs until the end is asked for, or with `once` until none waits; looks each time what is due."""
    while not ended.is_set():
        look()
        if worker.run_one():
            continue
        if once:
            return
        ended.wait(_LOOK_EVERY_SECONDS)


def _moment_of(lane: Mapping[str, Handler], site: Site) -> Callable[[], None]:
    """Give what asks for the work of a lane that comes by the clock."""
    return WeeklyMoment(site.engine, now).look if WEEKBERICHT in lane else lambda: None


def all_handlers(app: Flask) -> dict[str, Handler]:
    """Give what does the jobs of an application, by their kind; a mailing is written with its templates."""
    site: Site = app.extensions["duo"]
    issues = IssueSender(site.settings, site.engine, site.secrecy, app.extensions["duo-templates"], now)
    return {**job_handlers(site), NIEUWSBRIEF: issues}


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
    poster = DigestPoster(site.engine, site.secrecy, site.settings.base_url)
    return {JOB_KIND: maker, WEEKBERICHT: poster, POST: Postman(site.secrecy, site.mailer)}


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
