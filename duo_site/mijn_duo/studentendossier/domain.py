"""Who may see what of a student, why, and how often: docs/decisions/0018-what-a-school-sees-of-a-student.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from duo_site.identity import Sector


class Cijferlijst(StrEnum):
    """How much of a cijferlijst is shown."""

    NIET = "niet"
    VAKKEN = "vakken"


class Reden(StrEnum):
    """Why somebody looks a student up; the law knows no others for an onderwijsinstelling at admission."""

    TOELATING = "toelating"
    VRIJSTELLING = "vrijstelling"
    OVERSTAP = "overstap"


_SCHOOL_EXAMS = {
    "vo": Cijferlijst.VAKKEN,
    "vavo": Cijferlijst.VAKKEN,
    "staatsexamen-vo": Cijferlijst.VAKKEN,
    "staatsexamen-vso": Cijferlijst.VAKKEN,
}
_SPECIAL = {"vso": Cijferlijst.NIET, "schooldiploma": Cijferlijst.NIET}
MAY_SEE: dict[Sector, dict[str, Cijferlijst]] = {
    Sector.PRIMAIR_ONDERWIJS: {},
    Sector.VOORTGEZET_ONDERWIJS: {**_SCHOOL_EXAMS, **_SPECIAL},
    Sector.MIDDELBAAR_BEROEPSONDERWIJS: {
        **dict.fromkeys(_SCHOOL_EXAMS, Cijferlijst.NIET),
        **_SPECIAL,
        "mbo": Cijferlijst.NIET,
        "nt2": Cijferlijst.NIET,
    },
    Sector.HOGER_ONDERWIJS: {
        **_SCHOOL_EXAMS,
        "mbo": Cijferlijst.NIET,
        "hbo": Cijferlijst.NIET,
        "wo": Cijferlijst.NIET,
        "nt2": Cijferlijst.NIET,
    },
}
"""Which soorten of diploma a sector sees at admission, and how much of the cijferlijst. What is not here stays hidden.

The keys are those of the delivery to the register (contract.md).
"""


def may_see(sector: Sector | None) -> dict[str, Cijferlijst]:
    """Tell which soorten a sector sees; none where the sector is not known."""
    return MAY_SEE.get(sector, {}) if sector else {}


@dataclass(frozen=True)
class Asker:
    """Who looks, for whom and why, in the words in which the student reads it (msgids)."""

    subject: str
    function: str
    instellingscode: str
    organisation: str
    reason: str


class Vak(Protocol):
    """A vak of a cijferlijst; its cijfers are left where they are."""

    @property
    def vak(self) -> str:
        """Name the vak."""


class Person(Protocol):
    """To whom a diploma was made out."""

    @property
    def full_name(self) -> str:
        """Give the whole name."""

    @property
    def geboortedatum(self) -> date:
        """Give the date of birth."""


class RegisterDiploma(Protocol):
    """A diploma as the register gives it."""

    @property
    def soort(self) -> str:
        """Give the key of the soort."""

    @property
    def title(self) -> str:
        """Give the qualification on one line."""

    @property
    def profiel(self) -> str:
        """Give the profiel; empty where there is none."""

    @property
    def niveau_nlqf(self) -> str:
        """Give the level."""

    @property
    def onderwijsinstelling(self) -> str:
        """Name who gave it."""

    @property
    def behaald_op(self) -> date:
        """Give the day on which it was obtained."""

    @property
    def holder(self) -> Person:
        """Give to whom it was made out."""

    @property
    def cijfers(self) -> Sequence[Vak]:
        """Give the cijferlijst."""


@dataclass(frozen=True)
class SeenDiploma:
    """What is shown of a diploma: no cijfers, and nothing that this onderwijsinstelling does not need."""

    soort: str
    title: str
    profiel: str
    niveau_nlqf: str
    onderwijsinstelling: str
    behaald_op: date
    vakken: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """What was found; without diplomas there is no name either: an unknown number looks the same."""

    diplomas: tuple[SeenDiploma, ...]
    name: str = ""
    born: date | None = None


@dataclass(frozen=True)
class TooMany:
    """The limit of the day is reached; `warn` where the beheerders have not been told yet today."""

    most: int
    warn: bool


def show(found: Sequence[RegisterDiploma], sector: Sector | None) -> Seen:
    """Keep of the diplomas, newest first, what an onderwijsinstelling of a sector may see."""
    limits = may_see(sector)
    kept = [one for one in found if one.soort in limits]
    shown = tuple(_show(one, limits[one.soort]) for one in kept)
    return Seen(shown, kept[0].holder.full_name, kept[0].holder.geboortedatum) if kept else Seen(())


def _show(one: RegisterDiploma, limit: Cijferlijst) -> SeenDiploma:
    vakken = tuple(row.vak for row in one.cijfers) if limit is Cijferlijst.VAKKEN else ()
    return SeenDiploma(
        one.soort, one.title, one.profiel, one.niveau_nlqf, one.onderwijsinstelling, one.behaald_op, vakken
    )
