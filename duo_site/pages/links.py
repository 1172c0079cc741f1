"""Links in content: root-relative and without language, given their language and checked at the start."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from duo_site.pages.problems import Problem
from duo_site.web.i18n import WITHOUT_LANGUAGE, path

_OUTSIDE = ("https://", "mailto:", "tel:")


class RefusedLink(ValueError):
    """A link leads where no content may lead; the message says why."""


@dataclass(frozen=True)
class FoundLink:
    """A link to a page of this site, as it was written, and where."""

    file: str
    line: int
    language: str
    target: str


def is_inside(target: str) -> bool:
    """Tell whether a link leads to this site; raise RefusedLink for one that is not allowed."""
    if target.startswith("/") and not target.startswith(("//", "/\\")):
        if target.startswith("/en/") or target == "/en":
            raise RefusedLink(f"the link {target} names a language; leave that out")
        return True
    if target.startswith((*_OUTSIDE, "#")):
        return False
    raise RefusedLink(f"the link {target} begins with none of / # {' '.join(_OUTSIDE)}")


def in_language(target: str, language: str) -> str:
    """Give a link to this site in a language."""
    return target if target.startswith(WITHOUT_LANGUAGE) else path(target, language)


def find_dead_links(
    links: Iterable[FoundLink],
    is_known: Callable[[str], bool],
    anchors: Callable[[str, str], frozenset[str] | None],
) -> list[Problem]:
    """Find the links to addresses that do not exist.

    `is_known` tells of a path whether the site answers it; `anchors` gives the anchors of the page at a path in a
    language, or None where they are not known.
    """
    problems = []
    for link in links:
        parts = urlsplit(link.target)
        if parts.path and not is_known(parts.path):
            problems.append(Problem(link.file, link.line, f"the link {link.target} leads nowhere"))
            continue
        known = anchors(link.language, parts.path)
        if parts.fragment and known is not None and parts.fragment not in known:
            problems.append(Problem(link.file, link.line, f"the link {link.target} names a heading that is not there"))
    return problems
