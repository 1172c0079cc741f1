"""A real mail server on loopback, which a test can shut, and which refuses whom it is told to."""

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from duo_site.settings import MailServer


class TestMailServer:
    """Keeps what is brought, from `start` until `stop`; `refused` holds the addresses it does not know."""

    __test__ = False

    def __init__(self, sender: str) -> None:
        self.taken: list[EmailMessage] = []
        self.refused: set[str] = set()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.settings = MailServer("127.0.0.1", self._port, sender, starttls=False)
        self._controller: Controller | None = None

    def start(self) -> None:
        """Listen from now on."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self._port, loop=asyncio.new_event_loop())
        self._controller.start()

    def stop(self) -> None:
        """Listen no more."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name.
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take an address, or say that nobody has it."""
        if address in self.refused:
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name.
        """Keep a message."""
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"
