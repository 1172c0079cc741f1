"""Finding the numbers that belong to one person or household: IBAN, BSN, phone number. Pure.

`static/js/redaction.js` warns by the same rules while somebody types; a test holds the two side by side.
"""

import re
from collections.abc import Iterator

SEPARATOR = r"[\s\u00a0\u202f.\-/_]"
GAP = f"{SEPARATOR}{{0,3}}"
_PHONE_GAP = r"[\s.\-()/]{0,3}"
_PHONE = re.compile(
    rf"(?<!\d)(?:(?:\+|00)\s?31[\s.\-/]{{0,3}}(?:\(0\))?[\s.\-/]{{0,3}}|\(?0)[1-9](?:{_PHONE_GAP}\d){{8}}(?!\d)"
    rf"|\+\d(?:{_PHONE_GAP}\d){{7,13}}(?!\d)"
    rf"|(?<!\d)00\s?[1-9](?:{_PHONE_GAP}\d){{8,13}}(?!\d)"
)
_BSN_LENGTHS = (9, 8)
_BSN = {length: re.compile(rf"(?<!\d)\d(?:{GAP}\d){{{length - 1}}}(?!\d)") for length in _BSN_LENGTHS}
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_YEAR, _MONTH, _DAY = r"(?:19|20)\d{2}", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_NO_BSN = re.compile(
    rf"\d{{1,2}}{SEPARATOR}+\d{{1,2}}{SEPARATOR}+{_YEAR}"  # a date: 01-02-2003
    rf"|{_YEAR}{SEPARATOR}+\d{{2}}{SEPARATOR}+\d{{2}}"  # a date: 2003-02-01
    rf"|{_YEAR}{_MONTH}{_DAY}|{_DAY}{_MONTH}{_YEAR}"  # a date: 20030201
    rf"|{_YEAR}{SEPARATOR}+\d{{4}}"  # two years, or the number of a case: 2003-2004
    rf"|\d(?:{SEPARATOR}+\d){{7}}"  # a row of eight marks: 7 8 6 9 7 8 6 7
)
_DATE = re.compile(rf"(?<!\d)\d{{1,2}}([-/.])\d{{1,2}}\1{_YEAR}(?!\d)")
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
    return GAP.join([*country, *characters])


_IBAN = [re.compile(_shape(*item), re.IGNORECASE | re.ASCII) for item in _BBAN_SHAPES.items()]

Place = tuple[int, int]


def find_ibans(text: str) -> list[Place]:
    """Find the IBANs whose check digits are right."""
    return [(start, end) for start, end in _iban_shapes(text) if passes_mod_97(re.sub(SEPARATOR, "", text[start:end]))]


def find_bsns(text: str) -> Iterator[Place]:
    """Find the numbers of 8 or 9 digits that can be a BSN; no dates, years, marks and amounts in euro."""
    amounts = [match.span() for match in _AMOUNT.finditer(text)]
    for pattern in _BSN.values():
        for place in _overlapping(pattern, text):
            found = text[slice(*place)]
            is_bsn = passes_11_test(re.sub(r"\D", "", found)) and not _NO_BSN.fullmatch(found)
            if is_bsn and not _stands_in(place, amounts):
                yield place


def find_phones(text: str) -> Iterator[Place]:
    """Find phone numbers, Dutch and foreign ones; not what is part of a date or has the shape of an IBAN."""
    others = [match.span() for match in _DATE.finditer(text)] + list(_iban_shapes(text))
    for match in _PHONE.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in others):
            yield match.span()


def passes_11_test(digits: str) -> bool:
    """Tell whether 8 or 9 digits can be a BSN (Wet algemene bepalingen burgerservicenummer; 0 alone cannot)."""
    numbers = [int(digit) for digit in digits.zfill(9)]
    total = sum(weight * number for weight, number in zip(_BSN_WEIGHTS, numbers, strict=True))
    return any(numbers) and total % 11 == 0


def passes_mod_97(iban: str) -> bool:
    """Tell whether the check digits of an IBAN are right (ISO 7064 mod 97-10)."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _iban_shapes(text: str) -> Iterator[Place]:
    for pattern in _IBAN:
        yield from _overlapping(pattern, text)


def _stands_in(place: Place, others: list[Place]) -> bool:
    return any(first <= place[0] and place[1] <= last for first, last in others)


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    """Find a match at every place where one begins."""
    match = pattern.search(text)
    while match:
        yield match.span()
        match = pattern.search(text, match.start() + 1)
