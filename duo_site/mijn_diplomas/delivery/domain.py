"""What a delivery of diplomas consists of."""

from dataclasses import dataclass, field
from datetime import date

from duo_site.deliveries.domain import Layout, RefusedLine
from duo_site.mijn_diplomas.domain import Bekostiging, Soort
from duo_site.uittreksel.domain import Cijfer, Document

WITHDRAWN = "ingetrokken"
REQUIRED_COLUMNS = (
    "levering", "bsn", "achternaam", "tussenvoegsel", "voornamen", "geboortedatum", "document", "soort",
    "bekostiging", "opleidingscode", "opleiding", "profiel", "niveau_nlqf", "instellingscode",
    "onderwijsinstelling", "plaats", "behaald_op", "cijfers",
)  # fmt: skip
LAYOUT = Layout(REQUIRED_COLUMNS, (WITHDRAWN,), frozenset({"levering", WITHDRAWN}), "één diploma")
CIJFER_COLUMNS = ("vak", "se", "ce", "eind")


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


CheckedLine = DeliveredDiploma | Withdrawal | RefusedLine
