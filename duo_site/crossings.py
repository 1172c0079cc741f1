"""What rooms give each other: no room imports another, so these functions are passed on by `app.py`."""

from collections.abc import Callable
from typing import cast

from flask import Flask

from duo_site.diplomahulp.parts import dataset_of
from duo_site.diplomahulp.quick import find_quick_answer
from duo_site.feedback.redaction import redact
from duo_site.pages.domain import Layout, Library
from duo_site.pages.routes import PART as LIBRARY
from duo_site.pages.searched import list_texts
from duo_site.pages.start import RELOAD
from duo_site.web.clock import today
from duo_site.web.i18n import LANGUAGES, using
from duo_site.web.site import Site
from duo_site.wording.domain import Snapshot
from duo_site.wording.following import Follower
from duo_site.zoeken.domain import QuickAnswer, SearchedPage
from duo_site.zoeken.parts import SearchParts
from duo_site.zoeken.places import kind_of, list_places

# A home page or section says a little of everything; news mattered most on its day.
_IMPORTANCE = {Layout.HOME: 0.4, Layout.SECTION: 0.6, Layout.PRESS: 0.7}


def make_search(site: Site) -> SearchParts:
    """Make the search of a site: over its content files and the pages made by code, with answers of the diplomahulp."""

    def find_answer(text: str, language: str) -> QuickAnswer | None:
        found = find_quick_answer(dataset_of(site), text, today(), language)
        return QuickAnswer(found.title, found.text, found.href) if found else None

    return SearchParts(
        site.engine, lambda: list_searched(site), find_answer, is_harmless=lambda text: redact(text) == text
    )


def follow_texts(app: Flask, site: Site) -> Follower:
    """Make what takes up the texts that editors publish: templates, catalogues and pages change as one."""

    def take_up(snapshot: Snapshot) -> None:
        texts = site.make_texts(snapshot.number, snapshot.texts)
        app.extensions["duo-templates"].update(texts.environments)
        with using(texts):
            library = cast(Callable[[], Library], site.parts[RELOAD])()
        site.texts, site.parts[LIBRARY] = texts, library
        site.empty_page_cache()

    return Follower(site.engine, lambda: site.texts.number, take_up)


def list_searched(site: Site) -> tuple[SearchedPage, ...]:
    """List the pages that the search knows, in all languages."""
    library = site.parts[LIBRARY]
    assert isinstance(library, Library)
    pages = (
        SearchedPage(
            language=text.page.language,
            path=text.page.path,
            kind=kind_of(text.page.path),
            title=text.page.title,
            summary=text.page.summary,
            keywords=text.page.search,
            headings=text.headings,
            text=text.text,
            published=text.published,
            importance=_IMPORTANCE.get(text.page.layout, 1.0),
        )
        for language in LANGUAGES
        for text in list_texts(library, language)
    )
    return (*pages, *list_places())
