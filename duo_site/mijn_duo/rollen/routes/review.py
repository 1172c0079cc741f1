"""The access review: who may do what, ending rollen, and the history."""

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.rollen.forms import PageForm, ReviewForm
from duo_site.mijn_duo.rollen.letters import list_letters
from duo_site.mijn_duo.rollen.review_table import HEAD, write_row
from duo_site.mijn_duo.rollen.routes.blueprint import blueprint, current_actor
from duo_site.mijn_duo.rollen.service.changing import end, may_end
from duo_site.mijn_duo.rollen.service.history import list_history
from duo_site.mijn_duo.rollen.service.invited import list_open
from duo_site.mijn_duo.rollen.service.review import ReviewLine, count_beheerders, list_review
from duo_site.mijn_duo.rollen.words import describe, describe_terms, name_rol
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now, today
from duo_site.web.database import reading, writing
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import ngettext
from duo_site.web.spreadsheet import csv_download

_MOST_AT_ONCE = 500


@blueprint.get("/mijn-duo/rollen")
@permit(Permission.GEEF_ROLLEN)
def review() -> Response:
    """Show who holds which rol, how they log in and when they did so last."""
    form, bestuursnummer = ReviewForm(), current_werkplek().bestuursnummer
    with reading() as session:
        lines = list_review(session, bestuursnummer, today())
        invitations = list_open(session, bestuursnummer)
        letters = list_letters(session, invitations)
        beheerders = count_beheerders(session, bestuursnummer, today())
    return render_mijn_duo(
        "mijn_duo/rollen/review.html",
        filter=form,
        lines=_choose(lines, form),
        number=len(lines),
        invitations=invitations,
        letters=letters,
        beheerders=beheerders,
        name_rol=name_rol,
        may_end=_may_end,
        now=now(),
        today=today(),
    )


@blueprint.get("/mijn-duo/rollen/overzicht.csv")
@permit(Permission.GEEF_ROLLEN)
def download() -> Response:
    """Give the table as a file for a spreadsheet."""
    bestuursnummer = current_werkplek().bestuursnummer
    with writing(on_get="each download of the list is written down") as session:
        lines = list_review(session, bestuursnummer, today())
        write_down(session, "rollen-downloaden", f"bestuur/{bestuursnummer}")
    rows = [write_row(line) for line in _choose(lines, ReviewForm())]
    return csv_download(f"rollen-{today().isoformat()}.csv", [_(text) for text in HEAD], rows)


@blueprint.get("/mijn-duo/rollen/beeindigen")
@permit(Permission.GEEF_ROLLEN)
def confirm_end() -> ResponseReturnValue:
    """Ask whether the chosen rollen must end."""
    chosen = _chosen(request.args.getlist("rol"))
    with reading() as session:
        lines = list_review(session, current_werkplek().bestuursnummer, today())
    kept = [line for line in lines if line.number in chosen and _may_end(line)]
    if chosen and not kept:
        abort(404)
    return render_mijn_duo("mijn_duo/rollen/end.html", lines=kept, name_rol=name_rol, form=SiteForm())


@blueprint.post("/mijn-duo/rollen/beeindigen")
@permit(Permission.GEEF_ROLLEN)
def end_done() -> ResponseReturnValue:
    """End the chosen rollen, from this moment on."""
    chosen = _chosen(request.form.getlist("gekozen"))
    if not SiteForm().validate_on_submit() or not chosen:
        return redirect(url_for("mijn_duo_rollen.confirm_end"), 303)
    with writing() as session:
        number = end(session, current_actor(), current_werkplek().bestuursnummer, chosen, now(), today())
        write_down(session, "rol-beeindigen", ",".join(map(str, sorted(chosen)))[:200], f"{number} beeindigd")
    flash(ngettext("%(num)s rol is beëindigd.", "%(num)s rollen zijn beëindigd.", number))
    return redirect(url_for("mijn_duo_rollen.review"), 303)


@blueprint.get("/mijn-duo/rollen/geschiedenis")
@permit(Permission.GEEF_ROLLEN)
def history() -> Response:
    """Show every change: who gave whom which rol for which kenmerk, when."""
    form = PageForm()
    if not form.validate():
        abort(404)
    page = form.pagina.data or 1
    with reading() as session:
        found = list_history(session, current_werkplek().bestuursnummer, page)
    if page > found.pages:
        abort(404)
    lines = [(line.at, describe(line), describe_terms(line)) for line in found.lines]
    return render_mijn_duo("mijn_duo/rollen/history.html", lines=lines, page=page, pages=found.pages)


def _choose(lines: tuple[ReviewLine, ...], form: ReviewForm) -> list[ReviewLine]:
    """Keep what the filter asks for."""
    return [line for line in lines if form.toon.data != "stil" or line.is_idle(now())]


def _may_end(line: ReviewLine) -> bool:
    """Tell whether who is here may change or end a rol."""
    return may_end(current_actor(), line.subject, Rol(line.toekenning.rol))


def _chosen(words: list[str]) -> frozenset[int]:
    """Read the numbers of rollen; anything else is left out."""
    return frozenset(
        int(word) for word in words[:_MOST_AT_ONCE] if word.isascii() and word.isdigit() and len(word) < 10
    )
