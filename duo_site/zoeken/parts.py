"""What the running site keeps for searching: the index of its pages, and the words of each language."""

from collections.abc import Callable
from threading import Lock
from typing import cast

from sqlalchemy import Engine

from duo_site.database import reading_session, writing_session
from duo_site.web.site import current_site
from duo_site.zoeken.domain import QuickAnswer, SearchedPage
from duo_site.zoeken.index import digest_of, find_digest, read_vocabulary, replace_pages
from duo_site.zoeken.vocabulary import Vocabulary

_PART = "zoeken"

ListPages = Callable[[], tuple[SearchedPage, ...]]
FindAnswer = Callable[[str, str], QuickAnswer | None]
"""Gives the answer to a question (its text, a language), where there is one."""
IsHarmless = Callable[[str], bool]
"""Tells of a text that nothing in it points to a person."""


class SearchParts:
    """The index of a site, made equal to its pages when it is first asked; and what other rooms give."""

    def __init__(self, engine: Engine, list_pages: ListPages, find_answer: FindAnswer, is_harmless: IsHarmless) -> None:
        self.find_answer = find_answer
        self.is_harmless = is_harmless
        self._engine = engine
        self._list_pages = list_pages
        self._is_compared = False
        self._vocabularies: dict[str, tuple[str, Vocabulary]] = {}
        self._lock = Lock()

    def vocabulary(self, language: str) -> Vocabulary:
        """Give the words of a language, as the index has them now."""
        with reading_session(self._engine) as session:
            digest = find_digest(session)
        if not self._is_compared or not digest:
            with self._lock:
                digest = self._compare()
        known = self._vocabularies.get(language)
        if known is None or known[0] != digest:
            with reading_session(self._engine) as session:
                known = find_digest(session), read_vocabulary(session, language)
            self._vocabularies[language] = known
        return known[1]

    def _compare(self) -> str:
        """Make the index hold the pages of this program, once in its life; whoever published since goes on top."""
        with reading_session(self._engine) as session:
            digest = find_digest(session)
        if self._is_compared and digest:
            return digest
        pages = self._list_pages()
        wanted = digest_of(pages)
        if digest != wanted:
            with writing_session(self._engine) as session:
                replace_pages(session, pages)
        self._is_compared = True
        return wanted


def keep_search(parts: dict[str, object], search: SearchParts) -> None:
    """Put the search among the parts of a site."""
    parts[_PART] = search


def current_search() -> SearchParts:
    """Give the search of the current application."""
    return cast(SearchParts, current_site().parts[_PART])
