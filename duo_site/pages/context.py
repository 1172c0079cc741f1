"""What the templates of public pages get: plain values made from pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from duo_site.pages.domain import ARCHIVE, Layout, Library, Page, Place
from duo_site.pages.press import ArchivePage
from duo_site.web.i18n import current_language, path
from duo_site.web.i18n import gettext as _

Crumbs = list[tuple[str, str | None]]

_SECTIONS = ("particulier", "zakelijk", "inloggen")


@dataclass(frozen=True)
class Metadata:
    """What the head of a page tells machines (the core of OWMS 4.0)."""

    path: str
    title: str
    summary: str
    kind: str
    created: date | None = None
    modified: date | None = None


def describe_page(library: Library, page: Page) -> dict[str, Any]:
    """Make the context of the template of a page."""
    context: dict[str, Any] = {
        "page": page,
        "crumbs": _list_crumbs(library, page),
        "related": _list_related(library, page),
        "section": _section_of(page),
        "canonical_path": page.path,
        "description": page.summary,
        "metadata": _metadata_of(page),
    }
    match page.layout:
        case Layout.HOME:
            context["news"] = library.list_releases(page.language)[: page.news]
        case Layout.SECTION:
            context["below"] = [Place(path(each.path), each.title, each.summary) for each in library.list_below(page)]
            context["archive"] = ARCHIVE.startswith(f"{page.address}/")
    return context


def describe_archive(library: Library, archive: ArchivePage) -> dict[str, Any]:
    """Make the context of the press archive."""
    title = _("Persberichten") if archive.year is None else _("Persberichten van %(year)s", year=archive.year)
    address = f"/{ARCHIVE}/"
    query = {"jaar": archive.year} if archive.year else {}
    here = {**query, "pagina": archive.number} if archive.number > 1 else query
    summary = _("Cijfers en nieuws over diploma's, uittreksels en het diplomaregister.")
    parents = [page for page in [library.find(current_language(), ARCHIVE.partition("/")[0])] if page]
    return {
        "archive": archive,
        "title": title,
        "crumbs": [*_above(parents), (_("Persberichten"), path(address) if archive.year else None)]
        + ([(str(archive.year), None)] if archive.year else []),
        "section": "persberichten",
        "canonical_path": path(address, "nl", **here),
        "description": summary,
        "metadata": Metadata(address, title, summary, "webpagina"),
        "query": query,
        "related": [],
    }


def _above(ancestors: list[Page]) -> Crumbs:
    pages = [page for page in ancestors if page.address]
    return [(_("Home"), path("/")), *((page.title, path(page.path)) for page in pages)]


def _list_crumbs(library: Library, page: Page) -> Crumbs:
    if page.layout is Layout.HOME:
        return []
    above = _above(library.list_ancestors(page))
    if page.layout is Layout.PRESS:
        above.append((_("Persberichten"), path(f"/{ARCHIVE}/")))
    return [*above, (page.title, None)]


def _list_related(library: Library, page: Page) -> list[Place]:
    places = []
    for address in page.related:
        other = library.find(page.language, address)
        if other is not None:
            places.append(Place(path(other.path), other.title, other.summary))
        else:
            found = next(rest for rest in library.others if rest.strip("/") == address)
            places.append(Place(path(found), _(library.others[found])))
    return places


def _section_of(page: Page) -> str:
    """Tell which entry of the menu a page belongs to; none is an empty text."""
    if page.layout is Layout.PRESS:
        return "persberichten"
    first = page.address.partition("/")[0]
    return first if first in _SECTIONS else ""


def _metadata_of(page: Page) -> Metadata:
    kind = "nieuwsbericht" if page.layout is Layout.PRESS else "webpagina"
    return Metadata(page.path, page.title, page.summary, kind, page.published, page.updated)
