"""Why this visitor could not log in, or can do nothing after logging in: known from his session, never guessed."""

from dataclasses import dataclass

from flask import session

from duo_site.identity import Means
from duo_site.login.domain import Failure, LevelTooLow, Reason
from duo_site.login.explanations import MEANS_LABELS, reason_of
from duo_site.mijn_duo.rollen.explanations import Explanation, explain
from duo_site.mijn_duo.rollen.service import explain_rollen
from duo_site.web.access import find_identity
from duo_site.web.clock import today
from duo_site.web.database import reading
from duo_site.web.i18n import gettext as _
from duo_site.web.session import end_session, restart_session

_KEY = "login-refused"
_LASTING = frozenset({Reason.LEVEL, Reason.MACHTIGING})
"""Causes that somebody must mend first; who stopped or was too slow needs no cookie to be told so."""


@dataclass(frozen=True)
class RefusedLogin:
    """A login that was refused for a cause that lasts: with which means, why, and the levels where those were it."""

    means: Means
    reason: Reason
    given: str = ""
    needed: str = ""


def remember_refusal(means: Means, failure: Failure) -> None:
    """End the session there was; keep in a new one why the login was refused, where trying again would not help."""
    reason, levels = reason_of(failure), {}
    if reason not in _LASTING:
        end_session()
        return
    if isinstance(failure, LevelTooLow):
        levels = {"given": failure.given.label if failure.given else "", "needed": failure.needed.label}
    restart_session(**{_KEY: {"means": means.value, "reason": reason.value, **levels}})


def find_known_cause() -> Explanation | None:
    """Tell what went wrong for this visitor: his refused login, or what his rollen lack."""
    identity = find_identity()
    if identity is None:
        kept = session.get(_KEY)
        return _explain_refusal(_read(kept)) if isinstance(kept, dict) else None
    if identity.means is not Means.EHERKENNING:
        return None
    with reading() as database:
        causes = explain_rollen(database, identity, today()).causes
    return explain(causes[0]) if causes else None


def _read(kept: dict[str, str]) -> RefusedLogin:
    return RefusedLogin(Means(kept["means"]), Reason(kept["reason"]), kept.get("given", ""), kept.get("needed", ""))


def _explain_refusal(login: RefusedLogin) -> Explanation:
    """Put a refused login into words: what it was, and who can mend it."""
    if login.reason is Reason.LEVEL:
        return _explain_level(login)
    text = _("Uw eHerkenning is nog niet gemachtigd voor deze dienst.")
    remedy = _("De persoon die bij u over eHerkenning gaat, kan de machtiging regelen.")
    return Explanation(_("U hebt geen machtiging"), text, remedy)


def _explain_level(login: RefusedLogin) -> Explanation:
    if login.given:
        text = _(
            "U logde in met niveau %(given)s. Nodig is %(needed)s of hoger.", given=login.given, needed=login.needed
        )
    else:
        text = _("Uw niveau van inloggen is te laag. Nodig is %(needed)s of hoger.", needed=login.needed)
    if login.means is Means.EHERKENNING:
        remedy = _("Vraag een hoger niveau aan bij de leverancier van uw eHerkenning.")
    else:
        remedy = _("Kies bij %(means)s voor een veiligere manier van inloggen.", means=str(MEANS_LABELS[login.means]))
    return Explanation(_("Het niveau van uw inlog is te laag"), text, remedy)
