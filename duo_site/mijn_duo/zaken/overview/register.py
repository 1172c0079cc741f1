"""The port to the register of diplomas; `duo jobs` gives the functions that read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Query:
    """Which diplomas: of which onderwijsinstelling, obtained in which years (both included), and whether with names."""

    instellingscode: str
    first_year: int
    last_year: int
    with_names: bool


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A diploma as an overview shows it. There is no place for a BSN; names are empty where they were not asked for."""

    levering: str
    status: str
    document: str
    soort: str
    bekostiging: str
    opleidingscode: str
    opleiding: str
    profiel: str
    niveau: str
    plaats: str
    behaald_op: date
    achternaam: str
    tussenvoegsel: str
    voornamen: str
    geboortedatum: str


@dataclass(frozen=True)
class Register:
    """Counts diplomas, and streams them in a fixed order without holding them."""

    count: Callable[[Session, Query], int]
    stream: Callable[[Session, Query], Iterator[RegisterLine]]
