"""The rollen of an onderwijsinstelling: the policy that is enforced and that the public pages show.

Source: the agency's page on rollen for bekostiging, as read for domain.md section 4.
"""

from dataclasses import dataclass
from enum import StrEnum

from duo_site.identity.permissions import Permission


class Rol(StrEnum):
    """A rol that somebody holds for an instellingscode and a bestuursnummer."""

    BEHEERDER = "beheerder-bekostiging-en-opleidingen"
    BEKOSTIGING = "medewerker-bekostiging"
    OPLEIDINGEN = "medewerker-opleidingen"
    RAADPLEGER = "raadpleger-zaakdossier"
    VERANTWOORDING = "medewerker-verantwoording"


@dataclass(frozen=True)
class RolPolicy:
    """What a rol holds, and the sentences with which the site explains it (msgids; translated where shown)."""

    rol: Rol
    label: str
    permissions: frozenset[Permission]
    may: str
    may_not: str
    given_by: str


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


ROLLEN: tuple[RolPolicy, ...] = (
    RolPolicy(
        Rol.BEHEERDER,
        _n_("Beheerder Bekostiging en opleidingen"),
        frozenset({Permission.MIJN_DUO, Permission.GEEF_ROLLEN}),
        _n_("Rollen en machtigingen van medewerkers geven en beëindigen."),
        _n_("Gegevens zien, wijzigingen of aanvragen invoeren, of zichzelf een rol geven."),
        _n_("het bevoegd gezag"),
    ),
    RolPolicy(
        Rol.BEKOSTIGING,
        _n_("Medewerker bekostiging"),
        frozenset({Permission.MIJN_DUO, Permission.VRAAG_BEKOSTIGING_AAN, Permission.LEES_ZAKEN}),
        _n_("Bekostiging en subsidies aanvragen en de gegevens voor de bekostiging controleren."),
        "",
        _n_("een beheerder"),
    ),
    RolPolicy(
        Rol.OPLEIDINGEN,
        _n_("Medewerker opleidingen"),
        frozenset({Permission.MIJN_DUO, Permission.WIJZIG_OPLEIDINGEN, Permission.LEES_ZAKEN}),
        _n_("Het aanbod van opleidingen bijhouden."),
        "",
        _n_("een beheerder"),
    ),
    RolPolicy(
        Rol.RAADPLEGER,
        _n_("Raadpleger zaakdossier"),
        frozenset({Permission.MIJN_DUO, Permission.LEES_ZAKEN}),
        _n_("Lopende aanvragen volgen en afgeronde aanvragen bekijken."),
        _n_("Iets invoeren."),
        _n_("een beheerder"),
    ),
    RolPolicy(
        Rol.VERANTWOORDING,
        _n_("Medewerker verantwoording"),
        frozenset({Permission.MIJN_DUO, Permission.DIEN_VERANTWOORDING_IN, Permission.LEES_ZAKEN}),
        _n_("De jaarverslaggeving indienen."),
        "",
        _n_("een beheerder"),
    ),
)

PERMISSIONS_OF: dict[Rol, frozenset[Permission]] = {policy.rol: policy.permissions for policy in ROLLEN}
