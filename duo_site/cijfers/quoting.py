"""A figure in a sentence of a page: `{{cijfer:downloads-2025}}`, with a value after a slash `downloads-2025/hbo`.

The period is a year, a month (2025-06) or `laatste-maand`.
"""

import re
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_decimal

from duo_site.cijfers.domain import ALL, SPLITS, Figures, Month, Part, Series
from duo_site.cijfers.values import VALUES
from duo_site.web.i18n import translations

NAME = "cijfer"
LAST_MONTH = "laatste-maand"


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


_UNKNOWN = _n_("een aantal dat nog niet bekend is")
_HIDDEN = _n_("een aantal dat wij niet laten zien")
_KNOWN = _n_("%(count)s (stand van %(day)s)")
_QUOTE = re.compile(rf"([a-z]+)-(?:(\d{{4}})(?:-(0[1-9]|1[0-2]))?|{LAST_MONTH})(?:/([a-z0-9-]+))?")


@dataclass(frozen=True)
class Quote:
    """Which figure is quoted; without a year it is that of the last month that has ended."""

    series: Series
    year: int | None
    month: int | None
    part: Part


def read_quote(argument: str) -> Quote:
    """Read what is quoted; raise LookupError for what makes no sense."""
    found = _QUOTE.fullmatch(argument)
    if found is None or found[1] not in list(Series):
        raise LookupError(f"There is no figure {argument}.")
    series = Series(found[1])
    parts = [Part(split, value) for split in SPLITS[series] for value in VALUES[series, split] if value == found[4]]
    if found[4] and not parts:
        raise LookupError(f"There is no {found[4]} of {series}.")
    year, month = found[2] and int(found[2]), found[3] and int(found[3])
    return Quote(series, year or None, month or None, parts[0] if parts else ALL)


def write_quote(figures: Figures, argument: str, language: str) -> str:
    """Write the figure that is quoted with its date; in words where it is hidden or not there yet."""
    quote, say = read_quote(argument), translations(language).gettext
    year, month = quote.year, quote.month
    if year is None and figures.months:
        year, month = figures.months[-1].year, figures.months[-1].number
    figure = figures.find(quote.series, year, month, quote.part) if year else None
    if year is None or figure is None:
        return say(_UNKNOWN)
    if figure.count is None:
        return say(_HIDDEN)
    day = Month(year, month or 12).last_day
    return say(_KNOWN) % {
        "count": format_decimal(figure.count, locale=language),
        "day": format_date(day, "d MMMM y", locale=language),
    }
