"""Typed reading of front matter: each value has a kind, and what is wrong is noted with its line."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from duo_site.pages.problems import Problem
from duo_site.pages.sources import Key, Source

Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """Reads the fields of one mapping in the front matter; `finish` tells of those that nobody read.

    A reading that fails gives an empty value and notes a problem, so that all problems of a page come out at once.
    """

    def __init__(
        self, source: Source, quote: Callable[[str, int], str], values: Mapping[str, object], key: Key = ()
    ) -> None:
        self._source = source
        self._quote = quote
        self._values = values
        self._key = key
        self._read: set[str] = set()

    def text(self, name: str, most: int = 400) -> str:
        """Read a text of at most `most` characters, with its facts filled in; required."""
        value = self._require(name)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self._complain(name, f"{name} must be a text")
            return ""
        text = self._quote(value.strip(), self._source.line_of(*self._key, name))
        if len(text) > most:
            self._complain(name, f"{name} has {len(text)} characters; {most} is the most")
        return text

    def day(self, name: str) -> date:
        """Read a date; required."""
        value = self._require(name)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            self._complain(name, f"{name} must be a date such as 2026-11-21")
        return date.min

    def number(self, name: str, default: int | None = None) -> int:
        """Read a whole number from 0; required without a default."""
        value = self._require(name) if default is None else self._take(name, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if value is not None:
            self._complain(name, f"{name} must be a whole number")
        return 0

    def flag(self, name: str) -> bool:
        """Read true or false; false where it is left out."""
        value = self._take(name, False)
        if not isinstance(value, bool):
            self._complain(name, f"{name} must be true or false")
        return value is True

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """Read one of the words of an enum; required."""
        value = self._require(name)
        if value is None:
            return None
        try:
            return kind(str(value))
        except ValueError:
            self._complain(name, f"{name} {value} is unknown; use {', '.join(kind)}")
            return None

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of texts; none where it is left out."""
        value = self._take(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self._complain(name, f"{name} must be a list of texts")
            return ()
        return tuple(self._quote(item, self._source.line_of(*self._key, name, at)) for at, item in enumerate(value))

    def records(self, name: str) -> list["Fields"]:
        """Read a list of mappings; required and never empty."""
        value = self._require(name)
        if value is None:
            return []
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            self._complain(name, f"{name} must be a list of entries with fields")
            return []
        return [Fields(self._source, self._quote, item, (*self._key, name, at)) for at, item in enumerate(value)]

    def finish(self) -> None:
        """Note the fields that have no meaning here."""
        for name in self._values:
            if name not in self._read:
                self._complain(str(name), f"the field {name} is unknown here")

    def line(self, name: str) -> int:
        """Tell the line of a field."""
        return self._source.line_of(*self._key, name)

    def _take(self, name: str, default: object) -> object:
        self._read.add(name)
        return self._values.get(name, default)

    def _require(self, name: str) -> object:
        value = self._take(name, None)
        if value is None:
            self._complain(name, f"{name} is missing")
        return value

    def _complain(self, name: str, reason: str) -> None:
        self._source.problems.append(Problem(self._source.file, self.line(name), reason))
