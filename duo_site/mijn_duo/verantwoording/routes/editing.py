"""Beginning and ending to edit: one medewerker at a time."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_duo.verantwoording.domain import Done
from duo_site.mijn_duo.verantwoording.routes.blueprint import (
    blueprint,
    current_actor,
    find_dossier,
    show_refused,
)
from duo_site.mijn_duo.verantwoording.service.editing import give_back, take
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import writing
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _

_PERMISSION = Permission.DIEN_VERANTWOORDING_IN


@blueprint.post("/mijn-duo/verantwoording/<int:year>/bewerken")
@permit(_PERMISSION)
def begin(year: int) -> ResponseReturnValue:
    """Begin to edit, or go on for another quarter of an hour."""
    if not SiteForm().validate_on_submit():
        abort(400)
    find_dossier(year)
    with writing() as session:
        outcome = take(session, current_werkplek(), year, current_actor(), now())
        if isinstance(outcome, Done):
            write_down(session, "verantwoording-bewerken", f"verantwoording/{current_werkplek().key}/{year}")
    if not isinstance(outcome, Done):
        return show_refused(outcome)
    return redirect(url_for("mijn_duo_verantwoording.year", year=year), 303)


@blueprint.post("/mijn-duo/verantwoording/<int:year>/klaar")
@permit(_PERMISSION)
def end(year: int) -> ResponseReturnValue:
    """Stop editing, so that a colleague can begin."""
    if not SiteForm().validate_on_submit():
        abort(400)
    find_dossier(year)
    with writing() as session:
        give_back(session, current_werkplek(), year, current_actor(), now())
    flash(_("U bent klaar met bewerken. Een collega kan nu verder."))
    return redirect(url_for("mijn_duo_verantwoording.year", year=year), 303)
