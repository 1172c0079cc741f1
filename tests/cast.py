"""The cast of house.md as identities, for tests that log somebody in.

Anja has diplomas; Bram works at an onderwijsinstelling; Carla is its beheerder; Driss works elsewhere and must never
see a thing; Els is redacteur. Fenna has twelve diplomas and Gijs has none. Hanna works at two places, Ivo has no rol
yet, the rol of Joost lacks its number, Lars has no beheerder, Willem is the second beheerder, Koen answers zaken.
"""

from duo_site.demo.people import (
    ANJA,
    BRAM,
    CARLA,
    DRISS,
    ELS,
    FENNA,
    GIJS,
    HANNA,
    IVO,
    JOOST,
    KOEN,
    LARS,
    WILLEM,
    DemoPerson,
)
from duo_site.identity import Identity, Means, Permission
from duo_site.login.service import permissions_of_groups
from duo_site.secrecy import Secrecy

__all__ = [
    "ANJA",
    "BRAM",
    "CARLA",
    "DRISS",
    "ELS",
    "FENNA",
    "GIJS",
    "HANNA",
    "IVO",
    "JOOST",
    "KOEN",
    "LARS",
    "WILLEM",
    "DemoPerson",
    "identity_of",
]

_PERMISSIONS_OF_MEANS = {
    Means.DIGID: frozenset({Permission.MIJN_DIPLOMAS}),
    Means.EHERKENNING: frozenset({Permission.MIJN_DUO}),
}


def identity_of(person: DemoPerson, secrecy: Secrecy) -> Identity:
    """Make the identity that a login of this person gives."""
    subject = secrecy.lookup("bsn", person.bsn) if person.bsn else person.subject
    assert subject is not None
    return Identity(
        means=person.means,
        subject=subject,
        name=person.name,
        permissions=_PERMISSIONS_OF_MEANS.get(person.means) or permissions_of_groups(person.groups),
        organisation=person.school.instellingscode if person.school else None,
    )
