"""What the diplomaregister holds, a question about it and the answer. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum
from typing import assert_never


class Bekostiging(StrEnum):
    """Whether the government paid for the education."""

    BEKOSTIGD = "bekostigd"
    PARTICULIER = "particulier"
    WEET_NIET = "weet-niet"


class Outcome(StrEnum):
    """The outcome of a question, in the words that programs rely on (`uitkomst`)."""

    BESCHIKBAAR = "beschikbaar"
    WAARSCHIJNLIJK = "waarschijnlijk"
    NOG_NIET = "nog-niet"
    NIET_IN_REGISTER = "niet-in-register"
    NOOIT = "nooit"
    BUITENLAND = "buitenland"
    ONBEKEND = "onbekend"


class NextStep(StrEnum):
    """What somebody can do next, in the words that programs rely on (`vervolgstap`)."""

    UITTREKSEL = "uittreksel"
    WACHTEN = "wachten"
    VAE = "vae"
    VOD = "vod"
    ONDERWIJSINSTELLING = "onderwijsinstelling"
    EXAMENINSTITUUT = "exameninstituut"
    IDW = "idw"
    CONTACT = "contact"


class Reason(Enum):
    """Why the outcome is what it is."""

    HELD = "the diploma is of a year after the first"
    FIRST_YEAR = "the diploma is of the first year held"
    PERHAPS_TOO_NEW = "part of the diplomas of that year are not visible yet"
    TOO_NEW = "no diploma of that year is visible yet"
    DEPENDS_ON_BEKOSTIGING = "bekostigd is held in that year, particulier is not"
    TOO_OLD = "the diploma is older than what is held"
    NEVER_HELD = "this soort is never held"
    FOREIGN = "the diploma is from another country"
    NOT_KNOWN = "nobody has told whether this soort is held"

    @property
    def outcome(self) -> Outcome:
        """Tell the outcome that this reason leads to."""
        match self:
            case Reason.HELD:
                return Outcome.BESCHIKBAAR
            case Reason.FIRST_YEAR | Reason.PERHAPS_TOO_NEW:
                return Outcome.WAARSCHIJNLIJK
            case Reason.TOO_NEW:
                return Outcome.NOG_NIET
            case Reason.TOO_OLD:
                return Outcome.NIET_IN_REGISTER
            case Reason.NEVER_HELD:
                return Outcome.NOOIT
            case Reason.FOREIGN:
                return Outcome.BUITENLAND
            case Reason.DEPENDS_ON_BEKOSTIGING | Reason.NOT_KNOWN:
                return Outcome.ONBEKEND
            case _:
                assert_never(self)


@dataclass(frozen=True)
class FirstYears:
    """From which year the register holds a soort: `promised` whatever the bekostiging, `possible` with some luck."""

    possible: int
    promised: int


@dataclass(frozen=True)
class Note:
    """Something to know about diplomas of certain years."""

    text: str
    since: int
    until: int
    bekostiging: Bekostiging | None

    def concerns(self, year: int, bekostiging: Bekostiging | None) -> bool:
        """Tell whether the note is about a diploma of that year and bekostiging."""
        concerned = self.bekostiging is None or bekostiging in (self.bekostiging, Bekostiging.WEET_NIET)
        return concerned and self.since <= year <= self.until


@dataclass(frozen=True)
class Soort:
    """A soort of diploma; `outside` says why it is not held at all."""

    key: str
    label: str
    group: str
    bekostigd_from: int | None
    particulier_from: int | None
    outside: Reason | None
    steps: tuple[NextStep, ...]
    notes: tuple[Note, ...]
    is_kept_long: bool
    source: str
    checked_on: date

    @property
    def asks_bekostiging(self) -> bool:
        """Whether the answer depends on who paid."""
        return self.bekostigd_from is not None and self.particulier_from is not None

    @property
    def asks_year(self) -> bool:
        """Whether the answer depends on the year."""
        return self.outside is None

    def first_years(self, bekostiging: Bekostiging | None) -> FirstYears | None:
        """Tell from which year the register holds this soort; None for one that it does not hold."""
        years = [year for year in (self.bekostigd_from, self.particulier_from) if year is not None]
        if not years:
            return None
        if len(years) == 2 and bekostiging is Bekostiging.BEKOSTIGD:
            years = years[:1]
        if len(years) == 2 and bekostiging is Bekostiging.PARTICULIER:
            years = years[1:]
        return FirstYears(possible=min(years), promised=max(years))


@dataclass(frozen=True)
class Fact:
    """A price in euro, or a number of days, weeks or years, with where and when it was read."""

    value: float
    source: str
    checked_on: date


@dataclass(frozen=True)
class Dataset:
    """Everything the diplomahulp knows."""

    groups: dict[str, str]
    soorten: dict[str, Soort]
    facts: dict[str, Fact]
    earliest_year: int

    @property
    def held(self) -> tuple[Soort, ...]:
        """The soorten that the register holds."""
        return tuple(soort for soort in self.soorten.values() if soort.outside is None)

    def first_year(self, name: str) -> int:
        """Get a year by its name, such as `hbo.bekostigd`; raise LookupError for one that the register has not."""
        key, _, bekostiging = name.partition(".")
        soort = self.soorten[key]
        year = {"bekostigd": soort.bekostigd_from, "particulier": soort.particulier_from}[bekostiging]
        if year is None:
            raise LookupError(f"The register holds no {name}.")
        return year

    @property
    def longest_wait(self) -> timedelta:
        """How long a new diploma may stay invisible."""
        return timedelta(weeks=self.facts["nieuw_diploma.meeste_weken"].value)


@dataclass(frozen=True)
class Question:
    """One diploma: bekostiging only where it makes a difference, year only for what is held."""

    soort: Soort
    bekostiging: Bekostiging | None
    year: int | None


@dataclass(frozen=True)
class Answer:
    """The answer to a question, with what to do now and what else is possible."""

    question: Question
    reason: Reason
    next_step: NextStep
    other_steps: tuple[NextStep, ...]
    first_years: FirstYears | None
    notes: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """The outcome, in the words of the contract."""
        return self.reason.outcome

    @property
    def held_from(self) -> int | None:
        """The year from which the register surely holds such a diploma; None for what it does not hold."""
        return self.first_years.promised if self.first_years else None
