"""The worker that takes jobs from the table and does them."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import CursorResult, Engine, Select, or_, select, update
from sqlalchemy.orm import Session

from duo_site.database import reading_session, writing_session
from duo_site.jobs.queue import Job, JobRow, JobState, read_row
from duo_site.jobs.rule import JobRule


class JobLost(Exception):
    """Another worker has taken the job: this one was thought dead."""


class Hopeless(Exception):
    """The job can never succeed: it is given up at once."""


Report = Callable[[int, int | None], None]
"""Tells how much is done, of how much; raises JobLost."""
Enter = Callable[[Session, datetime], None]
"""Enters what a job made, in the transaction in which it ends."""


class Handler(Protocol):
    """Does the jobs of one kind, by its rule."""

    @property
    def rule(self) -> JobRule:
        """Give how long a job of this kind is held, and how often it is tried."""
        ...

    def run(self, job: Job, report: Report) -> Enter:
        """Do a job outside any transaction, reporting at least every few seconds."""
        ...

    def entered(self, job: Job) -> None:
        """Do what follows once a job is entered, such as telling people."""
        ...

    def dropped(self, job: Job) -> None:
        """Clean up what a job made that was not entered."""
        ...

    def give_up(self, session: Session, job: Job, at: datetime) -> None:
        """Tell, in the transaction in which it ends, that a job never succeeded."""
        ...


@dataclass(frozen=True)
class Worker:
    """Takes jobs and does them, one after another. The clock gives moments in UTC."""

    engine: Engine
    handlers: Mapping[str, Handler]
    clock: Callable[[], datetime]
    on_error: Callable[[Job, Exception], None] = lambda _job, _error: None

    def run_one(self) -> bool:
        """Do one job, if one waits; False where none does."""
        job = self._take()
        if job is None:
            return False
        handler = self.handlers[job.kind]
        if job.attempts > handler.rule.most_attempts:
            self._give_up(job)
            return True
        try:
            enter = handler.run(job, lambda done, total: self._report(job, done, total))
            self._enter(job, enter)
        except JobLost:
            handler.dropped(job)
        except Hopeless as error:
            handler.dropped(job)
            self.on_error(job, error)
            with suppress(JobLost):
                self._give_up(job)
        except Exception as error:
            handler.dropped(job)
            self.on_error(job, error)
            with suppress(JobLost):
                self._let_go(job)
        else:
            handler.entered(job)
        return True

    def _take(self) -> Job | None:
        """Take the first job whose worker is dead, or else that waits; others skip the row meanwhile."""
        now = self.clock()
        for wanted in self._list_wanted(now):
            with reading_session(self.engine) as session:
                if session.scalar(wanted) is None:
                    continue  # Looking takes no lock: SQLite has one for all writers.
            with writing_session(self.engine) as session:
                row = session.scalar(wanted.with_for_update(skip_locked=True))
                if row is None:
                    continue
                row.state, row.attempts, row.holder = JobState.RUNNING, row.attempts + 1, secrets.token_hex(16)
                row.held_until, row.changed_at, row.done = now + self.handlers[row.kind].rule.held_for, now, 0
                session.flush()
                return read_row(row)
        return None

    def _list_wanted(self, now: datetime) -> tuple[Select[JobRow], ...]:
        """Give what to look for; each walks the index in order and stops at the first row."""
        ours = select(JobRow).where(JobRow.kind.in_(self.handlers)).order_by(JobRow.rank, JobRow.id).limit(1)
        return (
            ours.where(JobRow.state == JobState.RUNNING, JobRow.held_until < now),
            ours.where(JobRow.state == JobState.WAITING, or_(JobRow.held_until.is_(None), JobRow.held_until <= now)),
        )

    def _report(self, job: Job, done: int, total: int | None) -> None:
        now = self.clock()
        held_until = now + self.handlers[job.kind].rule.held_for
        with writing_session(self.engine) as session:
            self._change(session, job, done=done, total=total, held_until=held_until, changed_at=now)

    def _enter(self, job: Job, enter: Enter) -> None:
        now = self.clock()
        with writing_session(self.engine) as session:
            self._change(session, job, state=JobState.DONE, held_until=None, changed_at=now)
            enter(session, now)

    def _let_go(self, job: Job) -> None:
        """Put a job back, to be tried again after the pause of its kind."""
        now, pause = self.clock(), self.handlers[job.kind].rule.pause_after(job.attempts)
        if pause is None:
            self._give_up(job)
            return
        with writing_session(self.engine) as session:
            self._change(session, job, state=JobState.WAITING, held_until=now + pause, changed_at=now)

    def _give_up(self, job: Job) -> None:
        now = self.clock()
        with writing_session(self.engine) as session:
            self._change(session, job, state=JobState.FAILED, held_until=None, changed_at=now)
            self.handlers[job.kind].give_up(session, job, now)

    def _change(self, session: Session, job: Job, **values: object) -> None:
        """Change a job that this worker holds; raise JobLost where another holds it by now."""
        held = update(JobRow).where(JobRow.id == job.id, JobRow.holder == job.holder).values(**values)
        changed = session.execute(held)
        assert isinstance(changed, CursorResult)
        if changed.rowcount != 1:
            raise JobLost("Another worker holds this job.")
