"""Handing in: a last look, and then the zaak."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.verantwoording.domain import ChangedMeanwhile, Done, Dossier
from duo_site.mijn_duo.verantwoording.forms import VersionForm
from duo_site.mijn_duo.verantwoording.routes.blueprint import (
    blueprint,
    current_actor,
    find_dossier,
    show_refused,
    show_year,
)
from duo_site.mijn_duo.verantwoording.service.handing_in import hand_in
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.mijn_duo.zaken.domain import ZaakKind
from duo_site.mijn_duo.zaken.routes.blueprint import post_news_here
from duo_site.mijn_duo.zaken.service import find_zaak
from duo_site.web.access import current_identity, permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import writing
from duo_site.web.site import secrecy

_PERMISSION = Permission.DIEN_VERANTWOORDING_IN


@blueprint.get("/mijn-duo/verantwoording/<int:year>/indienen")
@permit(_PERMISSION)
def confirm(year: int) -> ResponseReturnValue:
    """Show what will be handed in."""
    dossier = find_dossier(year)
    if not _may_hand_in(dossier):
        return redirect(url_for("mijn_duo_verantwoording.year", year=year))
    return render_mijn_duo("mijn_duo/verantwoording/confirm.html", dossier=dossier)


@blueprint.post("/mijn-duo/verantwoording/<int:year>/indienen")
@permit(_PERMISSION)
def submit(year: int) -> ResponseReturnValue:
    """Hand in as it was shown; it becomes a zaak."""
    dossier, form = find_dossier(year), VersionForm()
    if not form.validate_on_submit():
        return show_year(dossier, 422)
    werkplek = current_werkplek()
    with writing() as session:
        outcome = hand_in(session, werkplek, year, form.version, current_actor(), now(), secrecy())
        if isinstance(outcome, Done) and outcome.dossier.submission:
            number = outcome.dossier.submission.zaak
            zaak = find_zaak(session, werkplek, number, {ZaakKind.JAARVERSLAG})
            if zaak:
                post_news_here(session, zaak, "ingediend")
            write_down(session, "zaak-indienen", f"zaak/{number}")
    sent = outcome.dossier.submission
    if not isinstance(outcome, Done) or sent is None:
        if sent and isinstance(outcome, ChangedMeanwhile) and not outcome.dossier.has_news:
            return redirect(url_for("mijn_duo_zaken.dossier", number=sent.zaak), 303)  # The button was pressed twice.
        return show_refused(outcome)
    return redirect(url_for("mijn_duo_zaken.dossier", number=sent.zaak), 303)


def _may_hand_in(dossier: Dossier) -> bool:
    return dossier.is_open and dossier.has_news and not dossier.is_edited_by_another(current_identity().subject)
