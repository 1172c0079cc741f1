"""Turning what a provider says into an identity of this site."""

from duo_site.identity import Identity, Means
from duo_site.login.domain import PERMISSION_OF, LoggedIn, Refusal, Refused, is_bsn
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
            return Refused(Refusal.BAD_SUBJECT)
    return LoggedIn(Identity(means, subject, name, frozenset({PERMISSION_OF[means]}), organisation))


def _text(value: object, longest: int) -> str:
    return " ".join(value.split())[:longest] if isinstance(value, str) else ""
