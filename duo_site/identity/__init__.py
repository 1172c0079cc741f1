"""Who is asking and what may they do: pure rules, for every room, without Flask or database."""

from duo_site.identity.domain import Identity
from duo_site.identity.permissions import Permission
from duo_site.identity.rollen import PERMISSIONS_OF, ROLLEN, Rol, RolPolicy
from duo_site.means import Means

__all__ = ["PERMISSIONS_OF", "ROLLEN", "Identity", "Means", "Permission", "Rol", "RolPolicy"]
