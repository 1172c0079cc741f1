"""The person behind a request, and the place where he works."""

from dataclasses import dataclass

from duo_site.identity.permissions import Permission
from duo_site.identity.sector import Sector
from duo_site.means import Means


@dataclass(frozen=True)
class Werkplek:
    """The onderwijsinstelling for which somebody works at this moment.

    `instellingscode` is empty, and `sector` unknown, where a rol counts for the bestuur as a whole.
    """

    instellingscode: str
    bestuursnummer: str
    name: str
    sector: Sector | None

    @property
    def key(self) -> str:
        """Give the word by which forms and the session name this place."""
        return f"{self.bestuursnummer}-{self.instellingscode}"


@dataclass(frozen=True)
class Identity:
    """Somebody who has logged in.

    `subject` is the pseudonym by which the site knows the person: the keyed hash of the BSN of a diplomahouder, or
    the identifier the provider gave for a medewerker. It is never a BSN.
    """

    means: Means
    subject: str
    name: str
    permissions: frozenset[Permission]
    organisation: str | None = None
    werkplek: Werkplek | None = None
    werkplekken: tuple[Werkplek, ...] = ()

    def may(self, permission: Permission) -> bool:
        """Tell whether this person has a permission."""
        return permission in self.permissions

    @property
    def must_choose(self) -> bool:
        """Whether this person works at several places and has not said yet for which one he is here."""
        return self.werkplek is None and bool(self.werkplekken)
