"""Inviting somebody who is new here."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.rollen.domain import Grant, NotGiven
from duo_site.mijn_duo.rollen.forms import InviteForm
from duo_site.mijn_duo.rollen.letters import post_invitation
from duo_site.mijn_duo.rollen.routes.blueprint import blueprint, current_actor
from duo_site.mijn_duo.rollen.service import list_of_bestuur
from duo_site.mijn_duo.rollen.service.invitations import Invited, invite, renew, withdraw
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now, today
from duo_site.web.database import reading, writing
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import current_language
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited
from duo_site.web.site import secrecy, settings


@blueprint.get("/mijn-duo/rollen/uitnodigen")
@permit(Permission.GEEF_ROLLEN)
def ask_invite() -> ResponseReturnValue:
    """Ask whom to invite, and for which rol."""
    return render_mijn_duo("mijn_duo/rollen/invite.html", form=_invite_form(vanaf=today()))


@blueprint.post("/mijn-duo/rollen/uitnodigen")
@permit(Permission.GEEF_ROLLEN)
@limited("60 per hour")
def send_invite() -> ResponseReturnValue:
    """Make an invitation and send its link."""
    form = _invite_form()
    if not form.validate_on_submit():
        return render_mijn_duo("mijn_duo/rollen/invite.html", 422, form=form)
    grant = Grant(
        "",
        form.naam.data.strip(),
        Rol(form.rol.data),
        current_werkplek().bestuursnummer,
        form.instellingscode.data or "",
        form.vanaf.day or today(),
        form.tot.day,
        form.machtigingen,
        form.email.data,
    )
    with writing() as session:
        outcome = invite(session, current_actor(), grant, now())
        if isinstance(outcome, Invited):
            _post(session, outcome)
            write_down(session, "rol-uitnodigen", f"uitnodiging/{outcome.invitation.number}")
    if isinstance(outcome, NotGiven):
        form.refuse(outcome.reason)
        return render_mijn_duo("mijn_duo/rollen/invite.html", 422, form=form)
    return redirect(url_for("mijn_duo_rollen.review"), 303)


@blueprint.post("/mijn-duo/rollen/uitnodigingen/<int(max=2147483647):number>/intrekken")
@permit(Permission.GEEF_ROLLEN)
def withdraw_invite(number: int) -> ResponseReturnValue:
    """Take an invitation back, so that its link leads nowhere."""
    if not SiteForm().validate_on_submit():
        abort(400)
    with writing() as session:
        done = withdraw(session, current_actor(), current_werkplek().bestuursnummer, number, now())
        if done:
            write_down(session, "uitnodiging-intrekken", f"uitnodiging/{number}")
    if not done:
        abort(404)
    flash(_("De uitnodiging is ingetrokken."))
    return redirect(url_for("mijn_duo_rollen.review"), 303)


@blueprint.post("/mijn-duo/rollen/uitnodigingen/<int(max=2147483647):number>/opnieuw")
@permit(Permission.GEEF_ROLLEN)
@limited("60 per hour")
def renew_invite(number: int) -> ResponseReturnValue:
    """Send a new link, which ends the old one."""
    if not SiteForm().validate_on_submit():
        abort(400)
    with writing() as session:
        invited = renew(session, current_actor(), current_werkplek().bestuursnummer, number, now())
        if invited:
            _post(session, invited)
            write_down(session, "uitnodiging-opnieuw", f"uitnodiging/{invited.invitation.number}")
    if invited is None:
        abort(404)
    return redirect(url_for("mijn_duo_rollen.review"), 303)


def _invite_form(**values: object) -> InviteForm:
    with reading() as session:
        places = list_of_bestuur(session, current_werkplek().bestuursnummer)
    return InviteForm(places, **values)


def _post(session: Session, invited: Invited) -> None:
    """Post the link of an invitation in its transaction; the page tells later whether it was sent."""
    post_invitation(session, secrecy(), invited, settings().base_url, current_language(), now())
    grant = invited.invitation.grant
    flash(_("De uitnodiging voor %(name)s gaat per e-mail naar %(email)s.", name=grant.name, email=grant.email))
