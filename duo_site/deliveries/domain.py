"""What a delivery consists of and what came of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class UnreadableFile(Exception):
    """A file is no delivery at all; the message says why, for the person who delivers it."""


@dataclass(frozen=True)
class Layout:
    """Which columns a kind of delivery has, and what one line of it is, such as "één diploma".

    A CSV file names all that are `required`, or just those of `short`, which are enough to take something back.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    short: frozenset[str]
    one: str

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns there are."""
        return (*self.required, *self.optional)


@dataclass(frozen=True)
class RawLine:
    """A line as it stands in the file: its values, or why they could not be read; `read` counts bytes so far."""

    number: int
    values: Mapping[str, object]
    read: int
    problem: str = ""


@dataclass(frozen=True)
class RowError:
    """Why a line is left out. It repeats no value of the line: it may be about a BSN or a name."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"regel {self.line}, {self.field}: {self.reason}"


@dataclass(frozen=True)
class RefusedLine:
    """A line that is left out, with everything that is wrong with it."""

    errors: tuple[RowError, ...]


class Outcome(StrEnum):
    """What became of a line, in the words of the summary."""

    NEW = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "gelijk"
    WITHDRAWN = "ingetrokken"
    REFUSED = "geweigerd"


@dataclass(frozen=True)
class BatchResult:
    """What became of the lines of a batch."""

    counts: Counter[Outcome]
    errors: tuple[RowError, ...]


@dataclass(frozen=True)
class DeliveryReport:
    """How often each outcome occurred in a delivery; `stopped` when nothing was written because a line was bad."""

    counts: Mapping[Outcome, int]
    stopped: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether every line was accepted."""
        return not self.counts.get(Outcome.REFUSED, 0)

    def __add__(self, other: "DeliveryReport") -> "DeliveryReport":
        return DeliveryReport(Counter(self.counts) + Counter(other.counts), self.stopped or other.stopped)

    def __str__(self) -> str:
        return ", ".join(f"{outcome} {self.counts.get(outcome, 0)}" for outcome in Outcome)
