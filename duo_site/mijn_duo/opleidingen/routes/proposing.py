"""Proposing a new, changed or ending opleiding: a draft of a zaak, which is checked and handed in there."""

from typing import assert_never

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from duo_site.identity import Permission
from duo_site.mijn_duo.opleidingen.domain import Opleiding, version_on
from duo_site.mijn_duo.opleidingen.proposal import Soort, Voorstel, list_problems
from duo_site.mijn_duo.opleidingen.proposal_form import VoorstelForm, new_key, values_of
from duo_site.mijn_duo.opleidingen.routes.blueprint import blueprint
from duo_site.mijn_duo.opleidingen.service.reading import list_versions
from duo_site.mijn_duo.opleidingen.words import SOORTEN, describe_inhoud
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.rollen.routes.blueprint import current_actor
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.mijn_duo.zaken.domain import DraftChanged, DraftGone, DraftSaved, Inhoud, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.service import find_zaak, save_draft
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now, today
from duo_site.web.database import reading, writing
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited

_LATER = "bewaren"
_ACTS = {"wijzigen": Soort.WIJZIGING, "beeindigen": Soort.EINDE}
_KIND = ZaakKind.OPLEIDING


@blueprint.get("/mijn-duo/opleidingen/nieuw")
@permit(Permission.WIJZIG_OPLEIDINGEN)
def ask_new() -> ResponseReturnValue:
    """Ask what the new opleiding is."""
    return _ask(_form(Soort.NIEUW, "", sleutel=new_key(), versie="0"))


@blueprint.post("/mijn-duo/opleidingen/nieuw")
@permit(Permission.WIJZIG_OPLEIDINGEN)
@limited("120 per hour")
def make_new() -> ResponseReturnValue:
    """Keep the proposal of a new opleiding as a draft; sent twice, it makes one."""
    return _save(_form(Soort.NIEUW, ""), None)


@blueprint.get("/mijn-duo/opleidingen/<string(length=5):opleidingscode>/<any(wijzigen,beeindigen):act>")
@permit(Permission.WIJZIG_OPLEIDINGEN)
def ask_change(opleidingscode: str, act: str) -> ResponseReturnValue:
    """Ask what changes of an opleiding, or when it ends."""
    before = _before(opleidingscode) or abort(404)
    begun = {"naam": before.name, "talen": list(before.talen), "leerroutes": list(before.leerroutes)}
    return _ask(_form(_ACTS[act], opleidingscode, sleutel=new_key(), versie="0", **begun), before)


@blueprint.post("/mijn-duo/opleidingen/<string(length=5):opleidingscode>/<any(wijzigen,beeindigen):act>")
@permit(Permission.WIJZIG_OPLEIDINGEN)
@limited("120 per hour")
def make_change(opleidingscode: str, act: str) -> ResponseReturnValue:
    """Keep the proposal to change or end an opleiding as a draft; sent twice, it makes one."""
    if _before(opleidingscode) is None:
        abort(404)
    return _save(_form(_ACTS[act], opleidingscode), None)


@blueprint.get("/mijn-duo/opleidingen/voorstellen/<number>")
@permit(Permission.WIJZIG_OPLEIDINGEN)
def edit(number: str) -> ResponseReturnValue:
    """Show a draft to go on with."""
    zaak = _find_draft(number)
    voorstel = Voorstel.from_inhoud(zaak.inhoud)
    form = _form(voorstel.soort, voorstel.opleidingscode, versie=str(zaak.version), **values_of(voorstel))
    return _ask(form, None if form.soort is Soort.NIEUW else _before(form.code), zaak)


@blueprint.post("/mijn-duo/opleidingen/voorstellen/<number>")
@permit(Permission.WIJZIG_OPLEIDINGEN)
def save(number: str) -> ResponseReturnValue:
    """Keep what was changed in a draft."""
    zaak = _find_draft(number)
    voorstel = Voorstel.from_inhoud(zaak.inhoud)
    return _save(_form(voorstel.soort, voorstel.opleidingscode), zaak)


def _form(soort: Soort, code: str, **values: object) -> VoorstelForm:
    return VoorstelForm(soort, code, current_werkplek().sector, **values)


def _save(form: VoorstelForm, zaak: Zaak | None) -> ResponseReturnValue:
    """Keep a draft, whole or not; who wants to go on is told what is wrong."""
    before = None if form.soort is Soort.NIEUW else _before(form.code)
    later = request.form.get("doe") == _LATER
    if not form.validate_on_submit():
        return _ask(form, before, zaak, 422)
    voorstel = form.read(before)
    if not later:
        with reading() as session:
            versions = list_versions(session, current_werkplek(), voorstel.opleidingscode)
        form.complain(list_problems(voorstel, versions, current_werkplek().sector, today()))
        if form.errors:
            return _ask(form, before, zaak, 422)
    inhoud = voorstel.to_inhoud(before)
    with writing() as session:
        outcome = _keep(session, form, inhoud, zaak)
    match outcome:
        case DraftSaved(kept):
            if later:
                flash(_("Uw voorstel is bewaard als concept. U vindt het bij Zaken."))
                return redirect(url_for("mijn_duo_opleidingen.overview"), 303)
            return redirect(url_for("mijn_duo_zaken.check", number=kept.number), 303)
        case DraftChanged(theirs):
            form.versie.data = str(theirs.version)  # From now on the form knows the text of the other.
            return _ask(form, before, theirs, 409, mine=inhoud)
        case DraftGone():
            return abort(404)
        case _:
            assert_never(outcome)


def _keep(
    session: Session, form: VoorstelForm, inhoud: Inhoud, zaak: Zaak | None
) -> DraftSaved | DraftChanged | DraftGone:
    """Keep a draft, with its line in the audit log."""
    number, key = (zaak.number, "") if zaak else ("", form.sleutel.data or "")
    place, by = current_werkplek(), current_actor()
    kept = save_draft(session, place, _KIND, by, inhoud, now(), number=number, version=form.version, key=key)
    if isinstance(kept, DraftSaved):
        write_down(session, "zaak-bewaren", f"zaak/{kept.zaak.number}")
    return kept


def _find_draft(number: str) -> Zaak:
    with reading() as session:
        zaak = find_zaak(session, current_werkplek(), number, {_KIND})
    return zaak if zaak and zaak.is_draft else abort(404)


def _before(opleidingscode: str) -> Opleiding | None:
    """Give an opleiding of this onderwijsinstelling as it is today; None where there is none with this code."""
    with reading() as session:
        versions = list_versions(session, current_werkplek(), opleidingscode)
    return version_on(versions, today()) if versions else None


def _ask(
    form: VoorstelForm,
    before: Opleiding | None = None,
    zaak: Zaak | None = None,
    status: int = 200,
    mine: Inhoud | None = None,
) -> ResponseReturnValue:
    both = zip(describe_inhoud(mine), describe_inhoud(zaak.inhoud), strict=True) if mine and zaak else ()
    return render_mijn_duo(
        "mijn_duo/opleidingen/proposal.html",
        status,
        form=form,
        before=before,
        zaak=zaak,
        both=[(term, one, other) for (term, one), (_term, other) in both if one != other],
        title=SOORTEN[form.soort],
        action=url_for("mijn_duo_opleidingen.save", number=zaak.number) if zaak else "",
    )
