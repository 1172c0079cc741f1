"""The blocks whose data are our own: the table of rollen and the sitemap."""

from collections.abc import Mapping

from duo_site.identity import KENMERK_LABELS, MACHTIGING_LABELS, ROLLEN, SECTOR_LABELS
from duo_site.pages.domain import ARCHIVE, Branch, Layout, Library, Page, Place
from duo_site.pages.links import in_language
from duo_site.pages.markdown import Furniture
from duo_site.pages.quotes import Block
from duo_site.web.i18n import translations


def own_blocks(library: Library, furniture: Furniture) -> Mapping[str, Block]:
    """Give the blocks `::rollen` and `::sitemap`."""

    def rollen(language: str, argument: str) -> str:
        _refuse(argument)
        labels = {"kenmerken": KENMERK_LABELS, "machtigingen": MACHTIGING_LABELS, "sectors": SECTOR_LABELS}
        return furniture(language, "rollen", {"rollen": ROLLEN, **labels})

    def sitemap(language: str, argument: str) -> str:
        _refuse(argument)
        home = library.get(language, "")
        return furniture(
            language, "sitemap", {"branches": grow_tree(library, home), "others": _others(library, language)}
        )

    return {"rollen": rollen, "sitemap": sitemap}


def grow_tree(library: Library, page: Page) -> tuple[Branch, ...]:
    """Make the tree of what stands below a page; the press archive stands below the organisation."""
    branches = [Branch(place_of(below), grow_tree(library, below)) for below in library.list_below(page)]
    releases = library.list_releases(page.language)
    if page.layout is not Layout.HOME and ARCHIVE.startswith(f"{page.address}/") and releases:
        path = f"/{ARCHIVE}/"
        archive = Place(in_language(path, page.language), translations(page.language).gettext(library.others[path]))
        branches.append(Branch(archive, tuple(Branch(place_of(release)) for release in releases)))
    return tuple(branches)


def place_of(page: Page) -> Place:
    """Give where a page stands, by its address with language."""
    return Place(in_language(page.path, page.language), page.title, page.summary)


def _others(library: Library, language: str) -> tuple[Place, ...]:
    archive, title_in = f"/{ARCHIVE}/", translations(language).gettext
    return tuple(
        Place(in_language(path, language), title_in(title)) for path, title in library.others.items() if path != archive
    )


def _refuse(argument: str) -> None:
    if argument:
        raise ValueError("This block takes no argument.")
