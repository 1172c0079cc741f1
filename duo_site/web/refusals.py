"""Why somebody who is logged in may not see a page; the rooms know the reasons, and `app.py` brings them here."""

from dataclasses import dataclass

from werkzeug.exceptions import Forbidden

from duo_site.identity import Permission


@dataclass(frozen=True)
class Reason:
    """A reason in words: a title, what is the matter, what to do, and a link that helps: (text, address)."""

    title: str
    text: str
    remedy: str
    way: tuple[str, str] | None = None


@dataclass(frozen=True)
class Refusal:
    """All reasons of a refusal, and the page where this person begins (without language)."""

    reasons: tuple[Reason, ...]
    home: str


class NotPermitted(Forbidden):
    """Somebody asked for a page for which he has no permission."""

    def __init__(self, permission: Permission) -> None:
        super().__init__()
        self.permission = permission
