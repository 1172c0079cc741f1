"""The mailbox of the demonstration: the e-mail that went nowhere, on a page. A real site does not have this page."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import Blueprint, Response
from markupsafe import Markup, escape

from duo_site.web.access import public
from duo_site.web.site import settings
from duo_site.web.templating import render

blueprint = Blueprint("mailbox", __name__)

_MOST = 50


@dataclass(frozen=True)
class Letter:
    """An e-mail as the page shows it; `text` has its links made clickable, where they lead to this site."""

    to: str
    subject: str
    sent_at: datetime
    language: str
    text: Markup


@blueprint.get("/demonstratie/post")
@public
def show() -> Response:
    """Show the e-mail of the demonstration, the newest first."""
    answer = render("demonstration/mailbox.html", letters=list_letters(settings().mail_folder, settings().base_url))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def list_letters(folder: Path, base_url: str) -> list[Letter]:
    """Read the newest e-mail of a folder; one that is just being written is left out."""
    files = sorted(folder.glob("*.eml"), reverse=True)[:_MOST]
    return [_read(message_from_bytes(file.read_bytes(), policy=policy.default), base_url) for file in files]


def _read(message: EmailMessage, base_url: str) -> Letter:
    body = message.get_body(("plain",)) or message
    assert isinstance(body, EmailMessage)
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=message["Date"].datetime,
        language=str(message["Content-Language"] or "nl"),
        text=_with_links(str(body.get_content()), base_url),
    )


def _with_links(text: str, base_url: str) -> Markup:
    """Make the lines that are an address of this site into links; all else is escaped."""
    parts = []
    for paragraph in text.strip().split("\n\n"):
        safe = escape(paragraph.strip()).replace("\n", Markup("<br>"))
        is_own = paragraph.startswith(f"{base_url}/") and not any(mark in paragraph for mark in " \n\t")
        pattern = '<p><a href="{0}">{0}</a></p>' if is_own else "<p>{0}</p>"
        parts.append(Markup(pattern).format(safe))  # noqa: S704  The patterns are ours; what is filled in is escaped.
    return Markup("\n").join(parts)
