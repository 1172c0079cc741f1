"""Why somebody who is logged in may not see a page: another login is needed, or a rol that he lacks."""

from duo_site.identity import Identity, Means, Permission
from duo_site.login.domain import landing_of
from duo_site.login.explanations import MEANS_LABELS
from duo_site.mijn_duo.rollen.causes import Cause, RolElsewhere
from duo_site.mijn_duo.rollen.explanations import explain
from duo_site.mijn_duo.rollen.service import explain_refusal
from duo_site.web.access import CHOOSE_WERKPLEK, MEANS_FOR
from duo_site.web.clock import today
from duo_site.web.database import reading
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import path
from duo_site.web.refusals import Reason, Refusal


def explain_to(identity: Identity, permission: Permission) -> Refusal:
    """Tell why somebody lacks a permission, and who can mend that; nothing about anybody else's work."""
    return Refusal(_list_reasons(identity, permission), landing_of(identity))


def _list_reasons(identity: Identity, permission: Permission) -> tuple[Reason, ...]:
    needed = MEANS_FOR[permission]
    if needed is not identity.means:
        return (_other_login(identity.means, needed),)
    if needed is not Means.EHERKENNING:
        text = _("Uw werkaccount hoort niet bij de groep die dit werk doet.")
        return (Reason(_("Uw werkaccount mag dit niet"), text, _("Vraag de beheerder van uw werkaccount om hulp.")),)
    with reading() as session:
        causes = explain_refusal(session, identity, permission, today())
    return tuple(_reason(cause) for cause in causes)


def _other_login(means: Means, needed: Means) -> Reason:
    title = _("U bent nu ingelogd met %(means)s", means=str(MEANS_LABELS[means]))
    text = _("Deze pagina is voor wie inlogt met %(means)s.", means=str(MEANS_LABELS[needed]))
    way = (_("Log in met %(means)s", means=str(MEANS_LABELS[needed])), path(f"/inloggen/{needed}"))
    return Reason(title, text, _("Logt u opnieuw in, dan stopt uw sessie van nu."), way)


def _reason(cause: Cause) -> Reason:
    said = explain(cause)
    way = (_("Kies uw onderwijsinstelling"), path(CHOOSE_WERKPLEK)) if isinstance(cause, RolElsewhere) else None
    return Reason(said.title, said.text, said.remedy, way)
