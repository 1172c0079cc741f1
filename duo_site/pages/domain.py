"""Pages as values, and the library that knows how they hang together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duo_site.identity import Sector

ARCHIVE = "organisatie/persberichten"
"""Address of the press archive; its releases stand below it."""


class Layout(StrEnum):
    """The kinds of page, by the word in their front matter."""

    HOME = "home"
    PAGE = "page"
    PRESS = "press"
    SECTOR = "sector"
    LOGIN_CHOICE = "login-choice"
    LOGIN_PROBLEMS = "login-problems"
    SECTION = "section"


@dataclass(frozen=True)
class Signpost:
    """A way on: a task on the home page or a manual on a sector page."""

    title: str
    text: str
    href: str


@dataclass(frozen=True)
class Environment:
    """A place where medewerkers of an onderwijsinstelling log in, and what they do there."""

    name: str
    text: str
    href: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One page in one language; `address` has no leading slash and is empty for the home page.

    `review` is the day by which its owner looks at it again. `body` is HTML that the loader made; `headings`
    are its headings of level 2, each with its anchor. `search` are words by which people look for it and that do not
    stand in its text.
    """

    language: str
    address: str
    title: str
    summary: str
    layout: Layout
    published: date
    updated: date
    review: date
    owner: str
    order: int = 100
    related: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    body: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    tasks: tuple[Signpost, ...] = ()
    news: int = 0
    sector: Sector | None = None
    environments: tuple[Environment, ...] = ()
    manuals: tuple[Signpost, ...] = ()
    login_problems: bool = False
    newsletter: bool = False

    @property
    def path(self) -> str:
        """Give the address as a path without language."""
        return f"/{self.address}"


@dataclass(frozen=True)
class Place:
    """An address with its title: a page, or a page of another room."""

    path: str
    title: str
    summary: str = ""


@dataclass(frozen=True)
class Branch:
    """A place in the tree of the site, with what stands below it."""

    place: Place
    below: tuple["Branch", ...] = ()


class Library:
    """All pages of all languages, and the public pages of other rooms by address and title (in Dutch, a msgid)."""

    def __init__(self, pages: Iterable[Page], others: Mapping[str, str]) -> None:
        self._pages = {
            (page.language, page.address): page for page in sorted(pages, key=lambda page: (page.order, page.title))
        }
        self.others = dict(others)

    def find(self, language: str, address: str) -> Page | None:
        """Find the page of an address."""
        return self._pages.get((language, address))

    def get(self, language: str, address: str) -> Page:
        """Give the page of an address; raise KeyError where there is none."""
        return self._pages[language, address]

    def list_pages(self, language: str) -> list[Page]:
        """List the pages of a language in their order."""
        return [page for page in self._pages.values() if page.language == language]

    def list_releases(self, language: str) -> list[Page]:
        """List the press releases of a language, the newest first."""
        releases = [page for page in self.list_pages(language) if page.layout is Layout.PRESS]
        return sorted(releases, key=lambda page: (page.published, page.address), reverse=True)

    def list_below(self, page: Page) -> list[Page]:
        """List the pages that stand directly below a page; press releases stand below their archive."""
        return [
            other
            for other in self.list_pages(page.language)
            if other.layout is not Layout.PRESS and other is not page and self._find_parent(other) is page
        ]

    def list_ancestors(self, page: Page) -> list[Page]:
        """List the pages above a page, from the home page down."""
        ancestors: list[Page] = []
        parent = self._find_parent(page)
        while parent is not None:
            ancestors.insert(0, parent)
            parent = self._find_parent(parent)
        return ancestors

    def _find_parent(self, page: Page) -> Page | None:
        """Find the nearest page above; a folder without a page of its own is passed over."""
        address = page.address
        while address:
            address = address.rpartition("/")[0]
            parent = self.find(page.language, address)
            if parent is not None:
                return parent
        return None
