"""The table of jobs: asking for one, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from duo_site.database import Base


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "wachtend"
    RUNNING = "bezig"
    DONE = "klaar"
    FAILED = "mislukt"


class JobRow(Base):
    """A job; `holder` is the word of the worker that holds it, `key` what makes asking twice ask once.

    A running job is held until `held_until`; a waiting one is not tried before. The lowest `rank` goes first.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_kind_key", "kind", "key", unique=True),
        Index("ix_job_state_rank_id", "state", "rank", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(100))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(20))
    rank: Mapped[int] = mapped_column()
    attempts: Mapped[int] = mapped_column()
    holder: Mapped[str] = mapped_column(String(32))
    held_until: Mapped[datetime | None] = mapped_column()
    done: Mapped[int] = mapped_column()
    total: Mapped[int | None] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column()


@dataclass(frozen=True)
class Job:
    """A job as somebody sees it."""

    id: int
    kind: str
    key: str
    payload: Mapping[str, Any]
    state: JobState
    attempts: int
    holder: str
    done: int
    total: int | None
    changed_at: datetime


def enqueue(session: Session, kind: str, key: str, payload: Mapping[str, Any], at: datetime, *, rank: int = 0) -> None:
    """Ask for a job in the caller's transaction; asking again with the same key changes nothing."""
    row = {
        "kind": kind,
        "key": key,
        "payload": dict(payload),
        "state": JobState.WAITING,
        "rank": rank,
        "attempts": 0,
        "holder": "",
        "held_until": None,
        "done": 0,
        "total": None,
        "made_at": at,
        "changed_at": at,
    }
    try:
        with session.begin_nested():
            session.execute(insert(JobRow).values(**row))
    except IntegrityError:
        return


def find_job(session: Session, kind: str, key: str) -> Job | None:
    """Find a job by what it was asked for."""
    row = session.scalar(select(JobRow).where(JobRow.kind == kind, JobRow.key == key))
    return read_row(row) if row else None


def read_row(row: JobRow) -> Job:
    """Make the value of a row."""
    return Job(
        row.id,
        row.kind,
        row.key,
        dict(row.payload),
        JobState(row.state),
        row.attempts,
        row.holder,
        row.done,
        row.total,
        row.changed_at,
    )


def empty_payload(session: Session, job: Job) -> None:
    """Take away what a job was told, once it is of no more use."""
    session.execute(update(JobRow).where(JobRow.id == job.id).values(payload={}))
