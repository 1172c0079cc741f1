"""The policy of the rollen, as domain.md section 4 tells it."""

from duo_site.identity import PERMISSIONS_OF, ROLLEN, Permission, Rol

DATA = {
    Permission.VRAAG_BEKOSTIGING_AAN, Permission.WIJZIG_OPLEIDINGEN, Permission.LEES_ZAKEN,
    Permission.DIEN_VERANTWOORDING_IN,
}  # fmt: skip


def test_every_rol_has_a_policy() -> None:
    assert [policy.rol for policy in ROLLEN] == list(Rol)


def test_a_beheerder_gives_rollen_and_sees_no_data() -> None:
    assert Permission.GEEF_ROLLEN in PERMISSIONS_OF[Rol.BEHEERDER]
    assert not PERMISSIONS_OF[Rol.BEHEERDER] & DATA


def test_only_a_beheerder_gives_rollen() -> None:
    assert [rol for rol in Rol if Permission.GEEF_ROLLEN in PERMISSIONS_OF[rol]] == [Rol.BEHEERDER]


def test_a_raadpleger_enters_nothing() -> None:
    assert PERMISSIONS_OF[Rol.RAADPLEGER] == {Permission.MIJN_DUO, Permission.LEES_ZAKEN}


def test_no_rol_of_an_onderwijsinstelling_reaches_diplomas_or_texts() -> None:
    reached = frozenset().union(*PERMISSIONS_OF.values())
    assert not reached & {Permission.MIJN_DIPLOMAS, Permission.REDACTIE}
