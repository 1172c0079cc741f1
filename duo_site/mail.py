"""Sending e-mail: a message, and the ways it can go. Knows no Flask.

A message goes after the transaction it tells of, so that nobody reads about what did not happen.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default as default_policy
from email.utils import format_datetime, make_msgid
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from duo_site.settings import MailServer, Settings

_SECONDS_TO_WAIT = 10
_LONG_LINES = default_policy.clone(max_line_length=990)
"""For headers: an address longer than a line would else be written as an encoded word, which no link survives."""
_FOR_EVER = 500
"""Codes from here on say that trying again does not help (RFC 5321 section 4.2.1)."""


class MailNotSent(Exception):
    """The mail server did not take a message."""


class MailRefused(MailNotSent):
    """The message can never be sent: its address is none, or the mail server wants no mail for it."""


@dataclass(frozen=True)
class Message:
    """A plain text to one address; `language` tells programs that read aloud how to.

    `headers` go along as they are, such as List-Unsubscribe (RFC 2369). `identifier` is the first part of the
    Message-ID: what is sent twice with the same one can be shown once. Empty means: by chance. `html` says the same as
    the text, for programs that show it; empty means that there is only the text.
    """

    to: str
    subject: str
    text: str
    language: str = "nl"
    headers: tuple[tuple[str, str], ...] = ()
    identifier: str = ""
    html: str = ""


class Mailer(Protocol):
    """What sends messages."""

    def send(self, message: Message) -> None:
        """Send a message; raise MailNotSent where that fails."""


class SmtpMailer:
    """Hands messages to a mail server (RFC 5321), encrypted unless that server is this machine itself."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def send(self, message: Message) -> None:
        """Send a message; raise MailNotSent where the server does not take it."""
        server = self._server
        try:
            with smtplib.SMTP(server.host, server.port, timeout=_SECONDS_TO_WAIT) as connection:
                if server.starttls:
                    connection.starttls(context=ssl.create_default_context())
                if server.user:
                    connection.login(server.user, server.password)
                connection.send_message(compose(message, server.sender))
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _words in error.recipients.values()]
            kind = MailRefused if all(code >= _FOR_EVER for code in codes) else MailNotSent
            raise kind("The mail server did not take the address.") from error
        except (OSError, smtplib.SMTPException) as error:
            raise MailNotSent("The mail server did not take the message.") from error


class NoMailer:
    """Sends nothing and says so: a real site whose operator has not named a mail server yet."""

    def send(self, message: Message) -> None:
        """Raise MailNotSent."""
        raise MailNotSent(f"There is no mail server to send {len(message.text)} characters with; set DUO_SMTP_HOST.")


class FolderMailer:
    """Keeps messages as files in a folder, where the demonstration shows them."""

    SENDER = "post@diplomaloket.invalid"

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, message: Message) -> None:
        """Write a message to a file of its own; raise MailNotSent where the folder does not take it."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{token_hex(4)}"
        unfinished = self._folder / f"{name}.new"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished.write_bytes(compose(message, self._sender).as_bytes())
            unfinished.replace(self._folder / f"{name}.eml")
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise MailNotSent("The folder did not take the message.") from error


def compose(message: Message, sender: str) -> EmailMessage:
    """Write a message as it goes over the line (RFC 5322); raise MailRefused for an address that is none."""
    written = EmailMessage()
    written.set_content(message.text)  # First, for it takes away every header that begins with Content-.
    if message.html:
        written.add_alternative(message.html, subtype="html", cte="quoted-printable")
    written.policy = _LONG_LINES
    try:
        written["From"] = sender
        written["To"] = message.to
        written["Subject"] = message.subject
        written["Date"] = format_datetime(datetime.now(UTC))
        domain = sender.rpartition("@")[2]
        written["Message-ID"] = f"<{message.identifier}@{domain}>" if message.identifier else make_msgid(domain=domain)
        written["Content-Language"] = message.language
        written["Auto-Submitted"] = "auto-generated"
        for name, value in message.headers:
            written[name] = value
    except (ValueError, IndexError) as error:
        raise MailRefused("The address cannot stand in a message.") from error
    return written


def make_mailer(settings: Settings) -> Mailer:
    """Make what sends the e-mail of a site: its mail server; in the demonstration a folder, where there is none."""
    if settings.mail_server:
        return SmtpMailer(settings.mail_server)
    if not settings.demonstration:
        return NoMailer()
    return FolderMailer(settings.mail_folder, FolderMailer.SENDER)
