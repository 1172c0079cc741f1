"""Quotes that are looked up when a page is asked for, such as `{{cijfer:downloads-2025}}`.

All other content is made once, at the start. A live quote is checked then too, but leaves a mark in the body of the
page; the page is filled in when it is shown, and lies in the byte cache for some minutes like any other.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from markupsafe import escape

from duo_site.pages.domain import Page
from duo_site.pages.quotes import Block

LookUp = Callable[[str, str], str]
"""Gives the text of a quote for a language and an argument; it never fails for an argument that was checked."""

# Characters for private use: no keyboard types them, and Markdown leaves them alone.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z-]+):([^{_CLOSE}]+){_CLOSE}")


def live_blocks(checks: Mapping[str, Callable[[str], object]]) -> dict[str, Block]:
    """Make the quotes that leave a mark; each check raises LookupError for an argument that makes no sense."""

    def leave_mark(name: str, check: Callable[[str], object]) -> Block:
        def block(_language: str, argument: str) -> str:
            check(argument)
            return f"{_OPEN}{name}:{argument}{_CLOSE}"

        return block

    return {name: leave_mark(name, check) for name, check in checks.items()}


def has_mark(text: str) -> bool:
    """Tell whether a text holds a live quote."""
    return _OPEN in text


def fill_in(page: Page, look_ups: Mapping[str, LookUp]) -> Page:
    """Give a page with its live quotes looked up."""
    if not has_mark(page.body):
        return page

    def look_up(found: re.Match[str]) -> str:
        return str(escape(look_ups[found[1]](page.language, found[2])))

    return replace(page, body=_MARK.sub(look_up, page.body))
