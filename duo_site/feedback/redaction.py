"""Taking out of a text what could identify somebody, before it is stored. Pure.

Too much rather than too little: a number that passes the test of a BSN goes, whatever it was meant to be. Dates, pairs
of years and amounts in euro stay. `python -m benchmarks.redaction` holds it against a labelled corpus.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from duo_site.feedback.numbers import find_bsns, find_ibans, find_phones


class Category(StrEnum):
    """What was found, as it is named in the place where it stood; the first of two that overlap wins."""

    IBAN = "IBAN"
    EMAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    BSN = "BSN"
    ADDRESS = "adres"
    NAME = "naam"


class Span(NamedTuple):
    """A part of a text."""

    start: int
    end: int
    category: Category


_MAIL_CHARACTER = r"[^\s@<>()\[\],;:\"]"
_HOST_PART = r"[^\s@<>()\[\],;:\"'.]+"
_AT = r"(?:\s?(?:@|[(\[{]at[)\]}])\s?|\sapenstaart(?:je)?\s)"
_DOT = r"(?:\.|\s?[(\[{](?:dot|punt)[)\]}]\s?|\s(?:dot|punt)\s)"
_EMAIL = re.compile(
    rf"(?<!{_MAIL_CHARACTER}){_MAIL_CHARACTER}+{_AT}{_HOST_PART}(?:{_DOT}{_HOST_PART})+"
    # "look at www.voorbeeld.nl" is no address, "anja at voorbeeld punt nl" is one.
    rf"|(?<!{_MAIL_CHARACTER}){_MAIL_CHARACTER}+\sat\s{_HOST_PART}(?:\s(?:dot|punt)\s{_HOST_PART})+",
    re.IGNORECASE,
)

# Words and units of two letters that follow a year or a number, as the letters of a postcode would.
_WORDS = (
    "aan|al|an|as|at|be|by|cm|da|de|do|eu|en|er|ff|gb|he|hr|if|ik|in|is|it|je|kb|kg|km|mb|me|mm|mn|my|na|no|nr|nu|of"
    "|om|on|op|or|px|so|st|te|to|tv|uu|we|wo|ze|zo"
)
_POSTCODE = rf"(?<!\d)[1-9]\d{{3}}[\s-]?(?:[A-Z]{{2}}|(?!(?:{_WORDS})\b)[a-zA-Z]{{2}})(?![^\W_])"
_SUFFIX = r"(?:\s?-?\s?(?:bis|hs|[a-zA-Z]))?"
_ADDRESS = re.compile(
    rf"{_POSTCODE}[\s,]{{1,3}}(?:(?:[Hh]uisnummer|[Nn]ummer|[Nn]umber|[Nn]r|[Nn]o)\.?\s?)?"
    rf"(?!(?:19|20)\d{{2}}(?!\d))\d{{1,5}}{_SUFFIX}(?![^\W_])"
    rf"|(?<=[^\W\d_]\s)\d{{1,5}}{_SUFFIX}[\s,]{{1,3}}{_POSTCODE}"
)

_PARTICLES = "al|bin|da|de|del|della|den|der|des|di|do|dos|du|el|la|las|le|les|'t|ten|ter|van|vd|von|y|zu"
_SHORTEST_NAME = 2


def redact(text: str, names: Iterable[str] = ()) -> str:
    """Replace what could identify somebody, and the given names, by a word that says what stood there."""
    for span in reversed(find_personal(text, names)):
        text = f"{text[: span.start]}[{span.category} weggehaald]{text[span.end :]}"
    return text


def find_personal(text: str, names: Iterable[str] = ()) -> list[Span]:
    """Find everything that would be replaced, in order; what overlaps is one."""
    return _merge(sorted(_find(text, names)))


def _find(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Find everything, also what overlaps: a chance hit must not hide the real thing beside it."""
    yield from (Span(*match.span(), Category.EMAIL) for match in _EMAIL.finditer(text))
    yield from (Span(*place, Category.PHONE) for place in find_phones(text))
    yield from (Span(*place, Category.IBAN) for place in find_ibans(text))
    yield from (Span(*place, Category.BSN) for place in find_bsns(text))
    yield from (Span(*match.span(), Category.ADDRESS) for match in _ADDRESS.finditer(text))
    for name in names:
        for pattern in _name_patterns(name):
            yield from (Span(*match.span(), Category.NAME) for match in pattern.finditer(text))


def _name_patterns(name: str) -> Iterator[re.Pattern[str]]:
    """Make the patterns of a name: whole, in any case; and each part of it that begins with a capital."""
    words = name.split()
    if not words:
        return
    whole = r"\s+".join(map(re.escape, words))
    yield re.compile(rf"(?<![\w-]){whole}(?![\w-])", re.IGNORECASE)
    for word in words:
        if word.lower() not in _PARTICLES.split("|") and len(word) >= _SHORTEST_NAME:
            written = "|".join({re.escape(word), re.escape(word.title()), re.escape(word.upper())})
            yield re.compile(rf"(?<![\w-])(?:[A-Z]\.\s?)*(?:(?i:{_PARTICLES})\s+)*(?:{written})(?![\w-])")


def _merge(spans: list[Span]) -> list[Span]:
    """Join spans that overlap, under the category that comes first in `Category`."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            last = merged.pop()
            category = min(last.category, span.category, key=list(Category).index)
            span = Span(last.start, max(last.end, span.end), category)
        merged.append(span)
    return merged
