"""What a delivery consists of and what came of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from duo_site.mijn_diplomas.domain import Bekostiging, Soort
from duo_site.uittreksel.domain import Cijfer, Document

WITHDRAWN = "ingetrokken"
REQUIRED_COLUMNS = (
    "levering", "bsn", "achternaam", "tussenvoegsel", "voornamen", "geboortedatum", "document", "soort",
    "bekostiging", "opleidingscode", "opleiding", "profiel", "niveau_nlqf", "instellingscode",
    "onderwijsinstelling", "plaats", "behaald_op", "cijfers",
)  # fmt: skip
COLUMNS = (*REQUIRED_COLUMNS, WITHDRAWN)
CIJFER_COLUMNS = ("vak", "se", "ce", "eind")


class UnreadableFile(Exception):
    """A file is no delivery at all; the message says why, for the person who delivers it."""


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
class DeliveredDiploma:
    """A line that is right. `reinstates` says that it takes back an earlier withdrawal."""

    line: int
    levering: str
    bsn: str = field(repr=False)
    achternaam: str = field(repr=False)
    tussenvoegsel: str = field(repr=False)
    voornamen: str = field(repr=False)
    geboortedatum: date = field(repr=False)
    document: Document
    soort: Soort
    bekostiging: Bekostiging | None
    opleidingscode: str
    opleiding: str
    profiel: str
    niveau_nlqf: str
    instellingscode: str
    onderwijsinstelling: str
    plaats: str
    behaald_op: date
    cijfers: tuple[Cijfer, ...]
    reinstates: bool = False


@dataclass(frozen=True)
class Withdrawal:
    """A line that takes a diploma back."""

    line: int
    levering: str


@dataclass(frozen=True)
class RefusedLine:
    """A line that is left out, with everything that is wrong with it."""

    errors: tuple[RowError, ...]


CheckedLine = DeliveredDiploma | Withdrawal | RefusedLine


class Outcome(StrEnum):
    """What became of a line, in the words of the summary."""

    NEW = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "gelijk"
    WITHDRAWN = "ingetrokken"
    REFUSED = "geweigerd"


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
