"""What rooms give each other: no room imports another, so what one needs of another is passed on here."""

from collections.abc import Callable, Mapping
from typing import cast

from flask import Flask

from duo_site.cijfers.parts import ANSWERS, look_up_quote
from duo_site.cijfers.quoting import NAME as QUOTE
from duo_site.cijfers.quoting import read_quote
from duo_site.controle.parts import PRESENT, SOORTEN
from duo_site.database import reading_session
from duo_site.diplomahulp.blocks import content_blocks
from duo_site.diplomahulp.parts import dataset_of
from duo_site.diplomahulp.quick import find_quick_answer
from duo_site.feedback.doing.routes import TITLE_OF
from duo_site.feedback.reading.monthly import list_months
from duo_site.feedback.redaction import redact
from duo_site.identity import Identity, Means
from duo_site.login.causes import find_known_cause
from duo_site.login.providers import clients_of
from duo_site.login.refusals import explain_to
from duo_site.mijn_diplomas.logboek import WatchedRegister
from duo_site.mijn_diplomas.present import find_present
from duo_site.mijn_diplomas.soorten import find_soorten
from duo_site.mijn_duo.opleidingen.part import OPLEIDING_PART
from duo_site.mijn_duo.rollen.service import with_rights
from duo_site.mijn_duo.studentendossier.parts import give_register
from duo_site.mijn_duo.verantwoording.part import VERANTWOORDING_PART, taxonomy_of
from duo_site.mijn_duo.zaken.domain import ZaakKind
from duo_site.mijn_duo.zaken.kinds import KIND_PARTS
from duo_site.pages.domain import Layout, Library
from duo_site.pages.live import live_blocks
from duo_site.pages.routes import KNOWN_CAUSE, LIVE
from duo_site.pages.routes import PART as LIBRARY
from duo_site.pages.searched import list_texts
from duo_site.pages.start import RELOAD
from duo_site.pages.start import prepare as prepare_pages
from duo_site.redactie.domain import ReviewedPage
from duo_site.redactie.routes import prepare as prepare_redactie
from duo_site.web.clock import today
from duo_site.web.i18n import LANGUAGES, using
from duo_site.web.site import Site
from duo_site.web.statements import statement_blocks
from duo_site.wording.domain import Snapshot
from duo_site.wording.following import Follower
from duo_site.zoeken.domain import QuickAnswer, SearchedPage
from duo_site.zoeken.parts import SearchParts, keep_search
from duo_site.zoeken.places import kind_of, list_places

# A home page or section says a little of everything; news mattered most on its day.
_IMPORTANCE = {Layout.HOME: 0.4, Layout.SECTION: 0.6, Layout.PRESS: 0.7}


def connect_rooms(app: Flask, site: Site, *, favicon: str, others: Mapping[str, str]) -> None:
    """Give each room what it needs of others, and read the content, which quotes them.

    `favicon` is its address; `others` are the public pages that are made by code, path to title.
    """
    site.refresh_identity = lambda identity, chosen: refresh(site, identity, chosen)
    clients_of(site)
    taxonomy_of(site)
    site.parts[KIND_PARTS] = {ZaakKind.JAARVERSLAG: VERANTWOORDING_PART, ZaakKind.OPLEIDING: OPLEIDING_PART}
    give_register(site, WatchedRegister(site.secrecy))
    site.parts[PRESENT] = find_present
    site.parts[SOORTEN] = find_soorten
    site.parts[ANSWERS] = list_months
    environments = app.extensions["duo-templates"]
    blocks = content_blocks(dataset_of(site), environments) | statement_blocks(site.retention, environments)
    blocks |= live_blocks({QUOTE: read_quote})
    site.parts[LIVE] = {QUOTE: look_up_quote}
    site.parts[KNOWN_CAUSE] = find_known_cause
    site.explain_refusal = explain_to
    site.parts["pages.warnings"] = prepare_pages(app, site, blocks, others=others, favicon=favicon)
    keep_search(site.parts, make_search(site))
    prepare_redactie(app, lambda: list_reviewed(site))
    site.parts[TITLE_OF] = lambda language, address: find_title(site, language, address)


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


def list_reviewed(site: Site) -> tuple[ReviewedPage, ...]:
    """List the pages for the editors."""
    library = site.parts[LIBRARY]
    assert isinstance(library, Library)
    return tuple(
        ReviewedPage(page.language, page.path, page.title, page.owner, page.updated, page.review)
        for language in LANGUAGES
        for page in library.list_pages(language)
    )


def find_title(site: Site, language: str, address: str) -> str | None:
    """Find the title of a page of the content."""
    library = site.parts[LIBRARY]
    assert isinstance(library, Library)
    page = library.find(language, address.lstrip("/"))
    return page.title if page else None


def refresh(site: Site, identity: Identity, chosen: str) -> Identity:
    """Give a medewerker of an onderwijsinstelling the rights of this moment; others keep those of their login."""
    if identity.means is not Means.EHERKENNING:
        return identity
    with reading_session(site.engine) as session:
        return with_rights(session, identity, chosen, today())
