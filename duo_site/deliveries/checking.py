"""Checks the values of a line together, and the lines of one file against each other."""

from collections.abc import Callable
from typing import TypeVar

from duo_site.deliveries.domain import RawLine, RefusedLine, RowError
from duo_site.deliveries.values import WrongValue

Value = TypeVar("Value")

WHOLE_LINE = "hele regel"


def refuse_whole(line: RawLine) -> RefusedLine:
    """Refuse a line that could not be read."""
    return RefusedLine((RowError(line.number, WHOLE_LINE, line.problem),))


class LineReader:
    """Reads the values of one line and gathers what is wrong with them."""

    def __init__(self, line: RawLine, columns: tuple[str, ...]) -> None:
        self._line = line
        self.errors: list[RowError] = []
        unknown = sum(1 for name in line.values if name not in columns)
        if unknown:
            self.add(WHOLE_LINE, f"de regel heeft {unknown} velden die wij niet kennen")

    def read(self, name: str, read: Callable[[object], Value], default: Value) -> Value:
        """Read a value; where it is wrong, note that and go on with a default."""
        try:
            return read(self._line.values.get(name))
        except WrongValue as error:
            self.add(name, str(error))
            return default

    def add(self, name: str, reason: str) -> None:
        """Note what is wrong with a field."""
        self.errors.append(RowError(self._line.number, name, reason))


class FirstLines:
    """Remembers in which line of a file each key came first, in some 100 bytes a key."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}

    def note(self, key: str, line: int) -> int | None:
        """Note a line; tells the earlier one that bears the same key."""
        first = self._lines.setdefault(hash(key), line)
        return None if first == line else first
