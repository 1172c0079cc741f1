"""One rol: looking at it, changing it, and giving the same person another."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import MACHTIGING_LABELS, POLICY_OF, Permission, Rol
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.rollen.domain import Given, Grant, NotGiven, Onderwijsinstelling, Refusal
from duo_site.mijn_duo.rollen.forms import ChangeForm, RolForm
from duo_site.mijn_duo.rollen.routes.blueprint import blueprint, current_actor
from duo_site.mijn_duo.rollen.service import list_of_bestuur
from duo_site.mijn_duo.rollen.service.changing import Wish, change, may_end, state_of
from duo_site.mijn_duo.rollen.service.giving import give
from duo_site.mijn_duo.rollen.service.review import ReviewLine, find_line
from duo_site.mijn_duo.rollen.words import name_rol
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now, today
from duo_site.web.database import reading, writing
from duo_site.web.i18n import gettext as _

_Found = tuple[ReviewLine, tuple[Onderwijsinstelling, ...]]


@blueprint.get("/mijn-duo/rollen/<int(max=2147483647):number>")
@permit(Permission.GEEF_ROLLEN)
def rol(number: int) -> ResponseReturnValue:
    """Show a rol, and what can be changed of it."""
    line, places = _find(number)
    return _show(line, places)


@blueprint.post("/mijn-duo/rollen/<int(max=2147483647):number>")
@permit(Permission.GEEF_ROLLEN)
def change_rol(number: int) -> ResponseReturnValue:
    """Change the end, the machtiging or the missing instellingscode of a rol."""
    line, places = _find(number)
    form = ChangeForm(places)
    if not form.validate_on_submit():
        return _show(line, places, form)
    wish = Wish(form.tot.day, form.machtigingen, form.instellingscode.data or "", form.stand.data or "")
    with writing() as session:
        outcome = change(session, current_actor(), current_werkplek().bestuursnummer, number, wish, now(), today())
        if isinstance(outcome, Given):
            write_down(session, "rol-wijzigen", f"roltoekenning/{number}")
    match outcome:
        case None:
            abort(404)
        case NotGiven(Refusal.CHANGED_MEANWHILE as reason):
            fresh = _fill(*_find(number))
            fresh.refuse(reason)
            return _show(*_find(number), fresh, 409)
        case NotGiven(reason):
            form.refuse(reason)
            return _show(line, places, form)
    flash(_("De rol is gewijzigd."))
    return redirect(url_for("mijn_duo_rollen.rol", number=number), 303)


@blueprint.get("/mijn-duo/rollen/<int(max=2147483647):number>/nog-een")
@permit(Permission.GEEF_ROLLEN)
def another(number: int) -> ResponseReturnValue:
    """Ask which rol the same person must get as well."""
    line, places = _find(number)
    return render_mijn_duo("mijn_duo/rollen/another.html", line=line, form=RolForm(places, vanaf=today()))


@blueprint.post("/mijn-duo/rollen/<int(max=2147483647):number>/nog-een")
@permit(Permission.GEEF_ROLLEN)
def give_another(number: int) -> ResponseReturnValue:
    """Give the person who holds a rol another one."""
    line, places = _find(number)
    form = RolForm(places)
    if not form.validate_on_submit():
        return render_mijn_duo("mijn_duo/rollen/another.html", 422, line=line, form=form)
    grant = Grant(
        line.subject,
        line.name,
        Rol(form.rol.data),
        current_werkplek().bestuursnummer,
        form.instellingscode.data or "",
        form.vanaf.day or today(),
        form.tot.day,
        form.machtigingen,
    )
    with writing() as session:
        outcome = give(session, current_actor(), grant, now(), today())
        if isinstance(outcome, Given):
            write_down(session, "rol-geven", f"roltoekenning/{outcome.number}")
    if isinstance(outcome, NotGiven):
        form.refuse(outcome.reason)
        return render_mijn_duo("mijn_duo/rollen/another.html", 422, line=line, form=form)
    flash(_("%(name)s heeft nu de rol %(rol)s.", name=line.name, rol=name_rol(grant.rol)))
    return redirect(url_for("mijn_duo_rollen.review"), 303)


def _find(number: int) -> _Found:
    """Find a rol of this bestuur and the onderwijsinstellingen to choose from; answers 404 for any other."""
    bestuursnummer = current_werkplek().bestuursnummer
    with reading() as session:
        line = find_line(session, bestuursnummer, number, today())
        places = list_of_bestuur(session, bestuursnummer)
    return (line, places) if line else abort(404)


def _fill(line: ReviewLine, places: tuple[Onderwijsinstelling, ...]) -> ChangeForm:
    """Make the form with what the rol is now."""
    held = line.toekenning
    return ChangeForm(
        places,
        formdata=None,
        tot=held.ends_on,
        studenten=Permission.BEKIJK_STUDENT in held.machtigingen,
        stand=state_of(held.ends_on, held.machtigingen, held.instellingscode),
    )


def _show(
    line: ReviewLine, places: tuple[Onderwijsinstelling, ...], form: ChangeForm | None = None, status: int = 422
) -> ResponseReturnValue:
    policy = POLICY_OF[line.toekenning.rol]
    return render_mijn_duo(
        "mijn_duo/rollen/rol.html",
        status if form else 200,
        line=line,
        form=form or _fill(line, places),
        policy=policy,
        machtigingen=MACHTIGING_LABELS,
        may_change=may_end(current_actor(), line.subject, line.toekenning.rol),
        is_himself=current_actor().subject == line.subject,
    )
