"""What the running site consists of, within reach of every request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from flask import current_app
from sqlalchemy import Engine

from duo_site.audit import AuditLog
from duo_site.identity import Identity, Permission
from duo_site.mail import Mailer, make_mailer
from duo_site.retention import RetentionRule
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.i18n import Texts
from duo_site.web.page_cache import CacheFigures
from duo_site.web.refusals import Refusal
from duo_site.wording.domain import Overrides

_Part = TypeVar("_Part")
_NO_TEXTS = Texts(0, {}, {})


@dataclass
class Site:
    """The parts made once at the start; rooms add theirs to `parts` under their own name."""

    settings: Settings
    engine: Engine
    secrecy: Secrecy
    audit: AuditLog
    parts: dict[str, object] = field(default_factory=dict)
    retention: tuple[RetentionRule, ...] = ()
    empty_page_cache: Callable[[], None] = lambda: None
    forget_refusals: Callable[[], None] = lambda: None
    page_cache_figures: Callable[[], CacheFigures] = CacheFigures
    refresh_identity: Callable[[Identity, str], Identity] = lambda identity, _chosen: identity
    """Gives an identity the rights it has now; the text is the key of the werkplek that was chosen, or empty."""
    explain_refusal: Callable[[Identity, Permission], Refusal | None] = lambda _identity, _permission: None
    """Tells why somebody lacks a permission: about himself alone."""
    texts: Texts = _NO_TEXTS
    """The texts in force; replaced as a whole when editors publish."""
    make_texts: Callable[[int, Overrides], Texts] = lambda number, _changed: Texts(number, {}, {})
    follow_texts: Callable[[], None] = lambda: None
    """Takes up what editors published since, in this process."""
    seconds_between_looks: float = 0.5
    """How often a process looks whether editors published something."""
    mailer: Mailer = field(init=False)

    def __post_init__(self) -> None:
        self.mailer = make_mailer(self.settings)

    def part(self, name: str, make: Callable[[], _Part]) -> _Part:
        """Give a part of a room, made the first time; a part that starts processes does so at their first work."""
        if name not in self.parts:
            # Two first requests at once: one of them wins; the other part has started nothing yet, so nothing is lost.
            self.parts.setdefault(name, make())
        return cast(_Part, self.parts[name])

    @property
    def demonstration(self) -> bool:
        """Whether the notice of the demonstration is shown."""
        return self.settings.demonstration

    @property
    def operator(self) -> str | None:
        """Name of who runs the site as his own."""
        return self.settings.operator


def current_site() -> Site:
    """Give the site of the current application."""
    return cast(Site, current_app.extensions["duo"])


def settings() -> Settings:
    """Give the settings of the current application."""
    return current_site().settings


def secrecy() -> Secrecy:
    """Give the keeper of secrets of the current application."""
    return current_site().secrecy


def audit() -> AuditLog:
    """Give the audit log of the current application."""
    return current_site().audit
