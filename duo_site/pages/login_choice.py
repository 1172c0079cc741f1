"""Which login does a visitor need? Two questions, and where they lead."""

from dataclasses import dataclass
from enum import StrEnum

from duo_site.identity import Sector


class Visitor(StrEnum):
    """Who logs in, by the word in the address."""

    PARTICULIER = "particulier"
    ORGANISATIE = "organisatie"
    REDACTIE = "redactie"


@dataclass(frozen=True)
class AskWho:
    """The first question is still open."""


@dataclass(frozen=True)
class AskSector:
    """Who works at an onderwijsinstelling is asked for its sector."""


@dataclass(frozen=True)
class DigidLogin:
    """Log in for your own diplomas."""


@dataclass(frozen=True)
class SectorLogin:
    """Go to the entry page of a sector."""

    sector: Sector


@dataclass(frozen=True)
class MedewerkerLogin:
    """Log in as somebody who keeps the site."""


Step = AskWho | AskSector | DigidLogin | SectorLogin | MedewerkerLogin


def choose_login(visitor: Visitor | None, sector: Sector | None) -> Step:
    """Choose the next step from what is known; the sector counts for an organisatie alone."""
    match visitor:
        case None:
            return AskWho()
        case Visitor.PARTICULIER:
            return DigidLogin()
        case Visitor.REDACTIE:
            return MedewerkerLogin()
        case Visitor.ORGANISATIE:
            return SectorLogin(sector) if sector else AskSector()
