"""The words that mean the same: read from synonyms.toml once, kept by stem."""

import tomllib
from functools import cache
from pathlib import Path

from duo_site.zoeken.words import fold, stem

_FILE = Path(__file__).with_name("synonyms.toml")


@cache
def synonyms_of(language: str) -> dict[str, tuple[str, ...]]:
    """Give, for each stem that has them, the other stems that are searched for with it."""
    with _FILE.open("rb") as file:
        found = tomllib.load(file).get(language, {})
    others: dict[str, list[str]] = {}
    for group in found.get("same", []):
        stems = [stem(fold(word), language) for word in group]
        for one in stems:
            others.setdefault(one, []).extend(other for other in stems if other != one)
    for word, added in found.get("also", {}).items():
        others.setdefault(stem(fold(word), language), []).extend(stem(fold(other), language) for other in added)
    return {one: tuple(dict.fromkeys(list_)) for one, list_ in others.items()}
