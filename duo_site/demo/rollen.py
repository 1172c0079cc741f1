"""The demo register of onderwijsinstellingen, and the rollen that the cast holds there."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.demo.people import (
    BRAM,
    CARLA,
    DEMO_BESTUREN,
    DEMO_SCHOOLS,
    DRISS,
    HANNA,
    HEUVELRIJK,
    JOOST,
    WATERLAND,
    WILLEM,
    DemoPerson,
    DemoSchool,
)
from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Actor, Bekostiging, Bestuur, Grant, Onderwijsinstelling
from duo_site.mijn_duo.rollen.models import RoltoekenningRow
from duo_site.mijn_duo.rollen.service.giving import record
from duo_site.mijn_duo.rollen.service.people import keep_medewerker
from duo_site.mijn_duo.rollen.service.register import keep_bestuur, keep_onderwijsinstelling

_SINCE = date(2026, 9, 1)
_AT = datetime(2026, 9, 1, 8, tzinfo=UTC)
_CARLA = Actor(CARLA.subject, CARLA.name)
_SOMEBODY = Actor(None, "een beheerder")
_GIVEN: tuple[tuple[DemoPerson, Rol, DemoSchool, frozenset[Permission], Actor], ...] = (
    (CARLA, Rol.BEHEERDER, WATERLAND, frozenset(), BEVOEGD_GEZAG),
    (WILLEM, Rol.BEHEERDER, WATERLAND, frozenset(), BEVOEGD_GEZAG),
    (BRAM, Rol.BEKOSTIGING, WATERLAND, frozenset({Permission.BEKIJK_STUDENT}), _CARLA),
    (BRAM, Rol.RAADPLEGER, WATERLAND, frozenset(), _CARLA),
    (HANNA, Rol.OPLEIDINGEN, WATERLAND, frozenset(), _CARLA),
    (HANNA, Rol.VERANTWOORDING, WATERLAND, frozenset(), _CARLA),
    (HANNA, Rol.RAADPLEGER, HEUVELRIJK, frozenset(), _SOMEBODY),
    (DRISS, Rol.BEKOSTIGING, HEUVELRIJK, frozenset({Permission.BEKIJK_STUDENT}), _SOMEBODY),
)


def keep_demo_register(session: Session) -> None:
    """Put the invented besturen and onderwijsinstellingen in the register."""
    for number, name in DEMO_BESTUREN.items():
        keep_bestuur(session, Bestuur(number, name))
    for school in DEMO_SCHOOLS:
        keep_onderwijsinstelling(
            session,
            Onderwijsinstelling(
                school.instellingscode,
                school.name,
                school.town,
                school.sector,
                school.bestuursnummer,
                Bekostiging.BEKOSTIGD,
            ),
        )


def give_demo_rollen(session: Session) -> None:
    """Fill the register and give the cast its rollen; doing it again changes nothing."""
    keep_demo_register(session)
    for person, rol, school, machtigingen, actor in _GIVEN:
        code = "" if rol is Rol.BEHEERDER else school.instellingscode
        _give(session, person, Grant("", "", rol, school.bestuursnummer, code, _SINCE, None, machtigingen), actor)
    # As an older system might deliver it: without the number that this rol needs.
    _give(session, JOOST, Grant("", "", Rol.RAADPLEGER, WATERLAND.bestuursnummer, "", _SINCE), BEVOEGD_GEZAG)


def _give(session: Session, person: DemoPerson, grant: Grant, actor: Actor) -> None:
    """Record a rol, unless this person was given it before, also when it was ended since."""
    assert person.subject is not None
    email = f"{person.key}@voorbeeld.invalid"
    keep_medewerker(session, person.subject, person.name, grant.bestuursnummer, email)
    known = select(RoltoekenningRow.id).where(
        RoltoekenningRow.subject == person.subject,
        RoltoekenningRow.rol == grant.rol,
        RoltoekenningRow.bestuursnummer == grant.bestuursnummer,
    )
    if session.scalar(known.limit(1)) is None:
        record(session, actor, replace(grant, subject=person.subject, name=person.name, email=email), _AT)
