"""Turning what a provider says into an identity of this site."""

from collections.abc import Iterable

from duo_site.identity import Identity, Means, Permission
from duo_site.login.domain import (
    PERMISSION_OF,
    PERMISSION_OF_GROUP,
    LoggedIn,
    Refusal,
    Refused,
    find_level,
    is_bsn,
)
from duo_site.login.oidc import VerifiedClaims
from duo_site.secrecy import Secrecy

_LONGEST_NAME = 100
_LONGEST_ORGANISATION = 40


def identify(means: Means, claims: VerifiedClaims, secrecy: Secrecy) -> LoggedIn | Refused:
    """Make the identity of somebody who has proved who he is; a BSN goes no further than its keyed hash."""
    subject = claims.subject
    if means is Means.DIGID:
        bsn = claims.values.get("bsn")
        if not isinstance(bsn, str) or not is_bsn(bsn):
            return Refused(Refusal.BAD_BSN)
        subject = secrecy.lookup("bsn", bsn)
    name = _text(claims.values.get("name"), _LONGEST_NAME)
    organisation = None
    if means is Means.EHERKENNING:
        organisation = _text(claims.values.get("organisation"), _LONGEST_ORGANISATION) or None
        if organisation is None:
            # The provider knows the person, but nobody let him act for an organisation at this service.
            return Refused(Refusal.NO_MACHTIGING)
    permissions = _permissions(means, claims)
    if not permissions:
        return Refused(Refusal.NO_GROUP)
    level = find_level(means, claims.acr)
    return LoggedIn(Identity(means, subject, name, permissions, organisation), level.label if level else "")


def permissions_of_groups(groups: Iterable[object]) -> frozenset[Permission]:
    """Give what the groups of a work account allow; groups that are not ours allow nothing."""
    known = (PERMISSION_OF_GROUP.get(group) for group in groups if isinstance(group, str))
    return frozenset(permission for permission in known if permission)


def _permissions(means: Means, claims: VerifiedClaims) -> frozenset[Permission]:
    if means is not Means.MEDEWERKER:
        return frozenset({PERMISSION_OF[means]})
    groups = claims.values.get("groups")
    return permissions_of_groups(groups) if isinstance(groups, list) else frozenset()


def _text(value: object, longest: int) -> str:
    return " ".join(value.split())[:longest] if isinstance(value, str) else ""
