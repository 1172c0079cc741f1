"""The outbox: e-mail that is posted in a transaction, and sent by `duo jobs` after it. Knows no Flask.

A message is posted exactly when the act it tells of happens, and no request waits for a mail server. Until it is sent
or given up it lies encrypted in the table of jobs; after that only its key and its fate stay.

A worker that is killed between the yes of the mail server and the end of the job leaves the job to another, which
sends the message once more: ordinary mail may so arrive twice, and only then. Both bear the same Message-ID, by which
most mail programs show them once. What may never happen twice must not hang on the reading of a letter.
See docs/decisions/0022-outbox.md.
"""

import base64
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from duo_site.jobs import Enter, Hopeless, Job, JobRow, JobRule, JobState, Report, empty_payload, enqueue
from duo_site.mail import Mailer, MailRefused, Message
from duo_site.retention import RetentionRule, count_deleted, mark
from duo_site.secrecy import Secrecy, UnreadableSecret

JOB_KIND = "post"
TWO_DAYS = JobRule(
    pauses=(
        *(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30)),
        *(timedelta(hours=hours) for hours in (1, 2, 4)),
        *(timedelta(hours=8),) * 5,
    ),
    # Longer than one message can take: each of the dozen answers of a mail server may come after ten seconds.
    held_for=timedelta(minutes=3),
)
"""Thirteen attempts, the last one about 48 hours after the first."""
_ORDINARY, _PATIENT = 0, 1
_SEALED = "sealed"
_log = structlog.get_logger()


class Fate(Enum):
    """What became of a message."""

    WAITING = auto()
    SENT = auto()
    GIVEN_UP = auto()


@dataclass(frozen=True)
class Posted:
    """A message that was posted: its fate, since when, and how many attempts failed.

    Of one that waits, `since` is the moment of the last attempt, or of posting where there was none.
    """

    fate: Fate
    since: datetime
    failures: int


@dataclass(frozen=True)
class OutboxFigures:
    """How many messages wait, since when the oldest does, and how many were given up and are still remembered."""

    waiting: int
    oldest_at: datetime | None
    given_up: int


def post(
    session: Session, secrecy: Secrecy, message: Message, *, key: str, at: datetime, patient: bool = False
) -> None:
    """Put a message in the outbox, in the caller's transaction; the same key posts once.

    The key stays readable: no name and no address belong in it. A `patient` message lets all others go first: for
    what goes to many people at once.
    """
    letter = asdict(message) | {"identifier": message.identifier or secrets.token_hex(16)}
    sealed = base64.b64encode(secrecy.encrypt(json.dumps(letter), _place(key))).decode()
    enqueue(session, JOB_KIND, key, {_SEALED: sealed}, at, rank=_PATIENT if patient else _ORDINARY)


def list_posted(session: Session, keys: Iterable[str]) -> dict[str, Posted]:
    """Tell what became of messages, by key; a key that was never posted, or long ago, is not there."""
    found = select(JobRow.key, JobRow.state, JobRow.changed_at, JobRow.attempts)
    rows = session.execute(found.where(JobRow.kind == JOB_KIND, JobRow.key.in_(list(keys))))
    return {key: _read(JobState(state), since, attempts) for key, state, since, attempts in rows}


def count_outbox(session: Session) -> OutboxFigures:
    """Count the messages that wait and those that were given up."""
    rows = session.execute(
        select(JobRow.state, func.count(), func.min(JobRow.made_at))
        .where(JobRow.kind == JOB_KIND, JobRow.state != JobState.DONE)
        .group_by(JobRow.state)
    ).all()
    waiting = [(count, oldest) for state, count, oldest in rows if state != JobState.FAILED]
    return OutboxFigures(
        sum(count for count, _oldest in waiting),
        min((oldest for _count, oldest in waiting), default=None),
        sum(count for state, count, _oldest in rows if state == JobState.FAILED),
    )


@dataclass(frozen=True)
class Postman:
    """Sends what is in the outbox, one message at a time; the handler of its jobs."""

    secrecy: Secrecy
    mailer: Mailer
    rule: JobRule = TWO_DAYS

    def run(self, job: Job, report: Report) -> Enter:
        """Send a message; raise Hopeless where no later attempt can succeed, MailNotSent where one may."""
        try:
            self.mailer.send(self._open(job))
        except (MailRefused, UnreadableSecret) as error:
            raise Hopeless("This message can never be sent.") from error
        return lambda session, _at: empty_payload(session, job)

    def entered(self, job: Job) -> None:
        """Do nothing more: the message is with the mail server."""

    def dropped(self, job: Job) -> None:
        """Do nothing: an attempt leaves nothing behind."""

    def give_up(self, session: Session, job: Job, at: datetime) -> None:
        """Take the message away, and say so in the log; whoever asks for its fate is told too."""
        empty_payload(session, job)
        _log.error("mail-given-up", about=job.key, attempts=job.attempts)

    def _open(self, job: Job) -> Message:
        letter = json.loads(self.secrecy.decrypt(base64.b64decode(job.payload[_SEALED]), _place(job.key)))
        letter["headers"] = tuple((name, value) for name, value in letter["headers"])
        return Message(**letter)


def _read(state: JobState, since: datetime, attempts: int) -> Posted:
    """Tell the fate of a message; the attempt that succeeded, or goes on now, did not fail."""
    return Posted(_FATE_OF[state], since, attempts - (state in (JobState.RUNNING, JobState.DONE)))


def _place(key: str) -> str:
    return f"outbox/{key}"


def _erase(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(JobRow).where(JobRow.kind == JOB_KIND, JobRow.changed_at < before))


OUTBOX = RetentionRule(
    kind=mark("E-mail die deze site verstuurt"),
    keep=timedelta(days=30),
    period=mark("30 dagen. Tekst en adres gaan weg zodra het bericht is verstuurd, of na 2 dagen"),
    why=mark("Om te kunnen zeggen of een bericht is verstuurd."),
    erase=_erase,
)


_FATE_OF = {
    JobState.WAITING: Fate.WAITING,
    JobState.RUNNING: Fate.WAITING,
    JobState.DONE: Fate.SENT,
    JobState.FAILED: Fate.GIVEN_UP,
}
