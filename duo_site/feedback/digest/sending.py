"""The job that posts the weekly e-mail: once a week, whatever workers there are and however often they start anew.

The job of a week has the key of that week, so it is there once; what it posts and its end are one transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from duo_site.database import reading_session, writing_session
from duo_site.feedback.digest.letters import write_letter
from duo_site.feedback.digest.service import ask_for_digest, due_week, list_readers, summarise
from duo_site.feedback.reading.statistics import Week
from duo_site.jobs import FOUR_ATTEMPTS, Enter, Job, JobRule, Report
from duo_site.outbox import post
from duo_site.secrecy import Secrecy
from duo_site.web.clock import DUTCH_TIME


@dataclass
class WeeklyMoment:
    """Asks for the e-mail of a week when its moment has come; a worker calls it as often as it likes."""

    engine: Engine
    clock: Callable[[], datetime]
    _asked: Week | None = field(default=None, init=False)

    def look(self) -> None:
        """Ask, unless this worker has asked for this week already."""
        at = self.clock()
        week = due_week(at.astimezone(DUTCH_TIME))
        if week is None or week == self._asked:
            return
        with writing_session(self.engine) as session:
            ask_for_digest(session, week, at)
        self._asked = week


@dataclass(frozen=True)
class DigestPoster:
    """Writes the e-mail of a week to everybody who asked for it; the handler of its jobs."""

    engine: Engine
    secrecy: Secrecy
    base_url: str
    rule: JobRule = FOUR_ATTEMPTS

    def run(self, job: Job, report: Report) -> Enter:
        """Read the figures; what follows posts the e-mail in the transaction in which the job ends."""
        with reading_session(self.engine) as session:
            summary = summarise(session, Week(int(job.payload["year"]), int(job.payload["week"])))
        report(1, 1)

        def enter(session: Session, at: datetime) -> None:
            for subject, address in list_readers(session, self.secrecy, at):
                letter = write_letter(summary, address, self.base_url)
                key = f"weekbericht/{job.key}/{self.secrecy.lookup('weekbericht', subject)[:32]}"
                post(session, self.secrecy, letter, key=key, at=at, patient=True)

        return enter

    def entered(self, job: Job) -> None:
        """Do nothing more: the e-mail is in the outbox."""

    def dropped(self, job: Job) -> None:
        """Do nothing: an attempt leaves nothing behind."""

    def give_up(self, session: Session, job: Job, at: datetime) -> None:
        """Do nothing more: the log tells of the failures, and the figures stand on the site."""
