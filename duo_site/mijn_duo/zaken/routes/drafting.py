"""Writing a draft, alone or with others: nobody's text is overwritten unseen."""

from typing import assert_never

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.mijn_duo.zaken.domain import DraftChanged, DraftGone, DraftOutcome, DraftSaved, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.forms import DraftForm, draft_form, form_of, form_to_edit, new_key
from duo_site.mijn_duo.zaken.own_kinds import OWN_KINDS
from duo_site.mijn_duo.zaken.routes.blueprint import (
    blueprint,
    current_actor,
    find_or_404,
    may_enter,
    part_of,
)
from duo_site.mijn_duo.zaken.service import save_draft
from duo_site.mijn_duo.zaken.words import EXPLANATIONS, name_kind
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited

_LATER = "bewaren"


@blueprint.get("/mijn-duo/zaken/nieuw/<soort>")
@permit(Permission.VOER_ZAKEN_IN)
def new(soort: str) -> Response:
    """Ask what a new zaak needs."""
    return _ask(draft_form(_own_kind(soort), formdata=None, sleutel=new_key(), versie="0"))


@blueprint.post("/mijn-duo/zaken/nieuw/<soort>")
@permit(Permission.VOER_ZAKEN_IN)
@limited("120 per hour")
def make(soort: str) -> ResponseReturnValue:
    """Keep what was filled in as a draft; sent twice, it makes one."""
    return _save(draft_form(_own_kind(soort)), None)


@blueprint.get("/mijn-duo/zaken/<number>/wijzigen")
@permit(Permission.VOER_ZAKEN_IN)
def edit(number: str) -> ResponseReturnValue:
    """Show a draft to go on with."""
    with reading() as session:
        zaak = _find_draft(find_or_404(session, number, to_enter=True))
    return _ask(form_to_edit(zaak), zaak)


@blueprint.post("/mijn-duo/zaken/<number>/wijzigen")
@permit(Permission.VOER_ZAKEN_IN)
def save(number: str) -> ResponseReturnValue:
    """Keep what was changed in a draft."""
    with reading() as session:
        zaak = find_or_404(session, number, to_enter=True)
    if zaak.kind not in OWN_KINDS:
        abort(404)
    return _save(form_of(zaak), zaak)


def _save(form: DraftForm, zaak: Zaak | None) -> ResponseReturnValue:
    """Keep a draft, whole or not; who wants to go on is told what is missing."""
    if not form.validate_on_submit():
        return _ask(form, zaak, 422)
    if request.form.get("doe") != _LATER and not form.is_whole():
        return _ask(form, zaak, 422)
    outcome = _keep(form, zaak)
    match outcome:
        case DraftSaved(kept):
            if request.form.get("doe") == _LATER:
                flash(_("Uw concept is bewaard. U kunt later verder, en uw collega's ook."))
                return redirect(url_for("mijn_duo_zaken.overview"), 303)
            return redirect(url_for("mijn_duo_zaken.check", number=kept.number), 303)
        case DraftChanged(theirs):
            return _show_both(form, theirs)
        case DraftGone():
            return _tell_gone(zaak)
        case _:
            assert_never(outcome)


def _keep(form: DraftForm, zaak: Zaak | None) -> DraftOutcome:
    number = zaak.number if zaak else ""
    with writing() as session:
        outcome = save_draft(
            session,
            current_werkplek(),
            form.kind,
            current_actor(),
            form.inhoud,
            now(),
            number=number,
            version=form.version,
            key="" if zaak else form.sleutel.data or "",
        )
        if isinstance(outcome, DraftSaved):
            write_down(session, "zaak-bewaren", f"zaak/{outcome.zaak.number}")
    return outcome


def _show_both(form: DraftForm, theirs: Zaak) -> Response:
    """Show the text of both; keeping one's own is then a choice."""
    part = part_of(form.kind)
    both = [
        (term, mine, other)
        for (term, mine), (_term, other) in zip(part.describe(form.inhoud), part.describe(theirs.inhoud), strict=True)
        if mine != other
    ]
    # `data` of a form that was sent is what is shown again: from now on it knows the text of the other.
    form.versie.data = str(theirs.version)
    return _ask(form, theirs, 409, both=both)


def _tell_gone(zaak: Zaak | None) -> ResponseReturnValue:
    """Tell that a draft was handed in or thrown away while somebody wrote in it."""
    if zaak is None:
        abort(404)
    flash(_("Dit concept is intussen ingediend of weggegooid. Uw laatste wijziging is niet bewaard."))
    return redirect(url_for("mijn_duo_zaken.dossier", number=zaak.number), 303)


def _ask(form: DraftForm, zaak: Zaak | None = None, status: int = 200, **more: object) -> Response:
    action = (
        url_for("mijn_duo_zaken.save", number=zaak.number) if zaak else url_for("mijn_duo_zaken.make", soort=form.kind)
    )
    return render_mijn_duo(
        "mijn_duo/zaken/draft.html",
        status,
        form=form,
        zaak=zaak,
        action=action,
        title=name_kind(form.kind),
        explanation=_(EXPLANATIONS[form.kind]),
        **{"both": [], **more},
    )


def _own_kind(word: str) -> ZaakKind:
    """Read a kind that is filled in here by who is here; answers 404 for any other."""
    kind = next((kind for kind in OWN_KINDS if kind.value == word), None)
    return kind if kind is not None and may_enter(kind) else abort(404)


def _find_draft(zaak: Zaak) -> Zaak:
    return zaak if zaak.is_draft and zaak.kind in OWN_KINDS else abort(404)
