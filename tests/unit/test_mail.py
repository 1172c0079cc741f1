"""E-mail: over real SMTP to a server on this machine, and into a folder."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from duo_site.mail import FolderMailer, MailNotSent, Message, SmtpMailer, make_mailer
from duo_site.settings import MailServer, Settings, SettingsError
from tests.builders import make_settings

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
LETTER = Message("ivo@voorbeeld.invalid", "Uitnodiging: één rol", "Beste Ivo,\n\nhttps://duo.test/mijn-duo/x\n", "nl")
SENDER = "post@diplomaloket.invalid"


class Postman:
    """Takes what is brought, or says that the box is full."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.is_full = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name.
        if self.is_full:
            return "552 Mailbox full"
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"


def authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"site", b"secret")
    return AuthResult(success=known)


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def server(postman: Postman) -> Iterator[MailServer]:
    """Run a mail server on a free port of loopback, which wants a login."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        postman,
        hostname="127.0.0.1",
        port=port,
        authenticator=authenticate,
        auth_required=True,
        auth_require_tls=False,
        loop=asyncio.new_event_loop(),
    )
    controller.start()
    yield MailServer("127.0.0.1", port, SENDER, starttls=False, user="site", password="secret")
    controller.stop()


def test_a_message_arrives_whole(server: MailServer, postman: Postman) -> None:
    SmtpMailer(server).send(LETTER)
    [taken] = postman.taken
    assert (taken["To"], taken["From"], taken["Subject"]) == (LETTER.to, SENDER, LETTER.subject)
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken["Content-Language"] == "nl"
    assert taken.get_content().replace("\r\n", "\n") == LETTER.text


def test_a_long_address_in_a_header_stays_one(server: MailServer, postman: Postman) -> None:
    link = f"<https://duo.test/en/nieuwsbrief/afmelden/{'0123456789' * 20}>"
    SmtpMailer(server).send(replace(LETTER, headers=(("List-Unsubscribe", link),), html="<p>Één</p>"))
    [taken] = postman.taken
    assert f"List-Unsubscribe: {link}".encode() in taken.as_bytes(policy=policy.SMTP.clone(max_line_length=998))
    assert [part.get_content_type() for part in taken.iter_parts()] == ["text/plain", "text/html"]


def test_a_server_that_refuses_is_told(server: MailServer, postman: Postman) -> None:
    postman.is_full = True
    with pytest.raises(MailNotSent):
        SmtpMailer(server).send(LETTER)


@pytest.mark.parametrize("change", [{"password": "wrong"}, {"starttls": True}, {"port": 9}], ids=str)
def test_no_login_no_encryption_and_no_server_are_told(
    server: MailServer, postman: Postman, change: dict[str, Any]
) -> None:
    with pytest.raises(MailNotSent):
        SmtpMailer(MailServer(**{**vars(server), **change})).send(LETTER)
    assert postman.taken == []


@pytest.mark.parametrize("to", ["ivo@x.nl\r\nBcc: kwaad@x.nl", "ivo@x.nl\nBcc: kwaad@x.nl"])
def test_an_address_brings_no_header_of_its_own(tmp_path: Path, to: str) -> None:
    with pytest.raises(MailNotSent):
        FolderMailer(tmp_path, SENDER).send(Message(to, "x", "y"))
    assert not list(tmp_path.glob("*.eml"))


def test_a_folder_keeps_each_message_apart(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "post", SENDER)
    mailer.send(LETTER)
    mailer.send(LETTER)
    files = list((tmp_path / "post").iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert message_from_bytes(files[0].read_bytes(), policy=policy.default)["To"] == LETTER.to


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "post").write_text("a file")
    with pytest.raises(MailNotSent):
        FolderMailer(tmp_path / "post", SENDER).send(LETTER)


def settings_with(tmp_path: Path, **more: str) -> Settings:
    base = make_settings(tmp_path)
    return Settings.from_environment(
        {
            "DUO_SECRET_KEY": base.secret_key,
            "DUO_DATA_KEY": "dGVzdHN0ZXN0c3Rlc3RzdGVzdHN0ZXN0c3Rlc3RzISE=",
            "DUO_BASE_URL": base.base_url,
            **more,
        }
    )


def test_the_settings_choose_the_server_or_the_folder(tmp_path: Path) -> None:
    assert isinstance(make_mailer(settings_with(tmp_path)), FolderMailer)
    real = make_mailer(settings_with(tmp_path, DUO_OPERATOR="A school board"))
    with pytest.raises(MailNotSent):
        real.send(LETTER)
    chosen = settings_with(tmp_path, DUO_SMTP_HOST="mail.example.org", DUO_SMTP_SENDER=SENDER)
    assert isinstance(make_mailer(chosen), SmtpMailer)
    assert chosen.mail_server == MailServer("mail.example.org", 587, SENDER, starttls=True)
    near = settings_with(tmp_path, DUO_SMTP_HOST="127.0.0.1", DUO_SMTP_PORT="25", DUO_SMTP_SENDER=SENDER)
    assert near.mail_server == MailServer("127.0.0.1", 25, SENDER, starttls=False)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({}, "DUO_SMTP_SENDER"),
        ({"DUO_SMTP_SENDER": "nobody"}, "DUO_SMTP_SENDER"),
        ({"DUO_SMTP_SENDER": SENDER, "DUO_SMTP_USER": "site"}, "DUO_SMTP_PASSWORD"),
        ({"DUO_SMTP_SENDER": SENDER, "DUO_SMTP_PORT": "0"}, "DUO_SMTP_PORT"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, more: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        settings_with(tmp_path, DUO_SMTP_HOST="mail.example.org", **more)
