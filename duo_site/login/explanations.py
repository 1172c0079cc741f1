"""How a login that failed is told: to the person in a page, to the audit log in a word."""

from typing import assert_never

from duo_site.identity import Means
from duo_site.login.domain import Cancelled, Failure, LevelTooLow, ProviderDown, Reason, Refusal, Refused
from duo_site.web.i18n import lazy_gettext as _l

MEANS_LABELS = {
    Means.DIGID: "DigiD",
    Means.EHERKENNING: "eHerkenning",
    Means.MEDEWERKER: _l("uw werkaccount"),
}

STATUS_OF = {
    Reason.CANCELLED: 200,
    Reason.LEVEL: 403,
    Reason.DOWN: 503,
    Reason.EXPIRED: 403,
    Reason.UNKNOWN: 403,
    Reason.MACHTIGING: 403,
    Reason.KEPT: 403,
}
"""The HTTP status of the page that explains each reason."""


def reason_of(failure: Failure) -> Reason:
    """Choose the explanation for the person; details that help nobody but an attacker stay out."""
    match failure:
        case Cancelled():
            return Reason.CANCELLED
        case LevelTooLow():
            return Reason.LEVEL
        case ProviderDown():
            return Reason.DOWN
        case Refused(Refusal.NO_MACHTIGING):
            return Reason.MACHTIGING
        case Refused(Refusal.UNKNOWN_STATE | Refusal.OVERDUE):
            return Reason.EXPIRED
        case Refused():
            return Reason.UNKNOWN
        case _:
            assert_never(failure)


def result_of(failure: Failure) -> str:
    """Give the word for the audit log: exact, and without anything about the person."""
    match failure:
        case Cancelled():
            return "cancelled"
        case LevelTooLow():
            return "level-too-low"
        case ProviderDown():
            return "provider-down"
        case Refused(reason):
            return reason.value
        case _:
            assert_never(failure)
