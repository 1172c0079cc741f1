"""The texts of the pages, for the search: plain, without the furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from duo_site.pages.domain import Layout, Library, Page

# What stands in blocks of its own is another word, also without a space between.
_BLOCK = re.compile(r"<(?=/?(?:p|li|td|th|h[1-6]|tr|div|dt|dd|ul|ol|summary|details|table|caption|br)\b)")

# A heading or an item of a list often ends without a mark; beside other text it needs one.
_UNENDED = re.compile(r"(?<=[^.!?:;>\s])((?:</(?:em|strong|a|code)>)*)(?=</(?:h[1-6]|li|th|td|dt)>)")


@dataclass(frozen=True)
class PageText:
    """What a page says; `published` for a press release only."""

    page: Page
    headings: tuple[str, ...]
    text: str
    published: date | None


def list_texts(library: Library, language: str) -> Iterator[PageText]:
    """Give the texts of all pages of a language."""
    for page in library.list_pages(language):
        parts = [_plain(page.body), *(f"{post.title}. {post.text}" for post in (*page.tasks, *page.manuals))]
        for environment in page.environments:
            parts += [f"{environment.name}. {environment.text}", *environment.tasks]
        published = page.published if page.layout is Layout.PRESS else None
        yield PageText(page, tuple(title for title, _ in page.headings), " ".join(parts), published)


def _plain(body: str) -> str:
    # Only text comes out of it.
    return Markup(_BLOCK.sub(" <", _UNENDED.sub(r"\1.", body))).striptags()  # noqa: S704
