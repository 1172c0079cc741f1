"""What can be found, and what a search gives. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_QUESTION = 200
"""Characters; a longer text is no question."""

ON_A_PAGE = 10


class Kind(StrEnum):
    """What a page is for, by the word in the address of a search."""

    HULP = "hulp"
    ZAKELIJK = "zakelijk"
    PERSBERICHT = "persbericht"


@dataclass(frozen=True)
class SearchedPage:
    """A page as the index takes it in: plain texts in one language; `path` is without language.

    `importance` is 1 for a page that answers something, and less for one that leads to such a page or tells news.
    """

    language: str
    path: str
    kind: Kind
    title: str
    summary: str
    keywords: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    text: str = ""
    published: date | None = None
    importance: float = 1.0


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `is_found` for a word that was asked for."""

    text: str
    is_found: bool = False


@dataclass(frozen=True)
class Hit:
    """A page that was found; `snippet` is the part of its text that says most about the question."""

    path: str
    kind: Kind
    title: str
    snippet: tuple[Piece, ...]
    published: date | None


@dataclass(frozen=True)
class Found:
    """What a search gave: `hits` is one page of it, the best first; `total` counts all of them.

    `asked` is what was searched for: the question, or what was meant where the question itself finds nothing.
    `meant` is a better spelling of a question that does find something.
    """

    asked: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    meant: str = ""
    is_corrected: bool = False

    @property
    def pages(self) -> int:
        """How many pages of results there are."""
        return -(-self.total // ON_A_PAGE)


@dataclass(frozen=True)
class QuickAnswer:
    """The answer itself, where the question has one: what it says, and the address that explains it."""

    title: str
    text: str
    href: str
