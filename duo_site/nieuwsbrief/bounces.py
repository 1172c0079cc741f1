"""Reading mail that came back (RFC 3464): for which delivery, and for good or not."""

import mailbox
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from pathlib import Path

from duo_site.nieuwsbrief.tokens import Purpose, Tokens

LARGEST = 1024 * 1024
"""A bounce of more bytes is not read: it holds what we sent, and we send little."""
_OURS = re.compile(r"\+([0-9a-f]{1,32}-[0-9a-f]{32})@", re.IGNORECASE)
_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
_FOR_GOOD = re.compile(r"5\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True)
class Bounce:
    """A delivery that was refused for good, and the enhanced status code that says why (RFC 3463)."""

    delivery: int
    status: str


def read_bounce(content: bytes, tokens: Tokens) -> Bounce | None:
    """Read a message that came back; None for what is no report of a failure, or none about a message of ours."""
    if len(content) > LARGEST:
        return None
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if message.get_content_type() != "multipart/report" or message.get_param("report-type") != "delivery-status":
        return None
    name, status = _find_name(message, tokens), _find_status(message)
    return Bounce(int(name, 16), status) if name and status else None


def list_contents(place: Path) -> Iterator[bytes]:
    """Give the messages of a file, a folder of files, a Maildir or an mbox; nothing is moved or erased."""
    if place.is_dir():
        folders = [place / name for name in ("new", "cur")] if (place / "cur").is_dir() else [place]
        for file in sorted(
            file for folder in folders if folder.is_dir() for file in folder.iterdir() if file.is_file()
        ):
            yield file.read_bytes()
        return
    content = place.read_bytes()
    if not content.startswith(b"From "):
        yield content
        return
    with closing(mailbox.mbox(place, create=False)) as box:
        for message in box:
            yield message.as_bytes()


def _find_name(message: EmailMessage, tokens: Tokens) -> str | None:
    """Find the delivery in the address that the bounce was sent to."""
    written = " ".join(str(value) for header in _TO for value in message.get_all(header, []))
    names = (tokens.read(Purpose.BOUNCE, found.lower()) for found in _OURS.findall(written))
    return next((name for name in names if name), None)


def _find_status(message: EmailMessage) -> str:
    """Find the code of a recipient that failed for good; empty where none did."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed":
                found = _FOR_GOOD.match(str(block.get("Status", "")).strip())
                if found:
                    return found[0]
    return ""
