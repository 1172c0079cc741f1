"""The rollen of an onderwijsinstelling: the policy that is enforced and that the public pages show.

Source: the agency's page on rollen for bekostiging, as read for domain.md section 4.
"""

from dataclasses import dataclass
from enum import StrEnum

from duo_site.identity.permissions import Permission
from duo_site.identity.sector import Sector


class Rol(StrEnum):
    """A rol that somebody holds for an instellingscode and a bestuursnummer."""

    BEHEERDER = "beheerder-bekostiging-en-opleidingen"
    BEKOSTIGING = "medewerker-bekostiging"
    OPLEIDINGEN = "medewerker-opleidingen"
    RAADPLEGER = "raadpleger-zaakdossier"
    VERANTWOORDING = "medewerker-verantwoording"


class Kenmerk(StrEnum):
    """A number without which a rol does not work."""

    INSTELLINGSCODE = "instellingscode"
    BESTUURSNUMMER = "bestuursnummer"


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


KENMERK_LABELS = {Kenmerk.INSTELLINGSCODE: _n_("instellingscode"), Kenmerk.BESTUURSNUMMER: _n_("bestuursnummer")}
MACHTIGING_LABELS = {Permission.BEKIJK_STUDENT: _n_("Studenten opzoeken bij de toelating")}
"""What a beheerder may give on top of a rol; the policy of a rol says which of these fit it."""

ALL_SECTORS = frozenset(Sector)
_WITH_OPLEIDINGEN = frozenset({Sector.MIDDELBAAR_BEROEPSONDERWIJS, Sector.HOGER_ONDERWIJS})
_BOTH = (Kenmerk.INSTELLINGSCODE, Kenmerk.BESTUURSNUMMER)


@dataclass(frozen=True)
class RolPolicy:
    """What a rol holds, and the sentences with which the site explains it (msgids; translated where shown)."""

    rol: Rol
    label: str
    permissions: frozenset[Permission]
    may: str
    may_not: str
    given_by: str
    kenmerken: tuple[Kenmerk, ...] = _BOTH
    sectors: frozenset[Sector] = ALL_SECTORS
    machtigingen: frozenset[Permission] = frozenset()
    """Rights that do not come with the rol: the beheerder gives each of them to a person on top of it."""

    @property
    def is_for_one_onderwijsinstelling(self) -> bool:
        """Whether the rol counts for one onderwijsinstelling; otherwise for the bestuur as a whole."""
        return Kenmerk.INSTELLINGSCODE in self.kenmerken

    def counts_in(self, sector: Sector | None) -> bool:
        """Tell whether the rol exists in a sector; for a bestuur as a whole every sector will do."""
        return sector is None or sector in self.sectors


ROLLEN: tuple[RolPolicy, ...] = (
    RolPolicy(
        Rol.BEHEERDER,
        _n_("Beheerder Bekostiging en opleidingen"),
        frozenset({Permission.MIJN_DUO, Permission.GEEF_ROLLEN}),
        _n_("Rollen en machtigingen van medewerkers geven en beëindigen."),
        _n_("Gegevens zien, wijzigingen of aanvragen invoeren, of zichzelf een rol geven."),
        _n_("het bevoegd gezag"),
        kenmerken=(Kenmerk.BESTUURSNUMMER,),
    ),
    RolPolicy(
        Rol.BEKOSTIGING,
        _n_("Medewerker bekostiging"),
        frozenset(
            {
                Permission.MIJN_DUO,
                Permission.LEES_ZAKEN,
                Permission.VOER_ZAKEN_IN,
                Permission.ZAAK_REGISTRATIEOVERZICHT,
                Permission.ZAAK_OBO,
                Permission.ZAAK_SUBSIDIE,
            }
        ),
        _n_("Bekostiging en subsidies aanvragen en de gegevens voor de bekostiging controleren."),
        "",
        _n_("een beheerder"),
        machtigingen=frozenset({Permission.BEKIJK_STUDENT}),
    ),
    RolPolicy(
        Rol.OPLEIDINGEN,
        _n_("Medewerker opleidingen"),
        frozenset(
            {
                Permission.MIJN_DUO,
                Permission.LEES_ZAKEN,
                Permission.VOER_ZAKEN_IN,
                Permission.ZAAK_OPLEIDING,
                Permission.LEES_OPLEIDINGEN,
                Permission.WIJZIG_OPLEIDINGEN,
            }
        ),
        _n_("Het aanbod van opleidingen bijhouden."),
        "",
        _n_("een beheerder"),
        sectors=_WITH_OPLEIDINGEN,
    ),
    RolPolicy(
        Rol.RAADPLEGER,
        _n_("Raadpleger zaakdossier"),
        frozenset({Permission.MIJN_DUO, Permission.LEES_ZAKEN, Permission.LEES_ALLE_ZAKEN}),
        _n_("Lopende aanvragen volgen en afgeronde aanvragen bekijken."),
        _n_("Iets invoeren."),
        _n_("een beheerder"),
    ),
    RolPolicy(
        Rol.VERANTWOORDING,
        _n_("Medewerker verantwoording"),
        frozenset(
            {
                Permission.MIJN_DUO,
                Permission.LEES_ZAKEN,
                Permission.VOER_ZAKEN_IN,
                Permission.ZAAK_JAARVERSLAG,
                Permission.DIEN_VERANTWOORDING_IN,
            }
        ),
        _n_("De jaarverslaggeving indienen."),
        "",
        _n_("een beheerder"),
    ),
)

POLICY_OF: dict[Rol, RolPolicy] = {policy.rol: policy for policy in ROLLEN}
PERMISSIONS_OF: dict[Rol, frozenset[Permission]] = {policy.rol: policy.permissions for policy in ROLLEN}
