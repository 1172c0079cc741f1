"""Whoever may come to Mijn DUO: each rol at 99AB, no rol, and every rol elsewhere; and a row of the table."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from duo_site.demo.people import ANJA, BRAM, CARLA, DRISS, ELS, HANNA, IVO, JOOST, KOEN, LARS, DemoPerson
from duo_site.identity import Permission, Rol
from duo_site.web.site import Site
from tests.site.mijn_duo.conftest import give

MEDEWERKERS = (Rol.BEKOSTIGING, Rol.OPLEIDINGEN, Rol.RAADPLEGER, Rol.VERANTWOORDING)
STUDENT = frozenset({Permission.BEKIJK_STUDENT})


class Who(StrEnum):
    """Somebody in the table."""

    NOBODY = "niet ingelogd"
    DIPLOMAHOUDER = "diplomahouder"
    REDACTEUR = "redacteur"
    BEHANDELAAR = "behandelaar van zaken"
    NO_ROL = "zonder rol"
    NO_KENMERK = "raadpleger zonder instellingscode"
    BEHEERDER = "beheerder"
    BEKOSTIGING = "bekostiging"
    STUDENT = "bekostiging met machtiging"
    OPLEIDINGEN = "opleidingen"
    RAADPLEGER = "raadpleger"
    VERANTWOORDING = "verantwoording"
    SAME_BESTUUR = "alle rollen, andere onderwijsinstelling van dit bestuur"
    ELSEWHERE = "alle rollen, ander bestuur"
    BEHEERDER_ELSEWHERE = "beheerder van een ander bestuur"


HERE = frozenset({Who.BEKOSTIGING, Who.STUDENT, Who.OPLEIDINGEN, Who.RAADPLEGER, Who.VERANTWOORDING})
"""Every medewerker of 99AB with a rol that works."""
OTHERS = frozenset({Who.SAME_BESTUUR, Who.ELSEWHERE})
"""Medewerkers of other onderwijsinstellingen, who hold all rollen and the machtiging there."""
ALL_EHERKENNING = HERE | OTHERS | {Who.NO_ROL, Who.NO_KENMERK, Who.BEHEERDER, Who.BEHEERDER_ELSEWHERE}


@dataclass(frozen=True)
class Row:
    """An endpoint: what it asks, who gets in with which status, and what those elsewhere get who may as much there.

    An address holds the names of values that `prepare` gives, in braces. `elsewhere` is 404 where the address names
    something of 99AB, and the status of everybody where it does not.
    """

    endpoint: str
    address: str
    permission: Permission
    may: frozenset[Who]
    status: int = 200
    elsewhere: int = 404
    method: str = "GET"

    def expected(self, who: Who) -> int:
        """Give the status that somebody gets."""
        if who is Who.NOBODY:
            return 302 if self.method == "GET" else 401
        if who not in self.may:
            return 403
        return self.elsewhere if who in OTHERS | {Who.BEHEERDER_ELSEWHERE} else self.status


_ROLLEN: dict[Who, tuple[DemoPerson, Iterable[Rol], str, str, frozenset[Permission]]] = {
    Who.NO_ROL: (IVO, (), "", "", frozenset()),
    Who.NO_KENMERK: (JOOST, (Rol.RAADPLEGER,), "", "99001", frozenset()),
    Who.BEHEERDER: (CARLA, (Rol.BEHEERDER,), "", "99001", frozenset()),
    Who.BEKOSTIGING: (BRAM, (Rol.BEKOSTIGING,), "99AB", "99001", frozenset()),
    Who.STUDENT: (BRAM, (Rol.BEKOSTIGING,), "99AB", "99001", STUDENT),
    Who.OPLEIDINGEN: (HANNA, (Rol.OPLEIDINGEN,), "99AB", "99001", frozenset()),
    Who.RAADPLEGER: (BRAM, (Rol.RAADPLEGER,), "99AB", "99001", frozenset()),
    Who.VERANTWOORDING: (HANNA, (Rol.VERANTWOORDING,), "99AB", "99001", frozenset()),
    Who.SAME_BESTUUR: (DRISS, MEDEWERKERS, "99AC", "99001", STUDENT),
    Who.ELSEWHERE: (DRISS, MEDEWERKERS, "94RM", "94004", STUDENT),
    Who.BEHEERDER_ELSEWHERE: (LARS, (Rol.BEHEERDER,), "", "94004", frozenset()),
}
_OTHER_MEANS = {Who.DIPLOMAHOUDER: ANJA, Who.REDACTEUR: ELS, Who.BEHANDELAAR: KOEN}


def person_of(site: Site, who: Who) -> DemoPerson | None:
    """Give the person who plays a part in the table, with his rollen; None for who does not log in."""
    if who is Who.NOBODY or who in _OTHER_MEANS:
        return _OTHER_MEANS.get(who)
    person, rollen, code, bestuursnummer, machtigingen = _ROLLEN[who]
    for rol in rollen:
        held = machtigingen if rol is Rol.BEKOSTIGING else frozenset()
        give(site, person, rol, code, bestuursnummer, machtigingen=held)
    return person
