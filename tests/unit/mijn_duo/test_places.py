"""Where rollen let somebody work, and what he may do there: rules without a database."""

from datetime import date

import pytest

from duo_site.identity import Permission, Rol, Sector
from duo_site.mijn_duo.rollen.domain import (
    Bekostiging,
    Bestuur,
    HeldRol,
    Onderwijsinstelling,
    Roltoekenning,
    list_werkplekken,
    permissions_at,
)

BESTUUR = Bestuur("99001", "Stichting")
HO = Onderwijsinstelling("99AB", "Hogeschool", "Hier", Sector.HOGER_ONDERWIJS, "99001", Bekostiging.BEKOSTIGD)
VO = Onderwijsinstelling("98CD", "College", "Daar", Sector.VOORTGEZET_ONDERWIJS, "99001", Bekostiging.BEKOSTIGD)
STUDENT = frozenset({Permission.BEKIJK_STUDENT})


def held(
    rol: Rol,
    place: Onderwijsinstelling | None = HO,
    bestuur: Bestuur | None = BESTUUR,
    machtigingen: frozenset[Permission] = frozenset(),
) -> HeldRol:
    code = place.instellingscode if place else ""
    return HeldRol(Roltoekenning(rol, code, "99001", date(2026, 1, 1), None, "x", machtigingen), bestuur, place)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.BEHEERDER])
def test_without_its_number_a_rol_gives_no_place(rol: Rol) -> None:
    assert list_werkplekken((held(rol, None),)) == ()


def test_a_bestuur_that_the_register_does_not_know_is_no_place() -> None:
    assert list_werkplekken((held(Rol.BEHEERDER, None, None), held(Rol.RAADPLEGER, HO, None))) == ()


def test_a_rol_counts_in_its_sectors_alone() -> None:
    assert [
        place.instellingscode for place in list_werkplekken((held(Rol.OPLEIDINGEN), held(Rol.OPLEIDINGEN, VO)))
    ] == ["99AB"]


def test_places_stand_in_order_of_name_and_once() -> None:
    rollen = (held(Rol.RAADPLEGER), held(Rol.BEKOSTIGING), held(Rol.RAADPLEGER, VO))
    assert [place.name for place in list_werkplekken(rollen)] == ["College", "Hogeschool"]


def test_permissions_are_of_one_place() -> None:
    rollen = (held(Rol.RAADPLEGER), held(Rol.BEKOSTIGING, VO))
    college, hogeschool = list_werkplekken(rollen)
    assert Permission.ZAAK_OBO in permissions_at(rollen, college)
    assert Permission.LEES_ALLE_ZAKEN not in permissions_at(rollen, college)
    assert Permission.ZAAK_OBO not in permissions_at(rollen, hogeschool)


def test_a_machtiging_counts_with_the_rol_it_fits() -> None:
    fitting, other = held(Rol.BEKOSTIGING, machtigingen=STUDENT), held(Rol.RAADPLEGER, machtigingen=STUDENT)
    [place] = list_werkplekken((fitting,))
    assert Permission.BEKIJK_STUDENT in permissions_at((fitting,), place)
    assert Permission.BEKIJK_STUDENT not in permissions_at((other,), place)


def test_a_beheerder_has_no_other_place_at_his_bestuur() -> None:
    rollen = (held(Rol.BEHEERDER, None), *(held(rol) for rol in Rol if rol is not Rol.BEHEERDER))
    [place] = list_werkplekken(rollen)
    assert place.key == "99001-"
    assert permissions_at(rollen, place) == {Permission.MIJN_DUO, Permission.GEEF_ROLLEN}
