"""The cast of house.md as identities, for tests that log somebody in.

Anja has diplomas; Bram works at an onderwijsinstelling; Carla is its beheerder; Driss works elsewhere and must never
see a thing; Els is redacteur. Fenna has twelve diplomas and Gijs has none.
"""

from duo_site.demo.people import ANJA, BRAM, CARLA, DRISS, ELS, FENNA, GIJS, DemoPerson
from duo_site.identity import Identity, Means, Permission
from duo_site.secrecy import Secrecy

__all__ = ["ANJA", "BRAM", "CARLA", "DRISS", "ELS", "FENNA", "GIJS", "DemoPerson", "identity_of"]

_PERMISSION_OF_MEANS = {
    Means.DIGID: Permission.MIJN_DIPLOMAS,
    Means.EHERKENNING: Permission.MIJN_DUO,
    Means.MEDEWERKER: Permission.REDACTIE,
}


def identity_of(person: DemoPerson, secrecy: Secrecy) -> Identity:
    """Make the identity that a login of this person gives."""
    subject = secrecy.lookup("bsn", person.bsn) if person.bsn else person.subject
    assert subject is not None
    return Identity(
        means=person.means,
        subject=subject,
        name=person.name,
        permissions=frozenset({_PERMISSION_OF_MEANS[person.means]}),
        organisation=person.school.instellingscode if person.school else None,
    )
