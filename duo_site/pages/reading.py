"""From a content file to a page: which fields each layout has, and what they must be."""

from collections.abc import Callable

from duo_site.identity import Sector
from duo_site.pages.domain import ARCHIVE, Environment, Layout, Page, Signpost
from duo_site.pages.fields import Fields
from duo_site.pages.links import FoundLink, RefusedLink, in_language, is_inside
from duo_site.pages.live import has_mark
from duo_site.pages.problems import Problem
from duo_site.pages.quotes import Quotes, UnknownQuote
from duo_site.pages.sources import Source

LONGEST_SUMMARY = 160
"""Characters of a summary: what a search engine shows of it."""

_LONGEST_TITLE = 90


def read_page(source: Source, quotes: Quotes, links: list[FoundLink]) -> Page | None:
    """Make a page of a source, without its body; None where its front matter could not be read.

    A page with bad fields is made all the same, so that what refers to it is not told of as well. The links in its
    front matter are added to `links`, to be checked when all addresses are known.
    """
    if not source.values:
        return None
    fields = Fields(source, _quoting(source, quotes), source.values)
    follow = _following(source, links)
    layout = fields.choice("layout", Layout)
    page = Page(
        language=source.language,
        address=source.address,
        title=fields.text("title", _LONGEST_TITLE),
        summary=fields.text("summary", LONGEST_SUMMARY),
        layout=layout or Layout.PAGE,
        published=fields.day("published"),
        updated=fields.day("updated"),
        review=fields.day("review"),
        owner=fields.text("owner", 80),
        order=fields.number("order", 100),
        related=fields.texts("related"),
        search=fields.texts("search"),
        tasks=_read_signposts(fields, "tasks", follow) if layout is Layout.HOME else (),
        news=fields.number("news") if layout is Layout.HOME else 0,
        sector=fields.choice("sector", Sector) if layout is Layout.SECTOR else None,
        environments=_read_environments(fields, follow) if layout is Layout.SECTOR else (),
        manuals=_read_signposts(fields, "manuals", follow) if layout is Layout.SECTOR else (),
        login_problems=fields.flag("login_problems") if layout is Layout.SECTOR else False,
        newsletter=fields.flag("newsletter") if layout is Layout.SECTOR else False,
    )
    fields.finish()
    _check_dates(page, source, fields)
    _check_place(page, source, fields)
    return page


def _check_dates(page: Page, source: Source, fields: Fields) -> None:
    if page.updated < page.published:
        source.problems.append(Problem(source.file, fields.line("updated"), "updated lies before published"))


def _check_place(page: Page, source: Source, fields: Fields) -> None:
    below_archive = page.address.startswith(f"{ARCHIVE}/")
    reason = ""
    if page.address == ARCHIVE:
        reason = "this address is that of the press archive"
    elif (page.layout is Layout.PRESS) != below_archive:
        reason = f"layout press and a place below {ARCHIVE} go together"
    elif (page.layout is Layout.HOME) != (page.address == ""):
        reason = "layout home and the file index.md go together"
    if reason:
        source.problems.append(Problem(source.file, fields.line("layout"), reason))


def _quoting(source: Source, quotes: Quotes) -> Callable[[str, int], str]:
    def quote(text: str, line: int) -> str:
        try:
            filled = quotes.fill_in(text)
        except UnknownQuote as error:
            source.problems.append(Problem(source.file, line, str(error)))
            return text
        if has_mark(filled):
            source.problems.append(Problem(source.file, line, "a live quote stands in the body of a page alone"))
            return text
        return filled

    return quote


def _following(source: Source, links: list[FoundLink]) -> Callable[[Fields], str]:
    """Make the reader of a field `href`: it notes the link and gives it in the language of the page."""

    def follow(fields: Fields) -> str:
        target = fields.text("href")
        try:
            if not target or not is_inside(target):
                return target
        except RefusedLink as error:
            source.problems.append(Problem(source.file, fields.line("href"), str(error)))
            return target
        links.append(FoundLink(source.file, fields.line("href"), source.language, target))
        return in_language(target, source.language)

    return follow


def _read_signposts(fields: Fields, name: str, follow: Callable[[Fields], str]) -> tuple[Signpost, ...]:
    signposts = []
    for record in fields.records(name):
        signposts.append(Signpost(record.text("title"), record.text("text"), follow(record)))
        record.finish()
    return tuple(signposts)


def _read_environments(fields: Fields, follow: Callable[[Fields], str]) -> tuple[Environment, ...]:
    environments = []
    for record in fields.records("environments"):
        environments.append(
            Environment(record.text("name"), record.text("text"), follow(record), record.texts("tasks"))
        )
        record.finish()
    return tuple(environments)
