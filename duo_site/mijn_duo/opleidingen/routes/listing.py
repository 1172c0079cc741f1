"""Looking at the aanbod: the list, and one opleiding with its history."""

from itertools import pairwise

from flask import abort
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_duo.opleidingen import labels
from duo_site.mijn_duo.opleidingen.domain import Opleiding, version_on
from duo_site.mijn_duo.opleidingen.forms import AsOfForm, SearchForm
from duo_site.mijn_duo.opleidingen.routes.blueprint import blueprint
from duo_site.mijn_duo.opleidingen.service.granting import find_pending
from duo_site.mijn_duo.opleidingen.service.reading import Found, list_versions, search
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.web.access import permit
from duo_site.web.clock import today
from duo_site.web.database import reading


@blueprint.get("/mijn-duo/opleidingen")
@permit(Permission.LEES_OPLEIDINGEN)
def overview() -> ResponseReturnValue:
    """List the aanbod of the onderwijsinstelling, or what was searched in it."""
    werkplek = current_werkplek()
    form = SearchForm(werkplek.sector)
    if not form.validate():
        if form.pagina.errors:
            abort(404)
        return _show(form, Found((), 0), status=422)
    with reading() as session:
        found = search(session, werkplek, form.wanted(today()), form.pagina.data or 1)
    if (form.pagina.data or 1) > found.pages:
        abort(404)
    return _show(form, found)


@blueprint.get("/mijn-duo/opleidingen/<string(length=5):opleidingscode>")
@permit(Permission.LEES_OPLEIDINGEN)
def opleiding(opleidingscode: str) -> ResponseReturnValue:
    """Show an opleiding as it is on a day, and all that was and will be changed of it."""
    form = AsOfForm()
    with reading() as session:
        versions = list_versions(session, current_werkplek(), opleidingscode)
        pending = find_pending(session, current_werkplek(), opleidingscode)
    if not versions:
        return render_mijn_duo("mijn_duo/opleidingen/not_found.html", 404, opleidingscode=opleidingscode)
    is_right = form.validate()
    day = form.op.day or today()
    return render_mijn_duo(
        "mijn_duo/opleidingen/opleiding.html",
        200 if is_right else 422,
        form=form,
        day=day,
        is_today=day == today(),
        shown=version_on(versions, day),
        history=_tell(versions),
        may_change=any(one.ends_on is None or one.ends_on >= today() for one in versions),
        pending=pending,
        labels=labels,
    )


def _show(form: SearchForm, found: Found, status: int = 200) -> ResponseReturnValue:
    return render_mijn_duo(
        "mijn_duo/opleidingen/overview.html",
        status,
        form=form,
        found=found,
        page=form.pagina.data or 1,
        state=form.state() if status == 200 else {},
        day=form.op.day or today(),
        is_today=form.op.day in (None, today()),
        is_search=bool(form.q.data or form.niveau.data or form.taal.data),
        labels=labels,
    )


def _tell(versions: tuple[Opleiding, ...]) -> list[tuple[Opleiding, list[str]]]:
    """Put beside each version what changed with it, the newest first."""
    told = [(versions[0], list[str]())]
    told += [(after, labels.list_changes(before, after)) for before, after in pairwise(versions)]
    return told[::-1]
