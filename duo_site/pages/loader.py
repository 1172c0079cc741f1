"""Reading the whole content folder: every file, every fault at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from duo_site.pages.blocks import own_blocks
from duo_site.pages.coherence import find_incoherence, find_misplaced, find_overdue
from duo_site.pages.domain import Library
from duo_site.pages.facts import read_facts
from duo_site.pages.links import FoundLink, find_dead_links
from duo_site.pages.markdown import Body, Furniture, render_body
from duo_site.pages.problems import BrokenPage, Problem
from duo_site.pages.quotes import Block, Quotes, UnknownQuote
from duo_site.pages.reading import read_page
from duo_site.pages.sources import Source, read_source
from duo_site.web.i18n import LANGUAGES

CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True)
class Loaded:
    """What came of a content folder: the library, what is wrong with it, and what will soon be."""

    library: Library
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    links: tuple[FoundLink, ...]
    anchors: Mapping[tuple[str, str], frozenset[str]]

    def finish(self, is_known: Callable[[str], bool]) -> Library:
        """Give the library; raise BrokenPage with all faults, dead links among them.

        `is_known` tells of a path without language whether the site answers it.
        """
        dead = find_dead_links(self.links, is_known, lambda language, path: self.anchors.get((language, path)))
        if self.problems or dead:
            raise BrokenPage([*self.problems, *dead])
        return self.library


class Loader:
    """Reads a content folder; rooms add their `blocks` and `others`, the public pages that are no files."""

    def __init__(
        self, content: Path, *, blocks: Mapping[str, Block], others: Mapping[str, str], furniture: Furniture
    ) -> None:
        self._content = content
        self._blocks = blocks
        self._others = others
        self._furniture = furniture

    def load(self, today: date) -> Loaded:
        """Read all pages; faults are collected, not raised."""
        problems: list[Problem] = []
        links: list[FoundLink] = []
        facts = read_facts(self._content, problems)
        quotes = {language: Quotes(language, facts, self._blocks) for language in LANGUAGES}
        sources = [
            read_source(file, self._content, language)
            for language in LANGUAGES
            for file in sorted((self._content / language).rglob("*.md"))
        ]
        read = [(source, read_page(source, quotes[source.language], links)) for source in sources]
        pages = {source.file: (source, page) for source, page in read if page is not None}
        problems += find_misplaced(sources)
        problems += find_incoherence(list(pages.values()), self._others)
        bodies = self._render(sources, Library([page for _, page in pages.values()], self._others), quotes)
        for source in sources:
            problems += [*source.problems, *bodies[source.file].problems]
            links += [_at_home(link, source) for link in bodies[source.file].links]
        made = [
            replace(page, body=bodies[file].html, headings=bodies[file].headings) for file, (_, page) in pages.items()
        ]
        library = Library(made, self._others)
        anchors = {(source.language, f"/{source.address}"): bodies[source.file].anchors for source in sources}
        warnings = find_overdue(list(pages.values()), today)
        return Loaded(library, tuple(problems), tuple(warnings), tuple(links), anchors)

    def _render(self, sources: list[Source], library: Library, quotes: Mapping[str, Quotes]) -> dict[str, Body]:
        blocks = {**own_blocks(library, self._furniture), **self._blocks}
        return {
            source.file: render_body(
                _fill_in(source, quotes[source.language]),
                file=source.file,
                first_line=source.body_line,
                language=source.language,
                blocks=blocks,
                furniture=self._furniture,
            )
            for source in sources
        }


def _fill_in(source: Source, quotes: Quotes) -> str:
    """Fill in the quotes of a body, line by line, so that a fault has its line."""
    lines = []
    for number, line in enumerate(source.body.split("\n")):
        try:
            lines.append(quotes.fill_in(line, in_markdown=True))
        except UnknownQuote as error:
            source.problems.append(Problem(source.file, source.body_line + number, str(error)))
            lines.append(line)
    return "\n".join(lines)


def _at_home(link: FoundLink, source: Source) -> FoundLink:
    """Give a link to a heading of its own page the path of that page."""
    return replace(link, target=f"/{source.address}{link.target}") if link.target.startswith("#") else link
