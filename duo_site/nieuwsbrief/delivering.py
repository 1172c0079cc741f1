"""The job that sends an issue: nobody gets it twice, also when the worker is killed at any moment.

A recipient is claimed in a transaction of its own after the mail server accepted him and before the message goes; what
became of it is entered in the next. Whom a dead worker had claimed stays unsure, for nobody knows (decision 28).
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog
from jinja2 import Environment
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from duo_site.database import reading_session, writing_session
from duo_site.jobs import Enter, Job, JobRule, Report
from duo_site.mail import MailNotSent, MailRefused, Message
from duo_site.mail_line import LineBroken, MailLine, MailUnsure, RecipientRefused, open_line, sender_of
from duo_site.nieuwsbrief.domain import (
    MOST_REFUSED_IN_A_ROW,
    DeliveryState,
    Issue,
    Subscription,
    is_address_gone,
)
from duo_site.nieuwsbrief.letters import Goodbyes, Links, write_issue
from duo_site.nieuwsbrief.service import delivering as steps
from duo_site.nieuwsbrief.service.delivering import Recipient
from duo_site.nieuwsbrief.service.sending import stop
from duo_site.nieuwsbrief.tokens import Purpose, Tokens
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings

LONGEST_TURN = timedelta(seconds=10)
"""After this a job makes room for another, so that a worker that must end does so soon."""
_RULE = JobRule(
    (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)),
    # Longer than a connection and one message can take: each answer of the server may come after ten seconds.
    held_for=timedelta(minutes=2),
)
_REPORT_EVERY_SECONDS = 2
_MOST_BREAKS = 3
_AT_ONCE = 100
_log = structlog.get_logger()


@dataclass
class _Turn:
    """How one job goes: what still may go wrong, and since when it runs."""

    issue: Issue
    began: float = field(default_factory=time.monotonic)
    reported: float = 0.0
    done: int = 0
    breaks_in_a_row: int = 0
    refused_in_a_row: int = 0

    @property
    def is_over(self) -> bool:
        return time.monotonic() - self.began > LONGEST_TURN.total_seconds()


@dataclass(frozen=True)
class IssueSender:
    """Sends issues; the handler of their jobs. Environments are the templates by language."""

    settings: Settings
    engine: Engine
    secrecy: Secrecy
    environments: Mapping[str, Environment]
    clock: Callable[[], datetime]
    rule: JobRule = _RULE

    def run(self, job: Job, report: Report) -> Enter:
        """Send until all went, the turn is over or the server is away."""
        number, turn = job.payload["uitgave"], job.payload["turn"]
        with writing_session(self.engine) as session:
            issue = steps.find_turn(session, number, turn)
            if issue is not None:
                doubtful = steps.doubt_unfinished(session, number)
        if issue is None:
            return _nothing
        if doubtful:
            _log.warning("nieuwsbrief-unsure", uitgave=number, number=doubtful)
        pause = self._send(_Turn(issue), report)
        failures = job.payload.get("failures", 0) + 1 if pause else 0
        return self._end(number, turn, failures)

    def entered(self, job: Job) -> None:
        """Do nothing more: the next job stands ready where one is needed."""

    def dropped(self, job: Job) -> None:
        """Do nothing: what was sent is entered already."""

    def give_up(self, session: Session, job: Job, at: datetime) -> None:
        """Stop the issue; an editor sees it, and may go on."""
        steps.give_up(session, job.payload["uitgave"], at)

    def _end(self, number: int, turn: int, failures: int) -> Enter:
        return lambda session, at: steps.end_turn(session, number, turn, at, failures=failures)

    def _send(self, turn: _Turn, report: Report) -> bool:
        """Send over one connection after another; True where the server could not be reached."""
        while turn.breaks_in_a_row < _MOST_BREAKS:
            try:
                with open_line(self.settings) as line:
                    self._send_over(line, turn, report)
                return False
            except LineBroken:
                turn.breaks_in_a_row += 1
        return True

    def _send_over(self, line: MailLine, turn: _Turn, report: Report) -> None:
        """Send until nobody waits, the turn is over or the sending was stopped; raise LineBroken."""
        while recipients := self._list_next(turn):
            for recipient in recipients:
                if time.monotonic() - turn.reported > _REPORT_EVERY_SECONDS:
                    report(turn.done, None)
                    turn.reported = time.monotonic()
                if turn.is_over or not self._deliver(line, turn, recipient):
                    return

    def _list_next(self, turn: _Turn) -> Sequence[Recipient]:
        with reading_session(self.engine) as session:
            return steps.list_recipients(session, self.secrecy, turn.issue.id, self.clock(), _AT_ONCE)

    def _deliver(self, line: MailLine, turn: _Turn, recipient: Recipient) -> bool:
        """Send to one recipient and enter what became of it; False where the sending must end."""
        began = time.monotonic()
        message, envelope = self._write(turn.issue, recipient)
        turn.done += 1
        try:
            if not line.send(message, envelope, lambda: self._claim(recipient)):
                return self._is_under_way(turn)
        except MailUnsure as error:
            self._enter(steps.settle, recipient, DeliveryState.UNSURE)
            raise LineBroken("Over this connection no answer comes any more.") from error
        except MailRefused as error:
            self._refuse(turn, recipient, error)
        except MailNotSent as error:
            self._enter(steps.postpone, recipient, self.clock())
            if isinstance(error, LineBroken):
                raise
        else:
            self._enter(steps.settle, recipient, DeliveryState.SENT)
            turn.breaks_in_a_row = turn.refused_in_a_row = 0
        time.sleep(max(0.0, 60 / self.settings.mail_per_minute - (time.monotonic() - began)))
        return turn.refused_in_a_row < MOST_REFUSED_IN_A_ROW

    def _claim(self, recipient: Recipient) -> bool:
        with writing_session(self.engine) as session:
            return steps.claim(session, recipient.delivery)

    def _enter(self, step: Callable[..., None], recipient: Recipient, what: object) -> None:
        with writing_session(self.engine) as session:
            step(session, recipient.delivery, what)

    def _refuse(self, turn: _Turn, recipient: Recipient, error: MailRefused) -> None:
        turn.refused_in_a_row += 1
        is_gone = isinstance(error, RecipientRefused) and is_address_gone(error.status)
        with writing_session(self.engine) as session:
            steps.refuse(session, recipient.delivery, self.clock(), is_gone=is_gone)
            if turn.refused_in_a_row == MOST_REFUSED_IN_A_ROW:
                stop(session, turn.issue.id, self.clock())
                _log.error("nieuwsbrief-refused", uitgave=turn.issue.id, number=turn.refused_in_a_row)

    def _is_under_way(self, turn: _Turn) -> bool:
        """Tell whether only this recipient left, or the whole sending was stopped."""
        with reading_session(self.engine) as session:
            return steps.is_under_way(session, turn.issue.id)

    def _write(self, issue: Issue, recipient: Recipient) -> tuple[Message, str]:
        """Write the message, and the sender of its envelope: a bounce names the delivery, and nobody's address."""
        contents, tokens = issue.contents, Tokens(self.secrecy)
        links = Links(self.settings.base_url, tokens)
        to = Subscription(recipient.subscription, contents.topics, contents.language, issue.changed_at, None)
        goodbyes = Goodbyes(links.of(Purpose.LEAVE, to), links.of(Purpose.CHANGE, to))
        message = write_issue(recipient.address, contents, links, goodbyes, self.environments[contents.language])
        local, _at, domain = sender_of(self.settings).rpartition("@")
        bounce = tokens.make(Purpose.BOUNCE, f"{recipient.delivery:x}")
        identifier = f"nieuwsbrief-{issue.id}-{recipient.delivery}"
        return replace(message, identifier=identifier), f"{local}+{bounce}@{domain}"


def _nothing(_session: Session, _at: datetime) -> None:
    """Enter nothing: this job is over."""
