"""The rollen that the cast holds at its onderwijsinstellingen."""

from datetime import date

from sqlalchemy.orm import Session

from duo_site.demo.people import BRAM, CARLA, DRISS, DemoPerson
from duo_site.identity import Rol
from duo_site.mijn_duo.domain import Roltoekenning
from duo_site.mijn_duo.service import give_rol

_SINCE = date(2026, 9, 1)
_GIVEN: tuple[tuple[DemoPerson, Rol, str], ...] = (
    (CARLA, Rol.BEHEERDER, "het bevoegd gezag"),
    (BRAM, Rol.BEKOSTIGING, CARLA.name),
    (BRAM, Rol.RAADPLEGER, CARLA.name),
    (DRISS, Rol.OPLEIDINGEN, "een beheerder"),
)


def give_demo_rollen(session: Session) -> None:
    """Give the cast its rollen; doing it again changes nothing."""
    for person, rol, given_by in _GIVEN:
        if person.subject and person.school:
            school = person.school
            held = Roltoekenning(rol, school.instellingscode, school.bestuursnummer, _SINCE, None, given_by)
            give_rol(session, person.subject, held)
