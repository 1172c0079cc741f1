"""Quotes in texts: `{{feit:key}}` for a fact, `{{name:argument}}` for a datum of another room."""

import re
from collections.abc import Callable, Mapping

from duo_site.pages.facts import Fact

Block = Callable[[str, str], str]
"""Gives a block (HTML) or a quote (text) for a language and an argument; raises LookupError for an unknown one."""

FACT = "feit"
_QUOTE = re.compile(r"\{\{\s*([a-z-]+)\s*:\s*([^{}\s]+)\s*\}\}")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")


class UnknownQuote(LookupError):
    """A text quotes what does not exist; the message says what."""


class Quotes:
    """Fills in the quotes of texts in one language."""

    def __init__(self, language: str, facts: Mapping[str, Fact], blocks: Mapping[str, Block]) -> None:
        self._language = language
        self._facts = facts
        self._blocks = blocks

    def fill_in(self, text: str, *, in_markdown: bool = False) -> str:
        """Fill in the quotes of a text; raise UnknownQuote for one that has no answer."""

        def give(found: re.Match[str]) -> str:
            quoted = self._find(found[1], found[2])
            return _MARKDOWN.sub(r"\\\1", quoted) if in_markdown else quoted

        filled = _QUOTE.sub(give, text)
        if "{{" in filled:
            raise UnknownQuote("a quote reads {{name:argument}}")
        return filled

    def _find(self, name: str, argument: str) -> str:
        if name == FACT:
            if argument not in self._facts:
                raise UnknownQuote(f"the fact {argument} is unknown")
            return self._facts[argument].wording[self._language]
        if name not in self._blocks:
            raise UnknownQuote(f"the quote {name} is unknown")
        try:
            return str(self._blocks[name](self._language, argument))
        except (LookupError, ValueError) as error:
            raise UnknownQuote(f"{name} does not know {argument}") from error
