"""The start page of Mijn DUO, and the choice of the werkplek."""

import re

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import MACHTIGING_LABELS, Permission
from duo_site.mijn_duo.forms import WerkplekForm
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.rollen.explanations import explain
from duo_site.mijn_duo.rollen.service import explain_rollen
from duo_site.mijn_duo.tasks import list_tasks
from duo_site.web.access import CHOOSE_WERKPLEK, current_identity, permit
from duo_site.web.clock import today
from duo_site.web.database import reading
from duo_site.web.i18n import path
from duo_site.web.session import choose_werkplek

blueprint = Blueprint("mijn_duo", __name__)

_OWN_PAGE = re.compile(r"/mijn-duo(?:/[A-Za-z0-9_.-]+)*(?:\?[A-Za-z0-9_.%&=+-]*)?")


@blueprint.get("/mijn-duo")
@permit(Permission.MIJN_DUO)
def overview() -> ResponseReturnValue:
    """Show a medewerker his tasks and his rollen, and what a rol still lacks."""
    identity = current_identity()
    if identity.must_choose:
        return redirect(url_for("mijn_duo.choose"))
    with reading() as session:
        explained = explain_rollen(session, identity, today())
    return render_mijn_duo(
        "mijn_duo/overview.html",
        tasks=list_tasks(identity),
        rollen=explained.here,
        explanations=[explain(cause) for cause in explained.causes],
        machtigingen=MACHTIGING_LABELS,
    )


@blueprint.get(CHOOSE_WERKPLEK)
@permit(Permission.MIJN_DUO)
def choose() -> ResponseReturnValue:
    """Ask for which onderwijsinstelling somebody is here."""
    identity = current_identity()
    if not identity.werkplekken:
        return redirect(url_for("mijn_duo.overview"))
    form = WerkplekForm(identity.werkplekken, keuze=identity.werkplek.key if identity.werkplek else None)
    return _ask(form)


@blueprint.post(CHOOSE_WERKPLEK)
@permit(Permission.MIJN_DUO)
def choose_done() -> ResponseReturnValue:
    """Keep the choice in the session, and go on to the page that was asked for."""
    form = WerkplekForm(current_identity().werkplekken)
    if not form.validate_on_submit():
        return _ask(form, 422)
    choose_werkplek(form.keuze.data)
    return redirect(path(_wanted() or "/mijn-duo"), 303)


def _ask(form: WerkplekForm, status: int = 200) -> Response:
    """Show the choice; the page that comes next stays in the address."""
    wanted = _wanted()
    action = path(CHOOSE_WERKPLEK, volgende=wanted) if wanted else path(CHOOSE_WERKPLEK)
    return render_mijn_duo("mijn_duo/choose.html", status, form=form, action=action)


def _wanted() -> str:
    """Give the page of Mijn DUO that was asked for before the choice, or an empty text."""
    wanted = request.args.get("volgende", "")
    return wanted if _OWN_PAGE.fullmatch(wanted) else ""
