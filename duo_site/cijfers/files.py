"""The figures for programs: rows of files, and the JSON of the API. Keys and words are Dutch in each language."""

from collections.abc import Iterable
from typing import Any

from duo_site.cijfers.domain import Figure, Figures
from duo_site.cijfers.history import HISTORY
from duo_site.cijfers.satisfaction import Estimate, Satisfaction

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
"""CC0 1.0: anybody may do anything with the figures."""
LICENCE_NAME = "CC0 1.0"

COUNTS = "aantallen"
OPINIONS = "tevredenheid"
PAST = "geschiedenis"
FILES = (COUNTS, OPINIONS, PAST)
"""The files there are, by their names without ending."""

Rows = list[tuple[str, ...]]
_HEADS = {
    COUNTS: ("wat", "periode", "verdeling", "waarde", "aantal", "verborgen"),
    OPINIONS: (
        "maand",
        *(f"{name}{end}" for name in ("gevonden_procent", "cijfer") for end in ("", "_vanaf", "_tot", "_antwoorden")),
    ),
    PAST: ("jaar", "aantal", "precisie", "bron"),
}


def write_table(
    name: str, figures: Iterable[Figure], satisfaction: Iterable[Satisfaction], base_url: str
) -> tuple[tuple[str, ...], Rows]:
    """Give the head and the rows of a file; raise KeyError for one that there is not. Numbers have a decimal point."""
    rows: dict[str, Rows] = {
        COUNTS: [tuple(_write(value) for value in describe(figure).values()) for figure in figures],
        OPINIONS: [
            (str(each.month), *_write_estimate(each.found), *_write_estimate(each.mark)) for each in satisfaction
        ],
        PAST: [tuple(_write(value) for value in past.values()) for past in describe_history(base_url)],
    }
    return _HEADS[name], rows[name]


def describe(figure: Figure) -> dict[str, Any]:
    """Give a figure in the words of the API; a hidden count is null."""
    return {
        "wat": figure.series.value,
        "periode": figure.period,
        "verdeling": figure.part.split.value if figure.part.split else "alles",
        "waarde": figure.part.value or "alles",
        "aantal": figure.count,
        "verborgen": not figure.is_known,
    }


def describe_history(base_url: str) -> list[dict[str, Any]]:
    """Give the years from before this site counted."""
    return [
        {
            "jaar": past.year,
            "aantal": past.count,
            "precisie": past.precision.value,
            "bron": f"{base_url}{past.page}",
        }
        for past in HISTORY
    ]


def describe_all(
    figures: Figures,
    chosen: Iterable[Figure],
    satisfaction: Iterable[Satisfaction],
    *,
    base_url: str,
    operator: str | None,
) -> dict[str, Any]:
    """Give everything, as the API answers it."""
    return {
        "uitgever": operator,
        "demonstratie": operator is None,
        "licentie": LICENCE,
        "tot_en_met": figures.up_to.isoformat() if figures.up_to else None,
        "cijfers": [describe(figure) for figure in chosen],
        "tevredenheid": [
            {"maand": str(each.month), "gevonden": _estimate(each.found), "cijfer": _estimate(each.mark)}
            for each in satisfaction
        ],
        "geschiedenis": describe_history(base_url),
    }


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    return {
        "waarde": estimate.value,
        "vanaf": estimate.low,
        "tot": estimate.high,
        "antwoorden": estimate.answers,
    }


def _write_estimate(estimate: Estimate | None) -> tuple[str, ...]:
    if estimate is None:
        return ("", "", "", "")
    return tuple(f"{value:g}" for value in (estimate.value, estimate.low, estimate.high, estimate.answers))


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)
