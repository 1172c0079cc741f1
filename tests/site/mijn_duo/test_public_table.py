"""The table of rollen on the public page says what the policy enforces."""

from duo_site.identity import KENMERK_LABELS, MACHTIGING_LABELS, ROLLEN, SECTOR_LABELS, Permission, Rol
from tests.site.client import LookingClient


def rows(client: LookingClient) -> list[list[str]]:
    table = client.page("/zakelijk/hoger-onderwijs/inloggen").xpath("//table[.//th[@scope='row']]")[0]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tbody/tr")]


def test_each_rol_stands_in_it_with_what_it_holds(client: LookingClient) -> None:
    found = rows(client)
    assert [row[0] for row in found] == [policy.label for policy in ROLLEN]
    for policy, (_name, may, may_not, belongs_to, given_by) in zip(ROLLEN, found, strict=True):
        assert may.startswith(policy.may)
        assert (may_not, given_by) == (policy.may_not or "–", policy.given_by)
        named = [kenmerk for kenmerk, label in KENMERK_LABELS.items() if label in belongs_to]
        assert tuple(named) == policy.kenmerken
        sectors = {sector for sector, label in SECTOR_LABELS.items() if label.lower() in belongs_to}
        assert (sectors or set(SECTOR_LABELS)) == policy.sectors
        extra = {one for one, label in MACHTIGING_LABELS.items() if label.lower() in may}
        assert extra == policy.machtigingen


def test_the_beheerder_may_no_more_than_it_says(client: LookingClient) -> None:
    [row] = [row for row in rows(client) if row[0].startswith("Beheerder")]
    assert "Gegevens zien" in row[2]
    policy = next(policy for policy in ROLLEN if policy.rol is Rol.BEHEERDER)
    assert policy.permissions == {Permission.MIJN_DUO, Permission.GEEF_ROLLEN}
