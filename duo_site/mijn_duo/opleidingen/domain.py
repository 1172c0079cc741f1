"""An opleiding as the register of opleidingen (CROHO) holds it, and which words fit which sector."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duo_site.identity import Sector


class Niveau(StrEnum):
    """The level of an opleiding."""

    ENTREE = "mbo-1"
    MBO_2 = "mbo-2"
    MBO_3 = "mbo-3"
    MBO_4 = "mbo-4"
    ASSOCIATE_DEGREE = "associate-degree"
    BACHELOR = "bachelor"
    MASTER = "master"


class Leerroute(StrEnum):
    """The way in which somebody follows an opleiding."""

    VOLTIJD = "voltijd"
    DEELTIJD = "deeltijd"
    DUAAL = "duaal"
    BOL = "bol"
    BBL = "bbl"
    DERDE_LEERWEG = "derde-leerweg"


class Taal(StrEnum):
    """A language of instruction, by its code (ISO 639-1)."""

    NEDERLANDS = "nl"
    ENGELS = "en"
    DUITS = "de"
    FRANS = "fr"
    FRIES = "fy"


class Stand(StrEnum):
    """Where an opleiding stands on a day."""

    LOPEND = "lopend"
    KOMEND = "komend"
    BEEINDIGD = "beeindigd"


NIVEAUS_OF: dict[Sector, tuple[Niveau, ...]] = {
    Sector.MIDDELBAAR_BEROEPSONDERWIJS: (Niveau.ENTREE, Niveau.MBO_2, Niveau.MBO_3, Niveau.MBO_4),
    Sector.HOGER_ONDERWIJS: (Niveau.ASSOCIATE_DEGREE, Niveau.BACHELOR, Niveau.MASTER),
}
LEERROUTES_OF: dict[Sector, tuple[Leerroute, ...]] = {
    Sector.MIDDELBAAR_BEROEPSONDERWIJS: (Leerroute.BOL, Leerroute.BBL, Leerroute.DERDE_LEERWEG),
    Sector.HOGER_ONDERWIJS: (Leerroute.VOLTIJD, Leerroute.DEELTIJD, Leerroute.DUAAL),
}


@dataclass(frozen=True)
class Opleiding:
    """An opleiding as it is from one day until another; a change of it is a next one with the same opleidingscode."""

    opleidingscode: str
    name: str
    niveau: Niveau
    talen: tuple[Taal, ...]
    leerroutes: tuple[Leerroute, ...]
    starts_on: date
    ends_on: date | None = None
    zaak: str = ""
    """Number of the zaak in which it was asked for; empty where it came from elsewhere."""

    def holds_on(self, day: date) -> bool:
        """Tell whether this is how the opleiding is on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def stand_on(self, day: date) -> Stand:
        """Tell where it stands on a day."""
        if day < self.starts_on:
            return Stand.KOMEND
        return Stand.LOPEND if self.holds_on(day) else Stand.BEEINDIGD


def version_on(versions: tuple[Opleiding, ...], day: date) -> Opleiding:
    """Choose the version of a day from all of an opleiding, oldest first: the last that had begun, else the first."""
    begun = [version for version in versions if version.starts_on <= day]
    return begun[-1] if begun else versions[0]
