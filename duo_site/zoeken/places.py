"""Public pages that are made by code, as the search shows them; and where each page belongs."""

import tomllib
from functools import cache
from pathlib import Path

from duo_site.zoeken.domain import Kind, SearchedPage

_FILE = Path(__file__).with_name("places.toml")
_ZAKELIJK = "/zakelijk"
_PERSBERICHTEN = "/organisatie/persberichten"


@cache
def list_places() -> tuple[SearchedPage, ...]:
    """List the public pages that are no content file."""
    with _FILE.open("rb") as file:
        found = tomllib.load(file)
    return tuple(
        SearchedPage(
            language=language,
            path=place["path"],
            kind=kind_of(place["path"]),
            title=place["title"],
            summary=place["summary"],
            keywords=tuple(place["keywords"]),
        )
        for language, places in found.items()
        for place in places
    )


def kind_of(path: str) -> Kind:
    """Tell what the page of a path is for."""
    if path == _ZAKELIJK or path.startswith(f"{_ZAKELIJK}/"):
        return Kind.ZAKELIJK
    return Kind.PERSBERICHT if path.startswith(_PERSBERICHTEN) else Kind.HULP
