"""What pages must be together: pairs of languages, titles that differ, relations that exist."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from duo_site.pages.domain import Page
from duo_site.pages.problems import Problem
from duo_site.pages.sources import Source
from duo_site.web.i18n import LANGUAGES


def find_incoherence(pages: Sequence[tuple[Source, Page]], others: Iterable[str]) -> list[Problem]:
    """Find what is wrong between pages; `others` are the paths of public pages of other rooms."""
    problems: list[Problem] = []
    by_place = {(page.language, page.address): page for _, page in pages}
    titles: dict[tuple[str, str], list[str]] = defaultdict(list)
    known = {path.strip("/") for path in others}
    for source, page in pages:
        titles[page.language, page.title.casefold()].append(source.file)
        same = titles[page.language, page.title.casefold()]
        if page.title and len(same) > 1:
            problems.append(Problem(source.file, source.line_of("title"), f"{same[0]} has the same title"))
        for at, address in enumerate(page.related):
            if (page.language, address) not in by_place and address not in known:
                line = source.line_of("related", at)
                problems.append(Problem(source.file, line, f"the related address {address} is unknown"))
            if address == page.address:
                problems.append(Problem(source.file, source.line_of("related", at), "a page is related to itself"))
        problems += _compare(source, page, by_place)
    return problems


def find_misplaced(sources: Iterable[Source]) -> list[Problem]:
    """Find the files that lack their twin in another language, and those that share an address."""
    places: dict[tuple[str, str], Source] = {}
    problems = []
    for source in sources:
        first = places.setdefault((source.language, source.address), source)
        if first is not source:
            problems.append(Problem(source.file, 1, f"{first.file} has the same address"))
    return problems + [
        Problem(source.file, 1, f"its twin in {language} is missing")
        for (_, address), source in places.items()
        for language in LANGUAGES
        if (language, address) not in places
    ]


def find_overdue(pages: Sequence[tuple[Source, Page]], today: date) -> list[Problem]:
    """Find the pages whose owner should have looked at them again: a warning, not a fault."""
    return [
        Problem(source.file, source.line_of("review"), f"the review of {page.review} by {page.owner} is overdue")
        for source, page in pages
        if page.review < today
    ]


def _compare(source: Source, page: Page, by_place: Mapping[tuple[str, str], Page]) -> list[Problem]:
    """Compare a page with its twins: what is no language must be the same. Each pair is told of once."""
    twins = [by_place.get((language, page.address)) for language in LANGUAGES if language > page.language]
    return [
        Problem(source.file, source.line_of(name), f"{name} differs from its twin in {twin.language}")
        for twin in twins
        if twin is not None
        for name in ("layout", "published", "order", "sector")
        if getattr(twin, name) != getattr(page, name)
    ]
