"""A question typed in words, such as "hbo 1994": read as a question about one diploma, and answered in a few lines."""

import re
from dataclasses import dataclass
from datetime import date

from duo_site.diplomahulp.domain import Bekostiging, Dataset, Question
from duo_site.diplomahulp.rules import answer
from duo_site.diplomahulp.texts import explain, title
from duo_site.web.i18n import path

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_YEAR = re.compile(r"[0-9]{4}")
# What people call a soort; longer names first win over the words in them.
_NAMES: dict[str, tuple[str, ...]] = {
    "vo": ("vo", "vmbo", "mavo", "havo", "vwo", "atheneum", "gymnasium", "mulo", "lbo", "lts", "middelbare school"),
    "vavo": ("vavo", "avondschool"),
    "vso": ("vso", "speciaal onderwijs"),
    "mbo": ("mbo", "mts", "meao", "roc"),
    "hbo": ("hbo", "hts", "heao", "hogeschool", "pabo", "associate degree", "university of applied sciences"),
    "wo": ("wo", "universiteit", "universitair", "university", "doctoraal"),
    "staatsexamen-vo": ("staatsexamen", "state exam"),
    "nt2": ("nt2", "staatsexamen nt2"),
    "inburgering": ("inburgering", "inburgeringsexamen", "inburgeringsdiploma", "civic integration"),
    "wft": ("wft",),
    "pre-master": ("pre-master", "premaster"),
    "post-hbo": ("post-hbo",),
    "promotie": ("promotie", "phd", "doctorate"),
    "zij-instroom": ("zij-instroom",),
}


@dataclass(frozen=True)
class QuickAnswer:
    """An answer in a few lines, and the address that explains all of it."""

    title: str
    text: str
    href: str


def find_quick_answer(dataset: Dataset, text: str, today: date, language: str) -> QuickAnswer | None:
    """Answer a text that names one soort and one year; None for any other text."""
    words = [word.casefold() for word in _WORD.findall(text)]
    years = {int(word) for word in words if _YEAR.fullmatch(word)}
    soort = _find_soort(dataset, " ".join(words))
    if soort is None or len(years) != 1:
        return None
    (year,) = years
    found = dataset.soorten[soort]
    if not dataset.earliest_year <= year <= today.year or not found.asks_year:
        return None
    unknown = Bekostiging.WEET_NIET if found.asks_bekostiging else None
    given = answer(dataset, Question(found, unknown, year), today)
    query = {"soort": soort, "jaar": str(year)} | ({"bekostiging": unknown} if unknown else {})
    explained = explain(dataset, given, language)
    return QuickAnswer(title(given, language), " ".join(explained[:2]), path("/diplomahulp", language, **query))


def _find_soort(dataset: Dataset, text: str) -> str | None:
    """Find the one soort that a text names, by the longest of its names."""
    spaced = f" {text} "
    named = [
        (len(name), key)
        for key, names in _NAMES.items()
        for name in names
        if key in dataset.soorten and re.search(rf"[ -]{re.escape(name)}[ -]", spaced)
    ]
    longest = max((length for length, _ in named), default=0)
    found = {key for length, key in named if length == longest}
    # "Hbo of wo" names two: then nobody knows which was meant.
    inside = {key for _, key in named}
    return found.pop() if len(found) == 1 and (len(inside) == 1 or longest > 5) else None
