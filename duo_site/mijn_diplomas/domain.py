"""What the register holds of a diploma, and how a diplomahouder sees it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from duo_site.uittreksel.domain import Cijfer, Document, Status

_PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{22}")


def is_public_id(text: str) -> bool:
    """Tell whether a text has the form of the name that a diploma has in addresses."""
    return _PUBLIC_ID.fullmatch(text) is not None


class Soort(StrEnum):
    """The kinds of education and exams that the register holds, by the keys of the delivery."""

    WO = "wo"
    HBO = "hbo"
    MBO = "mbo"
    VO = "vo"
    VAVO = "vavo"
    VSO = "vso"
    SCHOOLDIPLOMA = "schooldiploma"
    STAATSEXAMEN_VO = "staatsexamen-vo"
    STAATSEXAMEN_VSO = "staatsexamen-vso"
    NT2 = "nt2"
    INBURGERING = "inburgering"
    WFT = "wft"


class Group(StrEnum):
    """The headings under which a diplomahouder finds his diplomas."""

    HOGER_ONDERWIJS = "hoger-onderwijs"
    MIDDELBAAR_BEROEPSONDERWIJS = "middelbaar-beroepsonderwijs"
    VOORTGEZET_ONDERWIJS = "voortgezet-onderwijs"
    OTHER_EXAMS = "andere-examens"


GROUP_OF: dict[Soort, Group] = {
    Soort.WO: Group.HOGER_ONDERWIJS,
    Soort.HBO: Group.HOGER_ONDERWIJS,
    Soort.MBO: Group.MIDDELBAAR_BEROEPSONDERWIJS,
    Soort.VO: Group.VOORTGEZET_ONDERWIJS,
    Soort.VAVO: Group.VOORTGEZET_ONDERWIJS,
    Soort.VSO: Group.VOORTGEZET_ONDERWIJS,
    Soort.SCHOOLDIPLOMA: Group.VOORTGEZET_ONDERWIJS,
    Soort.STAATSEXAMEN_VO: Group.VOORTGEZET_ONDERWIJS,
    Soort.STAATSEXAMEN_VSO: Group.VOORTGEZET_ONDERWIJS,
    Soort.NT2: Group.OTHER_EXAMS,
    Soort.INBURGERING: Group.OTHER_EXAMS,
    Soort.WFT: Group.OTHER_EXAMS,
}


class Bekostiging(StrEnum):
    """Who paid for the education."""

    BEKOSTIGD = "bekostigd"
    PARTICULIER = "particulier"


class DiplomaStatus(StrEnum):
    """Whether the onderwijsinstelling still stands by a diploma."""

    GELDIG = "geldig"
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True)
class Holder:
    """The person as the diploma names him."""

    voornamen: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date

    @property
    def full_name(self) -> str:
        """Give the whole name in the order in which it is written."""
        return " ".join(part for part in (self.voornamen, self.tussenvoegsel, self.achternaam) if part)


@dataclass(frozen=True)
class DiplomaSummary:
    """A diploma as it stands in the list."""

    public_id: str
    document: Document
    soort: Soort
    qualification: tuple[str, ...]
    onderwijsinstelling: str
    behaald_op: date
    status: DiplomaStatus

    @property
    def title(self) -> str:
        """Give the qualification on one line."""
        return ", ".join(self.qualification)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the onderwijsinstelling took the diploma back."""
        return self.status is DiplomaStatus.INGETROKKEN


@dataclass(frozen=True)
class Diploma(DiplomaSummary):
    """A diploma with everything the register holds of it."""

    version: int
    holder: Holder
    bekostiging: Bekostiging | None
    opleidingscode: str
    profiel: str
    niveau_nlqf: str
    instellingscode: str
    plaats: str
    cijfers: tuple[Cijfer, ...]

    @property
    def grades_are_required(self) -> bool:
        """Whether the uittreksel always carries the cijferlijst, as it does for voortgezet onderwijs."""
        return self.soort is Soort.VO

    def with_grades(self, wanted: bool) -> bool:
        """Tell whether the uittreksel carries the cijferlijst, given what the diplomahouder wants."""
        return bool(self.cijfers) and (wanted or self.grades_are_required)

    def for_uittreksel(self, *, with_grades: bool) -> dict[str, Any]:
        """Give what an uittreksel says of this diploma, as fields of `UittrekselInhoud`."""
        return {
            "document": self.document,
            "qualification": self.qualification,
            "profiel": self.profiel or None,
            "holder": self.holder.full_name,
            "birth_date": self.holder.geboortedatum,
            "onderwijsinstelling": self.onderwijsinstelling,
            "place": self.plaats,
            "obtained_on": self.behaald_op,
            "nlqf": self.niveau_nlqf or None,
            "grades": self.cijfers if with_grades else (),
        }


@dataclass(frozen=True)
class DiplomaGroup:
    """The diplomas under one heading, newest first."""

    group: Group
    diplomas: tuple[DiplomaSummary, ...]


def group_diplomas(diplomas: Iterable[DiplomaSummary]) -> tuple[DiplomaGroup, ...]:
    """Put diplomas under their headings; the heading with the newest diploma comes first."""
    grouped: dict[Group, list[DiplomaSummary]] = {}
    for diploma in sorted(diplomas, key=lambda one: (one.behaald_op, one.public_id), reverse=True):
        grouped.setdefault(GROUP_OF[diploma.soort], []).append(diploma)
    return tuple(DiplomaGroup(group, tuple(members)) for group, members in grouped.items())


@dataclass(frozen=True)
class IssuedUittreksel:
    """An uittreksel of one's own, with the diploma it was made of."""

    number: str
    sha256: str
    language: str
    with_grades: bool
    status: Status
    created_at: datetime
    diploma: DiplomaSummary

    @property
    def is_valid(self) -> bool:
        """Whether the register still stands by it."""
        return self.status is Status.GELDIG
