"""A subscription, an issue and what becomes of it at each recipient. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

LINK_WORKS_FOR = timedelta(days=3)
"""How long the link works that confirms a subscription; without it the request is erased."""
MOST_LETTERS_A_DAY = 3
"""How many letters about subscribing one mailbox gets on a day, whoever asks for them."""
MOST_ITEMS = 6
LONGEST_TITLE = 120
LONGEST_INTRODUCTION = 1500
LONGEST_ITEM = 1000
LONGEST_LINK = 300
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240, 480, 960))
"""How long to wait after each time that a recipient, or the mail server, said "later"; after the last we give up."""
MOST_REFUSALS = 3
REFUSALS_COUNT_FOR = timedelta(days=365)
MOST_REFUSED_IN_A_ROW = 25
"""So many refusals one after another are our fault, not that of the recipients: the sending stops by itself."""


class Topic(StrEnum):
    """What somebody wants news about."""

    PRIMAIR_ONDERWIJS = "primair-onderwijs"
    VOORTGEZET_ONDERWIJS = "voortgezet-onderwijs"
    MIDDELBAAR_BEROEPSONDERWIJS = "middelbaar-beroepsonderwijs"
    HOGER_ONDERWIJS = "hoger-onderwijs"
    DIPLOMAHOUDERS = "diplomahouders"


class IssueState(StrEnum):
    """Where an issue is."""

    CONCEPT = "concept"
    SENDING = "bezig"
    STOPPED = "gestopt"
    SENT = "verstuurd"


class DeliveryState(StrEnum):
    """What became of an issue at one recipient; `UNSURE` is never sent again by itself."""

    WAITING = "wacht"
    BUSY = "bezig"
    SENT = "verstuurd"
    REFUSED = "geweigerd"
    UNSURE = "onzeker"
    DROPPED = "vervallen"


@dataclass(frozen=True)
class Address:
    """An e-mail address that can stand in a message; `mailbox` is the same for all ways to write one mailbox."""

    text: str
    key: str
    mailbox: str


@dataclass(frozen=True)
class Wish:
    """What somebody asks for."""

    address: Address
    topics: frozenset[Topic]
    language: str


@dataclass(frozen=True)
class Subscription:
    """Who gets the nieuwsbrief; the address is not part of it, for hardly anybody needs it."""

    id: UUID
    topics: frozenset[Topic]
    language: str
    wanted_at: datetime
    confirmed_at: datetime | None

    def may_confirm(self, at: datetime) -> bool:
        """Tell whether the link that confirms still works."""
        return self.confirmed_at is not None or at < self.wanted_at + LINK_WORKS_FOR


@dataclass(frozen=True)
class Item:
    """A piece of news: a heading, a text and perhaps a link, on this site (a path without language) or elsewhere."""

    title: str
    text: str
    link: str = ""


@dataclass(frozen=True)
class Contents:
    """What is written in an issue, in one language and for some topics."""

    title: str = ""
    introduction: str = ""
    language: str = "nl"
    topics: frozenset[Topic] = frozenset()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Issue:
    """An issue with its state; of one that was sent, what became of it."""

    id: int
    version: int
    contents: Contents
    state: IssueState
    changed_by: str
    changed_at: datetime
    sent_at: datetime | None = None
    finished_at: datetime | None = None
    figures: Mapping[DeliveryState, int] = field(default_factory=dict)

    @property
    def recipients(self) -> int:
        """How many people it goes to, or went to."""
        return sum(self.figures.values())

    @property
    def is_public(self) -> bool:
        """Whether it stands in the archive."""
        return self.sent_at is not None


def list_faults(contents: Contents) -> list[str]:
    """Name what is missing before an issue can go: fields by their names in the form."""
    faults = []
    if not contents.title:
        faults.append("titel")
    if not contents.topics:
        faults.append("onderwerpen")
    if not contents.items:
        faults.append("kop_1")
    for number, item in enumerate(contents.items, 1):
        faults += [f"{name}_{number}" for name, text in (("kop", item.title), ("tekst", item.text)) if not text]
    return faults


def pause_after(attempts: int) -> timedelta | None:
    """Tell how long to wait after so many times "later"; None where it is enough."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def is_address_gone(status: str) -> bool:
    """Tell whether an enhanced status code says that the mailbox does not exist (RFC 3463, registry of IANA)."""
    return status in ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")
