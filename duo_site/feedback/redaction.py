"""Taking out of a text what could identify somebody: BSN, IBAN, e-mail address, phone number. Pure.

Too much rather than too little: a number that passes the test of a BSN goes, whatever it was meant to be. Dates, pairs
of years and amounts in euro stay.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What was found, as it is named in the place where it stood; the first of two that overlap wins."""

    IBAN = "IBAN"
    EMAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    BSN = "BSN"


class Span(NamedTuple):
    """A part of a text."""

    start: int
    end: int
    kind: Kind


_SEPARATOR = r"[\s\u00a0\u202f.\-/_]"
_GAP = f"{_SEPARATOR}{{0,3}}"
_MAIL_CHARACTER = r"[^\s@<>()\[\],;:\"']"
_HOST_PART = r"[^\s@<>()\[\],;:\"'.]+"
_EMAIL = re.compile(rf"(?<!{_MAIL_CHARACTER}){_MAIL_CHARACTER}+\s?@\s?{_HOST_PART}(?:\.{_HOST_PART})+")
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)\s?31[\s.\-/]{0,3}(?:\(0\))?[\s.\-/]{0,3}|\(?0)[1-9](?:[\s.\-()/]{0,3}\d){8}(?!\d)"
    r"|\+\d(?:[\s.\-()/]{0,3}\d){7,13}(?!\d)"
)
_BSN_LENGTHS = (9, 8)
_BSN = {length: re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{{length - 1}}}(?!\d)") for length in _BSN_LENGTHS}
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_NO_BSN = re.compile(
    rf"\d{{1,2}}{_SEPARATOR}+\d{{1,2}}{_SEPARATOR}+(?:19|20)\d{{2}}"  # a date: 01-02-2003
    rf"|(?:19|20)\d{{2}}{_SEPARATOR}+\d{{2}}{_SEPARATOR}+\d{{2}}"  # a date: 2003-02-01
    rf"|(?:19|20)\d{{2}}{_SEPARATOR}+(?:19|20)\d{{2}}"  # two years: 2003-2004
)
_AMOUNT = re.compile(r"(?:€|EUR)\s?\d{1,3}(?:\.\d{3})+(?:,\d{2})?", re.IGNORECASE)

# The national part of an IBAN (SWIFT IBAN Registry): n digits, a letters, c either. Without this shape the check
# digits alone would find an IBAN in one of five sentences that hold a year.
_BBAN_SHAPES = {
    "AD": "8n12c", "AT": "16n", "BE": "12n", "BG": "4a6n8c", "CH": "5n12c", "CY": "8n16c", "CZ": "20n", "DE": "18n",
    "DK": "14n", "EE": "16n", "ES": "20n", "FI": "14n", "FR": "10n11c2n", "GB": "4a14n", "GI": "4a15c", "GR": "7n16c",
    "HR": "17n", "HU": "24n", "IE": "4a14n", "IS": "22n", "IT": "1a10n12c", "LI": "5n12c", "LT": "16n", "LU": "3n13c",
    "LV": "4a13c", "MA": "24n", "MC": "10n11c2n", "MT": "4a5n18c", "NL": "4a10n", "NO": "11n", "PL": "24n",
    "PT": "21n", "RO": "4a16c", "SE": "20n", "SI": "15n", "SK": "20n", "SM": "1a10n12c", "TR": "6n16c", "VA": "18n",
}  # fmt: skip
_CLASSES = {"n": "[0-9]", "a": "[A-Za-z]", "c": "[A-Za-z0-9]"}


def _shape(country: str, bban: str) -> str:
    """Make the pattern of the IBANs of a country, with gaps anywhere."""
    parts = re.findall(r"(\d+)([nac])", bban)
    characters = [_CLASSES["n"]] * 2 + [_CLASSES[kind] for count, kind in parts for _ in range(int(count))]
    return _GAP.join([*country, *characters])


_IBAN = [re.compile(_shape(*item), re.IGNORECASE | re.ASCII) for item in _BBAN_SHAPES.items()]


def redact(text: str) -> str:
    """Replace every BSN, IBAN, e-mail address and phone number by a word that says what stood there."""
    for span in reversed(_merge(sorted(_find(text)))):
        text = f"{text[: span.start]}[{span.kind} weggehaald]{text[span.end :]}"
    return text


def passes_11_test(digits: str) -> bool:
    """Tell whether 8 or 9 digits can be a BSN (Wet algemene bepalingen burgerservicenummer; 0 alone cannot)."""
    numbers = [int(digit) for digit in digits.zfill(9)]
    total = sum(weight * number for weight, number in zip(_BSN_WEIGHTS, numbers, strict=True))
    return any(numbers) and total % 11 == 0


def passes_mod_97(iban: str) -> bool:
    """Tell whether the check digits of an IBAN are right (ISO 7064 mod 97-10)."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _find(text: str) -> Iterator[Span]:
    """Find everything, also what overlaps: a chance hit must not hide the real thing beside it."""
    for match in _EMAIL.finditer(text):
        yield Span(*match.span(), Kind.EMAIL)
    for match in _PHONE.finditer(text):
        yield Span(*match.span(), Kind.PHONE)
    for pattern in _IBAN:
        for start, end in _overlapping(pattern, text):
            if passes_mod_97(re.sub(_SEPARATOR, "", text[start:end])):
                yield Span(start, end, Kind.IBAN)
    amounts = [match.span() for match in _AMOUNT.finditer(text)]
    for pattern in _BSN.values():
        for start, end in _overlapping(pattern, text):
            found = text[start:end]
            is_amount = any(first <= start and end <= last for first, last in amounts)
            if not is_amount and not _NO_BSN.fullmatch(found) and passes_11_test(re.sub(r"\D", "", found)):
                yield Span(start, end, Kind.BSN)


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Find a match at every place where one begins."""
    match = pattern.search(text)
    while match:
        yield match.span()
        match = pattern.search(text, match.start() + 1)


def _merge(spans: list[Span]) -> list[Span]:
    """Join spans that overlap, under the kind that comes first in `Kind`."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            last = merged.pop()
            kind = min(last.kind, span.kind, key=list(Kind).index)
            span = Span(last.start, max(last.end, span.end), kind)
        merged.append(span)
    return merged
