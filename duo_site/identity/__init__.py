"""Who is asking and what may they do: pure rules, for every room, without Flask or database."""

from duo_site.identity.domain import Identity, Werkplek
from duo_site.identity.permissions import Permission
from duo_site.identity.rollen import (
    KENMERK_LABELS,
    MACHTIGING_LABELS,
    PERMISSIONS_OF,
    POLICY_OF,
    ROLLEN,
    Kenmerk,
    Rol,
    RolPolicy,
)
from duo_site.identity.sector import SECTOR_LABELS, Sector
from duo_site.means import Means

__all__ = [
    "KENMERK_LABELS",
    "MACHTIGING_LABELS",
    "PERMISSIONS_OF",
    "POLICY_OF",
    "ROLLEN",
    "SECTOR_LABELS",
    "Identity",
    "Kenmerk",
    "Means",
    "Permission",
    "Rol",
    "RolPolicy",
    "Sector",
    "Werkplek",
]
