"""Reading a question as it stands in an address: what is known, still to be asked, or nonsense. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from duo_site.diplomahulp.domain import Bekostiging, Dataset, Question, Soort

_YEAR = re.compile(r"[0-9]{4}")


class Field(StrEnum):
    """The parts of a question, in the order in which they are asked."""

    SOORT = "soort"
    BEKOSTIGING = "bekostiging"
    JAAR = "jaar"


class Problem(Enum):
    """Why a part of a question makes no sense."""

    MISSING = "it was not answered"
    NOT_A_CHOICE = "it is none of the choices"
    NOT_A_YEAR = "it is not a year of four digits"
    TOO_EARLY = "nobody alive has such a diploma"
    IN_THE_FUTURE = "that year is still to come"


@dataclass(frozen=True)
class Reading:
    """What an address says; `given` holds the accepted answers as they go into the next address."""

    soort: Soort | None
    bekostiging: Bekostiging | None
    year: int | None
    problems: Mapping[Field, Problem]

    @property
    def given(self) -> dict[Field, str]:
        """The accepted answers, in order."""
        values = {
            Field.SOORT: self.soort.key if self.soort else None,
            Field.BEKOSTIGING: self.bekostiging,
            Field.JAAR: None if self.year is None else str(self.year),
        }
        return {field: value for field, value in values.items() if value is not None}

    @property
    def needed(self) -> tuple[Field, ...]:
        """The parts that matter for this soort, in order."""
        if self.soort is None:
            return (Field.SOORT,)
        needs = {Field.BEKOSTIGING: self.soort.asks_bekostiging, Field.JAAR: self.soort.asks_year}
        return tuple(field for field in Field if needs.get(field, True))

    @property
    def missing(self) -> tuple[Field, ...]:
        """The parts that matter and were not answered."""
        return tuple(field for field in self.needed if field not in self.given and field not in self.problems)

    def question(self) -> Question | None:
        """Give the question, without the parts that do not matter; None while it is incomplete or makes no sense."""
        if self.soort is None or self.missing or self.problems:
            return None
        return Question(
            self.soort,
            self.bekostiging if self.soort.asks_bekostiging else None,
            self.year if self.soort.asks_year else None,
        )


def read(dataset: Dataset, arguments: Mapping[str, str], today: date) -> Reading:
    """Read the parts of a question; an empty part is one that was not answered."""
    values = {field: arguments.get(field, "").strip() for field in Field}
    problems: dict[Field, Problem] = {}
    soort = dataset.soorten.get(values[Field.SOORT])
    if values[Field.SOORT] and soort is None:
        problems[Field.SOORT] = Problem.NOT_A_CHOICE
    bekostiging = None
    if values[Field.BEKOSTIGING]:
        try:
            bekostiging = Bekostiging(values[Field.BEKOSTIGING])
        except ValueError:
            problems[Field.BEKOSTIGING] = Problem.NOT_A_CHOICE
    year = None
    if values[Field.JAAR]:
        found = _read_year(values[Field.JAAR], dataset.earliest_year, today.year)
        if isinstance(found, Problem):
            problems[Field.JAAR] = found
        else:
            year = found
    return Reading(soort, bekostiging, year, problems)


def _read_year(value: str, earliest: int, latest: int) -> int | Problem:
    if not _YEAR.fullmatch(value):
        return Problem.NOT_A_YEAR
    year = int(value)
    if year < earliest:
        return Problem.TOO_EARLY
    return Problem.IN_THE_FUTURE if year > latest else year
