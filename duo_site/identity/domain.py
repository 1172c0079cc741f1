"""The person behind a request."""

from dataclasses import dataclass

from duo_site.identity.permissions import Permission
from duo_site.means import Means


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

    def may(self, permission: Permission) -> bool:
        """Tell whether this person has a permission."""
        return permission in self.permissions
