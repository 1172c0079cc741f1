"""Mail that came back, as other servers write it (RFC 3464), entered by the real command."""

import base64
from pathlib import Path

import pytest
from click.testing import CliRunner

from duo_site.cli import duo
from duo_site.nieuwsbrief.bounces import LARGEST, read_bounce
from duo_site.nieuwsbrief.tokens import Purpose, Tokens
from duo_site.secrecy import Secrecy
from tests.unit.nieuwsbrief.conftest import Mailing, Postman

REPORT = """From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="x"

--x
Content-Type: text/plain

Sorry.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; lezer@voorbeeld.invalid
Action: {action}
Status: {status}

--x
Content-Type: message/rfc822

Subject: Nieuws

Tekst
--x--
"""
PEOPLE = ["een@voorbeeld.invalid", "twee@voorbeeld.invalid"]


def report(to: str, action: str = "failed", status: str = "5.1.1", kind: str = "delivery-status") -> bytes:
    return REPORT.format(to=to, action=action, status=status, kind=kind).encode()


@pytest.fixture
def envelope(mailing: Mailing, postman: Postman) -> str:
    """Send an issue to two people and give the sender of the first envelope."""
    mailing.subscribe(*PEOPLE)
    mailing.begin()
    mailing.work()
    return postman.taken[0][0]


def enter(mailing: Mailing, *places: Path) -> str:
    """Run the command on the same data."""
    settings = mailing.settings
    environment = {
        "DUO_SECRET_KEY": settings.secret_key,
        "DUO_DATA_KEY": base64.b64encode(settings.data_key).decode(),
        "DUO_BASE_URL": settings.base_url,
        "DUO_INSTANCE": str(settings.instance),
        "DUO_DATABASE_URL": settings.database_url.replace("+psycopg", ""),
    }
    result = CliRunner().invoke(duo, ["nieuwsbrief", "bounces", *map(str, places)], env=environment)
    assert result.exit_code == 0, result.output
    return result.output.strip()


def test_an_address_that_is_gone_is_erased_once(mailing: Mailing, envelope: str, tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "box/1.eml").write_bytes(report(envelope.upper()))
    (tmp_path / "box/2.eml").write_bytes(b"From: iemand\nSubject: afwezig\n\nTot maandag\n")
    assert enter(mailing, tmp_path / "box") == "Read: 2. Refused for good: 1, of which new: 1."
    assert mailing.subscribers() == 1
    assert mailing.figures(1) == {"verstuurd": 1, "geweigerd": 1}
    assert enter(mailing, tmp_path / "box") == "Read: 2. Refused for good: 1, of which new: 0."
    assert mailing.subscribers() == 1


def test_a_full_mailbox_stays_subscribed(mailing: Mailing, envelope: str, tmp_path: Path) -> None:
    mbox = b"From daemon Thu Jan  1 00:00:00 2026\n" + report(envelope, status="5.2.2") + b"\n"
    (tmp_path / "box.mbox").write_bytes(mbox + mbox)
    assert enter(mailing, tmp_path / "box.mbox") == "Read: 2. Refused for good: 2, of which new: 1."
    assert mailing.subscribers() == 2


def test_a_maildir_is_read(mailing: Mailing, envelope: str, tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
        (tmp_path / "box" / name / "1").write_bytes(report(envelope))
    assert enter(mailing, tmp_path / "box") == "Read: 2. Refused for good: 2, of which new: 1."


@pytest.mark.parametrize(
    "content",
    [
        report("post@diplomaloket.invalid"),
        report("post+1-0123456789abcdef0123456789abcdef@diplomaloket.invalid"),
        report("{own}", action="delayed", status="4.4.1"),
        report("{own}", status="4.2.2"),
        report("{own}", kind="disposition-notification"),
        report("{own}").replace(b"Sorry.", b"x" * LARGEST),
        report("{own}")[:300],
        b"",
        b"\xff\xfe",
    ],
    ids=["plain", "forged", "delayed", "temporary", "read", "large", "cut", "empty", "noise"],
)
def test_what_is_no_refusal_of_ours_changes_nothing(content: bytes) -> None:
    tokens = Tokens(Secrecy(b"x" * 32))
    own = tokens.make(Purpose.BOUNCE, "1f")
    assert read_bounce(report(f"post+{own}@x.nl"), tokens) is not None
    assert read_bounce(content.replace(b"{own}", f"post+{own}@x.nl".encode()), tokens) is None
