"""Workers that are killed in the middle of a mailing: nobody gets it twice, and nobody is forgotten."""

import base64
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from duo_site.database import writing_session
from duo_site.jobs import JobRow
from duo_site.nieuwsbrief.domain import IssueState
from duo_site.web.clock import now
from tests.unit.nieuwsbrief.conftest import SENDER, Mailing, Postman

_READERS = 300
_SECONDS = 180
_PLANTED = "geplant"


class Killer(Postman):
    """Kills the worker when it hands over a message, and takes the message; or when it names a recipient."""

    def __init__(self) -> None:
        super().__init__()
        self.worker: subprocess.Popen[bytes] | None = None
        self.kill_at_message = self.kill_at_recipient = -1

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name.
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if len(self.taken) == self.kill_at_recipient:
            self._kill()
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name.
        if len(self.taken) == self.kill_at_message:
            self._kill()
        return await super().handle_DATA(server, session, envelope)

    def _kill(self) -> None:
        assert self.worker is not None
        self.worker.send_signal(signal.SIGKILL)
        self.worker.wait()
        self.kill_at_message = self.kill_at_recipient = -1


@pytest.fixture
def postman() -> Killer:
    return Killer()


def test_kill_9_in_the_middle_of_300_readers(mailing: Mailing, postman: Killer, tmp_path: Path) -> None:
    readers = [f"{_PLANTED}{number}@voorbeeld.invalid" for number in range(_READERS)]
    mailing.at = now()
    mailing.subscribe(*readers)
    number = mailing.begin()
    log = tmp_path / "worker.log"
    postman.kill_at_message = 100
    assert work(mailing, postman, log) == -signal.SIGKILL
    let_time_pass(mailing)
    if mailing.engine.dialect.name == "sqlite":
        postman.kill_at_recipient = 200
        assert work(mailing, postman, log) == -signal.SIGKILL
        let_time_pass(mailing)
    assert work(mailing, postman, log) == 0
    assert Counter(postman.reached).most_common(1)[0][1] == 1, "nobody gets two"
    assert set(postman.reached) == set(readers), "the message at which the worker died had been taken"
    assert mailing.figures(number) == {"verstuurd": _READERS - 1, "onzeker": 1}
    assert mailing.issue(number).state is IssueState.SENT
    assert b"nieuwsbrief-unsure" in log.read_bytes()
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert _PLANTED.encode() not in file.read_bytes(), f"an address can be read in {file.name}"


def work(mailing: Mailing, postman: Killer, log: Path) -> int:
    """Run `duo jobs` until nothing waits or it is killed; gives how it ended."""
    settings = mailing.settings
    assert settings.mail_server is not None
    environment = {
        **os.environ,
        "DUO_SECRET_KEY": settings.secret_key,
        "DUO_DATA_KEY": base64.b64encode(settings.data_key).decode(),
        "DUO_BASE_URL": settings.base_url,
        "DUO_INSTANCE": str(settings.instance),
        "DUO_DATABASE_URL": settings.database_url.replace("+psycopg", ""),
        "DUO_SMTP_HOST": settings.mail_server.host,
        "DUO_SMTP_PORT": str(settings.mail_server.port),
        "DUO_SMTP_SENDER": SENDER,
        "DUO_MAIL_PER_MINUTE": "100000",
    }
    with log.open("ab") as output:
        command = [sys.executable, "-m", "duo_site.cli", "jobs", "--once"]
        postman.worker = subprocess.Popen(command, env=environment, stderr=output)
        return postman.worker.wait(timeout=_SECONDS)


def let_time_pass(mailing: Mailing) -> None:
    """Let the job of a dead worker be free."""
    with writing_session(mailing.engine) as session:
        session.execute(update(JobRow).values(held_until=now() - timedelta(seconds=1)))
