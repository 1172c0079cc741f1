"""Checking one's answers, handing in, taking back."""

from typing import assert_never

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.mijn_duo.zaken.domain import DraftChanged, DraftGone, Status, Zaak
from duo_site.mijn_duo.zaken.forms import VersionForm, document_form
from duo_site.mijn_duo.zaken.routes.blueprint import blueprint, current_actor, find_or_404, part_of
from duo_site.mijn_duo.zaken.service import HandedIn, hand_in, list_documents, set_status, throw_away
from duo_site.mijn_duo.zaken.words import name_kind, show_zaak
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _


class _Refused(Exception):
    """The part that owns the kind does not let it be handed in; the message is for the person."""


@blueprint.get("/mijn-duo/zaken/<number>/controleren")
@permit(Permission.VOER_ZAKEN_IN)
def check(number: str) -> ResponseReturnValue:
    """Show all answers of a draft before it is handed in."""
    return _show(number)


@blueprint.post("/mijn-duo/zaken/<number>/indienen")
@permit(Permission.VOER_ZAKEN_IN)
def hand_in_done(number: str) -> ResponseReturnValue:
    """Hand a draft in, once; whoever sends it again comes to the same zaak."""
    form = VersionForm()
    with reading() as session:
        zaak = find_or_404(session, number, to_enter=True)
    if not form.validate_on_submit():
        return _show(number, status=422)
    try:
        outcome = _hand_in(zaak, form.version)
    except _Refused as refused:
        return _show(number, problem=str(refused), status=422)
    match outcome:
        case HandedIn(is_new=is_new):
            if is_new:
                flash(_("Uw zaak is ingediend. Het zaaknummer is %(number)s.", number=number))
            return redirect(url_for("mijn_duo_zaken.dossier", number=number), 303)
        case DraftChanged():
            return _show(number, changed=True, status=409)
        case DraftGone():
            return abort(404)
        case _:
            assert_never(outcome)


@blueprint.post("/mijn-duo/zaken/<number>/weggooien")
@permit(Permission.VOER_ZAKEN_IN)
def throw_away_done(number: str) -> ResponseReturnValue:
    """Throw a draft away."""
    if not SiteForm().validate_on_submit():
        abort(400)
    with writing() as session:
        zaak = find_or_404(session, number, to_enter=True)
        done = throw_away(session, current_werkplek(), zaak.kind, number)
        if done:
            write_down(session, "zaak-weggooien", f"zaak/{number}")
    flash(_("Het concept is weggegooid.") if done else _("Deze zaak is al ingediend en blijft dus bestaan."))
    return redirect(url_for("mijn_duo_zaken.overview"), 303)


@blueprint.get("/mijn-duo/zaken/<number>/intrekken")
@permit(Permission.VOER_ZAKEN_IN)
def confirm_withdraw(number: str) -> ResponseReturnValue:
    """Ask whether a zaak must be taken back."""
    with reading() as session:
        zaak = find_or_404(session, number, to_enter=True)
    if not zaak.may_be_withdrawn:
        abort(404)
    return _ask_withdraw(zaak, part_of(zaak.kind).refuse_withdrawal(zaak, now()))


@blueprint.post("/mijn-duo/zaken/<number>/intrekken")
@permit(Permission.VOER_ZAKEN_IN)
def withdraw(number: str) -> ResponseReturnValue:
    """Take a zaak back, so that the agency does nothing more with it."""
    if not SiteForm().validate_on_submit():
        abort(400)
    with writing() as session:
        zaak = find_or_404(session, number, to_enter=True, lock=True)
        at = now()
        reason = part_of(zaak.kind).refuse_withdrawal(zaak, at) if zaak.may_be_withdrawn else None
        done = (
            set_status(session, number, Status.INGETROKKEN, current_actor(), at, werkplek=current_werkplek())
            if zaak.may_be_withdrawn and not reason
            else None
        )
        if done:
            part_of(zaak.kind).on_status(session, done, Status.INGETROKKEN, at)
            write_down(session, "zaak-intrekken", f"zaak/{number}")
    if reason:
        return _ask_withdraw(zaak, reason)
    flash(_("De zaak is ingetrokken.") if done else _("Deze zaak kan niet meer worden ingetrokken."))
    return redirect(url_for("mijn_duo_zaken.dossier", number=number), 303)


def _ask_withdraw(zaak: Zaak, reason: str | None) -> ResponseReturnValue:
    """Ask whether a zaak must be taken back, or say why it cannot be."""
    title, status = name_kind(zaak.kind), 409 if reason else 200
    return render_mijn_duo("mijn_duo/zaken/withdraw.html", status, zaak=zaak, title=title, reason=reason)


def _hand_in(zaak: Zaak, version: int) -> HandedIn | DraftChanged | DraftGone:
    """Hand in with all that follows from it, in one transaction."""
    part = part_of(zaak.kind)
    with writing() as session:
        at = now()
        outcome = hand_in(session, current_werkplek(), zaak.kind, zaak.number, version, current_actor(), at)
        if isinstance(outcome, HandedIn) and outcome.is_new:
            problem = part.refuse(session, outcome.zaak)
            if problem:
                raise _Refused(problem)
            part.on_status(session, outcome.zaak, Status.INGEDIEND, at)
            write_down(session, "zaak-indienen", f"zaak/{zaak.number}")
    return outcome


def _show(number: str, *, problem: str = "", changed: bool = False, status: int = 200) -> ResponseReturnValue:
    with reading() as session:
        zaak = find_or_404(session, number, to_enter=True)
        documents = list_documents(session, zaak)
    if not zaak.is_draft:
        return redirect(url_for("mijn_duo_zaken.dossier", number=number), 303)
    part = part_of(zaak.kind)
    return render_mijn_duo(
        "mijn_duo/zaken/check.html",
        status,
        zaak=zaak,
        shown=show_zaak(zaak),
        rows=part.describe(zaak.inhoud),
        edit=part.edit(zaak) if part.edit else None,
        documents=documents,
        problem=problem,
        changed=changed,
        document_form=document_form(zaak) if zaak.takes_documents else None,
    )
