"""A proposal to change the aanbod: what it holds, what can be wrong with it, and how it is kept in a zaak."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from duo_site.identity import Sector
from duo_site.mijn_duo.opleidingen.domain import LEERROUTES_OF, NIVEAUS_OF, Leerroute, Niveau, Opleiding, Taal

_CODE = re.compile("[0-9]{5}")
_FARTHEST = timedelta(days=5 * 366)


class Soort(StrEnum):
    """What a proposal does."""

    NIEUW = "nieuw"
    WIJZIGING = "wijziging"
    EINDE = "einde"


class Problem(StrEnum):
    """What is wrong with a proposal."""

    CODE = "code"
    CODE_TAKEN = "code-taken"
    NAME = "name"
    NIVEAU = "niveau"
    TAAL = "taal"
    LEERROUTE = "leerroute"
    DAY = "day"
    DAY_PAST = "day-past"
    DAY_FAR = "day-far"
    NOT_RUNNING = "not-running"
    LATER_VERSION = "later-version"
    ENDS_THEN = "ends-then"
    NOTHING_CHANGED = "nothing-changed"
    PENDING = "pending"
    MOVED = "moved"


@dataclass(frozen=True)
class Voorstel:
    """A proposal, perhaps not whole yet.

    `day` is the first day of a new or changed opleiding, and the last day of one that ends.
    """

    soort: Soort
    opleidingscode: str
    name: str = ""
    niveau: Niveau | None = None
    talen: tuple[Taal, ...] = ()
    leerroutes: tuple[Leerroute, ...] = ()
    day: date | None = None

    def to_inhoud(self, before: Opleiding | None = None) -> dict[str, Any]:
        """Write it as it stands in a zaak, with how the opleiding was before."""
        was = (
            {"naam": before.name, "talen": list(before.talen), "leerroutes": list(before.leerroutes)} if before else {}
        )
        return {
            "soort": self.soort.value,
            "opleidingscode": self.opleidingscode,
            "naam": self.name,
            "niveau": self.niveau.value if self.niveau else "",
            "talen": [taal.value for taal in self.talen],
            "leerroutes": [route.value for route in self.leerroutes],
            "dag": self.day.isoformat() if self.day else "",
            "was": was,
        }

    @classmethod
    def from_inhoud(cls, inhoud: Mapping[str, Any]) -> "Voorstel":
        """Read what `to_inhoud` wrote."""
        return cls(
            Soort(inhoud["soort"]),
            inhoud["opleidingscode"],
            inhoud["naam"],
            Niveau(inhoud["niveau"]) if inhoud["niveau"] else None,
            tuple(Taal(word) for word in inhoud["talen"]),
            tuple(Leerroute(word) for word in inhoud["leerroutes"]),
            date.fromisoformat(inhoud["dag"]) if inhoud["dag"] else None,
        )


def list_problems(
    voorstel: Voorstel, versions: tuple[Opleiding, ...], sector: Sector | None, today: date
) -> dict[str, Problem]:
    """List what is wrong, by field of the form, given all versions of the opleiding at this onderwijsinstelling."""
    problems = _check_day(voorstel.day, today)
    if voorstel.soort is Soort.NIEUW or not problems:
        problems |= list_misfits(voorstel, versions, sector)
    if voorstel.soort is not Soort.EINDE:
        problems |= _check_words(voorstel, sector)
    if voorstel.soort is Soort.WIJZIGING and not problems and _is_same(voorstel, versions):
        problems["naam"] = Problem.NOTHING_CHANGED
    return problems


def list_misfits(voorstel: Voorstel, versions: tuple[Opleiding, ...], sector: Sector | None) -> dict[str, Problem]:
    """List why a proposal that has a day does not fit in the aanbod, by field, whatever day it is now."""
    if voorstel.soort is Soort.NIEUW:
        return _check_new(voorstel, versions, sector)
    return _check_period(voorstel, versions)


def _check_day(day: date | None, today: date) -> dict[str, Problem]:
    if day is None:
        return {"dag": Problem.DAY}
    if day < today:
        return {"dag": Problem.DAY_PAST}
    return {"dag": Problem.DAY_FAR} if day > today + _FARTHEST else {}


def _check_new(voorstel: Voorstel, versions: tuple[Opleiding, ...], sector: Sector | None) -> dict[str, Problem]:
    problems = {}
    if not _CODE.fullmatch(voorstel.opleidingscode):
        problems["opleidingscode"] = Problem.CODE
    elif any(one.ends_on is None or voorstel.day is None or one.ends_on >= voorstel.day for one in versions):
        problems["opleidingscode"] = Problem.CODE_TAKEN
    if sector is None or voorstel.niveau not in NIVEAUS_OF.get(sector, ()):
        problems["niveau"] = Problem.NIVEAU
    return problems


def _check_period(voorstel: Voorstel, versions: tuple[Opleiding, ...]) -> dict[str, Problem]:
    """Require that the opleiding runs on the day, and that nothing stands ready after it."""
    assert voorstel.day is not None
    current = running_on(versions, voorstel.day)
    if current is None:
        return {"dag": Problem.NOT_RUNNING}
    begins_then = voorstel.soort is Soort.WIJZIGING and current.starts_on == voorstel.day
    if begins_then or any(one.starts_on > voorstel.day for one in versions):
        return {"dag": Problem.LATER_VERSION}
    ends_then = voorstel.soort is Soort.EINDE and current.ends_on == voorstel.day
    return {"dag": Problem.ENDS_THEN} if ends_then else {}


def _check_words(voorstel: Voorstel, sector: Sector | None) -> dict[str, Problem]:
    problems = {}
    if not any(sign.isalpha() for sign in voorstel.name):
        problems["naam"] = Problem.NAME
    if not voorstel.talen:
        problems["talen"] = Problem.TAAL
    routes = LEERROUTES_OF.get(sector, ()) if sector else ()
    if not voorstel.leerroutes or not set(voorstel.leerroutes) <= set(routes):
        problems["leerroutes"] = Problem.LEERROUTE
    return problems


def _is_same(voorstel: Voorstel, versions: tuple[Opleiding, ...]) -> bool:
    assert voorstel.day is not None
    current = running_on(versions, voorstel.day)
    assert current is not None
    asked = (voorstel.name, set(voorstel.talen), set(voorstel.leerroutes))
    return asked == (current.name, set(current.talen), set(current.leerroutes))


def running_on(versions: tuple[Opleiding, ...], day: date) -> Opleiding | None:
    """Choose the version that holds on a day; None where the opleiding does not run then."""
    return next((one for one in versions if one.holds_on(day)), None)
