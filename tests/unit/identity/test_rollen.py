"""The policy of the rollen, as domain.md section 4 tells it."""

from duo_site.identity import PERMISSIONS_OF, ROLLEN, Permission, Rol

DATA = frozenset(Permission) - {
    Permission.MIJN_DUO,
    Permission.GEEF_ROLLEN,
    Permission.MIJN_DIPLOMAS,
    Permission.REDACTIE,
}


def test_every_rol_has_a_policy() -> None:
    assert [policy.rol for policy in ROLLEN] == list(Rol)


def test_a_beheerder_gives_rollen_and_sees_no_data() -> None:
    assert Permission.GEEF_ROLLEN in PERMISSIONS_OF[Rol.BEHEERDER]
    assert not PERMISSIONS_OF[Rol.BEHEERDER] & DATA


def test_only_a_beheerder_gives_rollen() -> None:
    assert [rol for rol in Rol if Permission.GEEF_ROLLEN in PERMISSIONS_OF[rol]] == [Rol.BEHEERDER]


def test_a_raadpleger_enters_nothing() -> None:
    assert PERMISSIONS_OF[Rol.RAADPLEGER] == {
        Permission.MIJN_DUO,
        Permission.LEES_ZAKEN,
        Permission.LEES_ALLE_ZAKEN,
    }


def test_no_rol_of_an_onderwijsinstelling_reaches_diplomas_or_texts() -> None:
    reached = frozenset().union(*PERMISSIONS_OF.values(), *(policy.machtigingen for policy in ROLLEN))
    assert not reached & {Permission.MIJN_DIPLOMAS, Permission.REDACTIE, Permission.BEANTWOORD_ZAKEN}


def test_looking_a_student_up_comes_with_no_rol_by_itself() -> None:
    assert not [rol for rol in Rol if Permission.BEKIJK_STUDENT in PERMISSIONS_OF[rol]]
    assert [policy.rol for policy in ROLLEN if Permission.BEKIJK_STUDENT in policy.machtigingen] == [Rol.BEKOSTIGING]


def test_only_the_beheerder_works_for_the_bestuur_as_a_whole() -> None:
    assert [policy.rol for policy in ROLLEN if not policy.is_for_one_onderwijsinstelling] == [Rol.BEHEERDER]
