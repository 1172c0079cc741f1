"""Handing many messages to a mail server over one connection, and knowing of each what became of it. Knows no Flask.

The recipient is asked for first; only then comes `may_go`, and after it the message. So whatever ends before `may_go`
was asked has sent nothing, and what ends after it without an answer of the server is not known: MailUnsure.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from duo_site.mail import FolderMailer, Mailer, MailNotSent, MailRefused, Message, NoMailer, compose, make_mailer
from duo_site.settings import MailServer, Settings

SECONDS_TO_WAIT = 10
"""How long each answer of the server may take."""
_FOR_EVER = 500
_TAKEN = (250, 251, 252)
_SERVER_ENDS = 421
_ENHANCED = re.compile(r"([245]\.\d{1,3}\.\d{1,3})\b")
MayGo = Callable[[], bool]


class RecipientRefused(MailRefused):
    """The mailbox does not take the message, for good; `status` is the enhanced code (RFC 3463), or empty."""

    def __init__(self, code: int, words: bytes | str) -> None:
        super().__init__(f"The mail server refused a recipient with {code}.")
        text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
        found = _ENHANCED.match(text.strip())
        self.status = found[1] if found else ""


class RecipientPostponed(MailNotSent):
    """The mailbox does not take the message now (RFC 5321 section 4.2.1: 4yz)."""


class MailUnsure(MailNotSent):
    """The message was handed over, and no answer came."""


class LineBroken(MailNotSent):
    """The connection is of no more use; nothing was sent."""


class MailLine(Protocol):
    """A connection over which messages go."""

    def send(self, message: Message, envelope_sender: str, may_go: MayGo) -> bool:
        """Send a message; False where it might not go. Raises what this module names."""


class SmtpLine:
    """A connection to a mail server (RFC 5321)."""

    def __init__(self, connection: smtplib.SMTP, sender: str) -> None:
        self._connection = connection
        self._sender = sender

    def send(self, message: Message, envelope_sender: str, may_go: MayGo) -> bool:
        """Send a message; bounces go to the sender of the envelope."""
        written = compose(message, self._sender)
        content = written.as_bytes(policy=written.policy.clone(linesep="\r\n", cte_type="7bit"))
        self._announce(envelope_sender, message.to)
        if not may_go():
            self._forget()
            return False
        try:
            code, words = self._connection.data(content)
        except smtplib.SMTPDataError as error:
            code, words = error.smtp_code, _bytes(error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnsure("The connection ended before the server answered.") from error
        self._judge(code, words)
        return True

    def _announce(self, envelope_sender: str, to: str) -> None:
        """Name sender and recipient; nothing is sent by that."""
        try:
            code, _words = self._connection.mail(envelope_sender)
            if code != _TAKEN[0]:
                raise LineBroken(f"The mail server does not take our sender: {code}.")
            code, words = self._connection.rcpt(to)
        except (OSError, smtplib.SMTPException) as error:
            raise LineBroken("The connection ended.") from error
        if code == _SERVER_ENDS:
            raise LineBroken("The mail server ends the connection.")
        if code not in _TAKEN:
            self._forget()
            self._judge(code, words)

    def _judge(self, code: int, words: bytes) -> None:
        if code in _TAKEN:
            return
        if code >= _FOR_EVER:
            raise RecipientRefused(code, words)
        raise RecipientPostponed(f"The mail server says later, with {code}.")

    def _forget(self) -> None:
        """Make the connection ready for another message; one that has ended shows at the next."""
        with suppress(OSError, smtplib.SMTPException):
            self._connection.rset()


class SingleLine:
    """Sends each message by itself, with a mailer that keeps no connection: the folder of the demonstration."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    def send(self, message: Message, envelope_sender: str, may_go: MayGo) -> bool:
        """Send a message; a folder has no envelope, so that its sender stands in a header."""
        if not may_go():
            return False
        self._mailer.send(message)
        return True


@contextmanager
def open_line(settings: Settings) -> Iterator[MailLine]:
    """Open what the messages of a mailing go over; raise LineBroken where that fails."""
    server = settings.mail_server
    if server is None:
        mailer = make_mailer(settings)
        if isinstance(mailer, NoMailer):
            raise LineBroken("There is no mail server; set DUO_SMTP_HOST.")
        yield SingleLine(mailer)
        return
    connection = _connect(server)
    try:
        yield SmtpLine(connection, server.sender)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.quit()
        connection.close()


def sender_of(settings: Settings) -> str:
    """Give the address in whose name the site writes."""
    return settings.mail_server.sender if settings.mail_server else FolderMailer.SENDER


def _connect(server: MailServer) -> smtplib.SMTP:
    connection = smtplib.SMTP(timeout=SECONDS_TO_WAIT)
    try:
        connection.connect(server.host, server.port)
        connection.ehlo_or_helo_if_needed()
        if server.starttls:
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        if server.user:
            connection.login(server.user, server.password)
    except (OSError, smtplib.SMTPException) as error:
        connection.close()
        raise LineBroken("The mail server cannot be reached.") from error
    return connection


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode("ascii", "replace")
