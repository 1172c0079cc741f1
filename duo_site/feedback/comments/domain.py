"""A comment as an editor sees it, and what he can do with many at once. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from duo_site.feedback.domain import Found, Kind, State, Task
from duo_site.feedback.reading.domain import Wanted

LONGEST_LABEL = 40
LONGEST_QUERY = 100
PER_PAGE = 25
MOST_PAGES = 40
MOST_AT_ONCE = 1000

# What is not seen but steers how the rest is seen: control characters, and the marks of Unicode that turn the
# direction of a line (UAX 9) or hide inside words (zero width, tags).
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# Marks that stand on a letter; a few are writing, a tower of them covers the lines above.
_TOWER = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def harmless(text: str) -> str:
    """Take out of a text what changes how the page around it is read."""
    return _TOWER.sub(r"\1", _STEERING.sub("", text))


class Stand(StrEnum):
    """What an editor still has to do with an answer."""

    NIEUW = "nieuw"
    AFGEHANDELD = "afgehandeld"
    WACHTRIJ = "wachtrij"
    SPAM = "spam"
    ALLE = "alle"


class Marked(StrEnum):
    """Marks, taken together."""

    LAAG = "1-5"
    MIDDEN = "6-7"
    HOOG = "8-10"
    GEEN = "geen"


MARKS_OF = {Marked.LAAG: (1, 5), Marked.MIDDEN: (6, 7), Marked.HOOG: (8, 10)}


class Action(StrEnum):
    """What an editor can do with many answers at once."""

    AFHANDELEN = "afhandelen"
    HEROPENEN = "heropenen"
    SPAM = "spam"
    GOEDKEUREN = "goedkeuren"
    LABEL = "label"


@dataclass(frozen=True)
class WantedComments:
    """Which comments are asked for."""

    answers: Wanted
    stand: Stand = Stand.NIEUW
    query: str = ""
    found: Found | None = None
    marked: Marked | None = None
    label: str = ""
    page: int = 1


@dataclass(frozen=True)
class Comment:
    """An answer with what was written in it, made harmless."""

    id: UUID
    day: date
    page: str
    task: Task
    kind: Kind
    gevonden: Found
    cijfer: int | None
    opmerking: str
    gemist: str
    language: str
    state: State
    is_handled: bool = False
    labels: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything that was written."""
        return "\n".join(part for part in (self.opmerking, self.gemist) if part)


@dataclass(frozen=True)
class Listed:
    """A page of comments; `total` stops counting where the last page would be."""

    comments: tuple[Comment, ...]
    total: int
    labels: tuple[str, ...] = field(default=())

    @property
    def pages(self) -> int:
        """How many pages there are to leaf through."""
        return max(1, -(-min(self.total, PER_PAGE * MOST_PAGES) // PER_PAGE))

    @property
    def is_more(self) -> bool:
        """Whether there are more than can be leafed through."""
        return self.total > PER_PAGE * MOST_PAGES


@dataclass(frozen=True)
class Step:
    """Something done to many answers; by its number it can be undone."""

    number: int
    count: int


def clean_label(text: str) -> str:
    """Write a label in one way: harmless, without needless white space, in small letters."""
    return " ".join(harmless(text).lower().split())[:LONGEST_LABEL]
