"""A text and what became of it. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

LONGEST_TEXT = 2000
"""Characters of one form of a text."""


class State(StrEnum):
    """Whether somebody must look at a text."""

    KLAAR = "klaar"
    CONTROLEREN = "controleren"


@dataclass(frozen=True)
class TextKey:
    """What names a text: its Dutch sentence, the form for many where it has one, and a context where it needs one."""

    msgid: str
    plural: str = ""
    context: str = ""

    @property
    def digest(self) -> str:
        """Give the short name of a text in addresses and tables: 32 characters."""
        return hashlib.sha256("\0".join((self.context, self.msgid, self.plural)).encode()).hexdigest()[:32]

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that the code asks for: one, or one and many."""
        return (self.msgid, self.plural) if self.plural else (self.msgid,)


@dataclass(frozen=True)
class ShippedText:
    """A text as this version of the program has it; `places` are the files that use it."""

    key: TextKey
    texts: tuple[str, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A text as an editor last saved it.

    `source` is what the program had when he saved, so that a later change of the program is seen. `version` counts the
    times it was saved; `reason` says why a warning was passed over.
    """

    language: str
    key: TextKey
    texts: tuple[str, ...]
    source: tuple[str, ...]
    version: int
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Entry:
    """A text in one language: shipped, drafted and in force."""

    shipped: ShippedText
    draft: Draft | None
    published: tuple[str, ...] | None

    @property
    def texts(self) -> tuple[str, ...]:
        """The text as editors see it: the draft, or what the program has."""
        return self.draft.texts if self.draft else self.shipped.texts

    @property
    def state(self) -> State:
        """Whether the program changed its own text since an editor changed it."""
        changed = self.draft is not None and self.draft.source != self.shipped.texts
        return State.CONTROLEREN if changed or not all(self.shipped.texts) else State.KLAAR

    @property
    def is_unpublished(self) -> bool:
        """Whether visitors still see another text than the one that was saved last."""
        return self.draft is not None and self.draft.texts != (self.published or self.shipped.texts)


Overrides = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Language to the digest of a text to its forms."""


@dataclass(frozen=True)
class Snapshot:
    """The changed texts of all languages at one moment; `back_to` is the number whose content it has again."""

    number: int
    by: str
    at: datetime
    texts: Overrides
    back_to: int | None = None

    def count(self) -> int:
        """Count the texts that differ from those of the program."""
        return sum(len(texts) for texts in self.texts.values())


NOTHING = Snapshot(0, "", datetime(1970, 1, 1, tzinfo=UTC), {})
"""Before anything was published."""


@dataclass(frozen=True)
class Saved:
    """The draft was kept."""

    draft: Draft


@dataclass(frozen=True)
class Overtaken:
    """Somebody else saved in the meantime; nothing was written."""

    theirs: Draft


SaveOutcome = Saved | Overtaken


@dataclass(frozen=True)
class Published:
    """A new snapshot is in force."""

    snapshot: Snapshot


@dataclass(frozen=True)
class NothingToPublish:
    """What was saved is in force already."""


@dataclass(frozen=True)
class PublishedMeanwhile:
    """Somebody else published since the page was shown; nothing was written."""

    current: Snapshot


@dataclass(frozen=True)
class NeedsOther:
    """Four eyes: who wrote a text that goes along may not publish it."""

    texts: int


PublishOutcome = Published | NothingToPublish | PublishedMeanwhile | NeedsOther
