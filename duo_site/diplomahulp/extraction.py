"""Hands the texts of `dataset.toml` to Babel, so that they stand in the catalogue like every other msgid."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

_TEXTS = ("label", "tekst")

Message = tuple[int, str, str, list[str]]


def extract(
    file: BinaryIO, keywords: Mapping[str, object], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Message]:
    """Yield every label and note of a dataset; an extraction method for `babel.messages.extract`."""
    contents = file.read().decode()
    lines = contents.splitlines()
    dataset = tomllib.loads(contents)
    entries = [*dataset.get("groep", []), *dataset.get("soort", [])]
    entries += [note for soort in dataset.get("soort", []) for note in soort.get("opmerking", [])]
    for entry in entries:
        for key in _TEXTS:
            if key in entry:
                number = next(n for n, line in enumerate(lines, 1) if line.startswith(key) and entry[key] in line)
                yield number, "gettext", entry[key], []
