"""The worker that takes jobs from the table and does them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import CursorResult, Engine, and_, or_, select, update
from sqlalchemy.orm import Session

from duo_site.database import reading_session, writing_session
from duo_site.jobs.queue import Job, JobRow, JobState, read_row

HELD_FOR = timedelta(seconds=20)
"""How long a worker holds a job without reporting; after that it is taken for dead."""
MOST_ATTEMPTS = 4


class JobLost(Exception):
    """Another worker has taken the job: this one was thought dead."""


Report = Callable[[int, int | None], None]
"""Tells how much is done, of how much; raises JobLost."""
Enter = Callable[[Session, datetime], None]
"""Enters what a job made, in the transaction in which it ends."""


class Handler(Protocol):
    """Does the jobs of one kind."""

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
        if job.attempts > MOST_ATTEMPTS:
            self._give_up(job)
            return True
        try:
            enter = handler.run(job, lambda done, total: self._report(job, done, total))
            self._enter(job, enter)
        except JobLost:
            handler.dropped(job)
        except Exception as error:
            handler.dropped(job)
            self.on_error(job, error)
            self._let_go(job)
        else:
            handler.entered(job)
        return True

    def _take(self) -> Job | None:
        """Take the oldest job that waits or whose worker is dead; others skip the row meanwhile."""
        now = self.clock()
        is_free = or_(
            and_(JobRow.state == JobState.WAITING, or_(JobRow.held_until.is_(None), JobRow.held_until <= now)),
            and_(JobRow.state == JobState.RUNNING, JobRow.held_until < now),
        )
        oldest = select(JobRow).where(is_free, JobRow.kind.in_(self.handlers)).order_by(JobRow.id).limit(1)
        with reading_session(self.engine) as session:
            if session.scalar(oldest) is None:
                return None  # Looking takes no lock: SQLite has one for all writers.
        with writing_session(self.engine) as session:
            row = session.scalar(oldest.with_for_update(skip_locked=True))
            if row is None:
                return None
            row.state, row.attempts, row.holder = JobState.RUNNING, row.attempts + 1, secrets.token_hex(16)
            row.held_until, row.changed_at, row.done = now + HELD_FOR, now, 0
            session.flush()
            return read_row(row)

    def _report(self, job: Job, done: int, total: int | None) -> None:
        now = self.clock()
        with writing_session(self.engine) as session:
            self._change(session, job, done=done, total=total, held_until=now + HELD_FOR, changed_at=now)

    def _enter(self, job: Job, enter: Enter) -> None:
        now = self.clock()
        with writing_session(self.engine) as session:
            self._change(session, job, state=JobState.DONE, held_until=None, changed_at=now)
            enter(session, now)

    def _let_go(self, job: Job) -> None:
        """Put a job back, to be tried again after a while."""
        now = self.clock()
        if job.attempts >= MOST_ATTEMPTS:
            self._give_up(job)
            return
        with writing_session(self.engine) as session:
            self._change(session, job, state=JobState.WAITING, held_until=now + HELD_FOR, changed_at=now)

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
