"""What a medewerker of an onderwijsinstelling holds."""

from dataclasses import dataclass
from datetime import date

from duo_site.identity import ROLLEN, Rol, RolPolicy


@dataclass(frozen=True)
class Roltoekenning:
    """A rol that somebody holds for an instellingscode and a bestuursnummer, from a date until a date."""

    rol: Rol
    instellingscode: str
    bestuursnummer: str
    starts_on: date
    ends_on: date | None
    given_by: str

    @property
    def policy(self) -> RolPolicy:
        """Give what the rol holds."""
        return next(policy for policy in ROLLEN if policy.rol is self.rol)
