"""Subscribers, an issue, the handler that sends it, and a real mail server that does as it is told."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from jinja2 import Environment
from sqlalchemy import Engine, select

from duo_site import migrations
from duo_site.app import create_app
from duo_site.database import reading_session, writing_session
from duo_site.jobs import Worker
from duo_site.nieuwsbrief.addresses import read_address
from duo_site.nieuwsbrief.delivering import IssueSender
from duo_site.nieuwsbrief.domain import Contents, Issue, Item, Topic, Wish
from duo_site.nieuwsbrief.models import AbonnementRow, BezorgingRow
from duo_site.nieuwsbrief.outcomes import Begun, Kept, ToConfirm
from duo_site.nieuwsbrief.service import JOB_KIND, ask, begin, confirm, find_issue, save_draft
from duo_site.secrecy import Secrecy
from duo_site.settings import MailServer, Settings
from tests.builders import make_settings

SENDER = "post@diplomaloket.invalid"
CONTENTS = Contents(
    "Nieuws", "Dit is er nieuw.", "nl", frozenset({Topic.HOGER_ONDERWIJS}), (Item("Kop", "Tekst", "/diplomahulp"),)
)


class Postman:
    """Keeps envelopes with their messages; answers a recipient with what stands in `answers`, each word once."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, EmailMessage]] = []
        self.answers: dict[str, list[str]] = {}
        self.data_answers: list[str] = []
        self.connections = 0

    async def handle_EHLO(  # noqa: N802  aiosmtpd's name.
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name.
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        waiting = self.answers.get(address)
        if waiting:
            return waiting.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name.
        if self.data_answers:
            answer = self.data_answers.pop(0)
            if answer == "hang up":
                server.transport.abort()
            if not answer.startswith("2"):
                return answer
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((envelope.mail_from, envelope.rcpt_tos[0], message))
        return "250 Taken"

    @property
    def reached(self) -> list[str]:
        """The recipients of what was taken, in order."""
        return [to for _sender, to, _message in self.taken]


class SmtpServer:
    """A mail server on a port of its own."""

    def __init__(self, postman: Postman) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._postman = postman
        self._controller: Controller | None = None

    @property
    def settings(self) -> MailServer:
        """How to reach it."""
        return MailServer("127.0.0.1", self._port, SENDER, starttls=False)

    def start(self) -> None:
        """Listen from now on."""
        loop = asyncio.new_event_loop()
        self._controller = Controller(self._postman, hostname="127.0.0.1", port=self._port, loop=loop)
        self._controller.start()

    def stop(self) -> None:
        """Listen no more."""
        if self._controller:
            self._controller.stop()
            self._controller = None


class Mailing:
    """A database with subscribers and issues, and the worker that sends them, at a moment that a test sets."""

    def __init__(self, settings: Settings, engine: Engine, environments: dict[str, Environment]) -> None:
        self.settings, self.engine, self.secrecy = settings, engine, Secrecy(settings.data_key)
        self.at = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
        sender = IssueSender(settings, engine, self.secrecy, environments, lambda: self.at)
        self.errors: list[Exception] = []
        self.worker = Worker(engine, {JOB_KIND: sender}, lambda: self.at, lambda _job, error: self.errors.append(error))

    def subscribe(self, *emails: str) -> None:
        """Subscribe people who confirm at once."""
        with writing_session(self.engine) as session:
            for email in emails:
                address = read_address(email)
                assert address is not None
                asked = ask(session, self.secrecy, Wish(address, CONTENTS.topics, "nl"), self.at)
                assert isinstance(asked, ToConfirm)
                confirm(session, asked.subscription.id, self.at)

    def begin(self, key: str = "een") -> int:
        """Write an issue and say that it may go; gives its number."""
        with writing_session(self.engine) as session:
            kept = save_draft(session, CONTENTS, "Els", self.at, key=key)
            assert isinstance(kept, Kept)
            begun = begin(session, kept.issue.id, kept.issue.version, self.at)
        assert isinstance(begun, Begun)
        return begun.issue.id

    def work(self) -> None:
        """Do the jobs that wait at this moment."""
        while self.worker.run_one():
            pass

    def later(self, **time: float) -> None:
        """Let time pass and do the jobs that then wait."""
        self.at += timedelta(**time)
        self.work()

    def issue(self, number: int) -> Issue:
        """Give an issue."""
        with reading_session(self.engine) as session:
            found = find_issue(session, number)
        assert found is not None
        return found

    def figures(self, number: int) -> dict[str, int]:
        """Tell what became of an issue."""
        return {state.value: count for state, count in self.issue(number).figures.items()}

    def subscribers(self) -> int:
        """Count the subscriptions."""
        with reading_session(self.engine) as session:
            return len(session.scalars(select(AbonnementRow)).all())

    def deliveries(self) -> list[BezorgingRow]:
        """Give the deliveries in order."""
        with reading_session(self.engine) as session:
            return list(session.scalars(select(BezorgingRow).order_by(BezorgingRow.id)))


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def server(postman: Postman) -> Iterator[SmtpServer]:
    """Run a mail server that a test may stop and start."""
    made = SmtpServer(postman)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def environments(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Environment]:
    """Make the templates of an application, once."""
    app = create_app(make_settings(tmp_path_factory.mktemp("templates")))
    app.extensions["duo"].engine.dispose()
    made: dict[str, Environment] = app.extensions["duo-templates"]
    return made


@pytest.fixture
def mailing(empty_engine: Engine, server: SmtpServer, environments: dict[str, Environment], tmp_path: Path) -> Mailing:
    """Give a database whose mail goes to that server; the tests that use it run on both databases."""
    migrations.upgrade(empty_engine)
    url = empty_engine.url.render_as_string(hide_password=False)
    settings = make_settings(tmp_path, mail_server=server.settings, mail_per_minute=1_000_000)
    return Mailing(replace(settings, database_url=url), empty_engine, environments)
