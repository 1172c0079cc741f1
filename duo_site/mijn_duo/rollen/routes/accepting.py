"""Accepting an invitation: whoever has the link and an eHerkenning login, whatever he may do elsewhere."""

from typing import assert_never

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import MACHTIGING_LABELS, POLICY_OF, Permission
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.rollen.domain import NotGiven
from duo_site.mijn_duo.rollen.service.invitations import Accepted, accept
from duo_site.mijn_duo.rollen.service.invited import Over, find_by_token
from duo_site.mijn_duo.rollen.words import REFUSALS
from duo_site.web.access import current_identity, permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now, today
from duo_site.web.database import reading, writing
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited
from duo_site.web.session import choose_werkplek

blueprint = Blueprint("mijn_duo_uitnodiging", __name__)
"""A blueprint of its own: an invitation is accepted from any werkplek, and from none."""

_GONE = 410


@blueprint.get("/mijn-duo/uitnodiging/<token>")
@permit(Permission.MIJN_DUO)
@limited("60 per minute")
def show(token: str) -> ResponseReturnValue:
    """Show what an invitation gives, before it is accepted."""
    with reading() as session:
        found = find_by_token(session, token, now(), today())
    match found:
        case None:
            abort(404)
        case Over():
            return render_mijn_duo("mijn_duo/rollen/invitation_over.html", _GONE, text="")
    policy = POLICY_OF[found.grant.rol]
    return render_mijn_duo(
        "mijn_duo/rollen/invitation.html", found=found, policy=policy, machtigingen=MACHTIGING_LABELS, form=SiteForm()
    )


@blueprint.post("/mijn-duo/uitnodiging/<token>")
@permit(Permission.MIJN_DUO)
@limited("60 per minute")
def take(token: str) -> ResponseReturnValue:
    """Give the rol to the login that accepts it."""
    if not SiteForm().validate_on_submit():
        abort(400)
    identity = current_identity()
    with writing() as session:
        outcome = accept(session, token, identity.subject, identity.name, now(), today())
        if isinstance(outcome, Accepted) and outcome.is_new:
            write_down(session, "uitnodiging-aanvaarden", outcome.werkplek_key)
    match outcome:
        case None:
            abort(404)
        case Over():
            answer: ResponseReturnValue = render_mijn_duo("mijn_duo/rollen/invitation_over.html", _GONE, text="")
        case NotGiven(reason):
            answer = render_mijn_duo("mijn_duo/rollen/invitation_over.html", 409, text=REFUSALS[reason])
        case Accepted(key, is_new):
            choose_werkplek(key)
            if is_new:
                flash(_("U hebt de uitnodiging aanvaard. Uw rol werkt meteen."))
            answer = redirect(url_for("mijn_duo.overview"), 303)
        case _:
            assert_never(outcome)
    return answer
