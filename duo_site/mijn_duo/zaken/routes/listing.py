"""The list of zaken, and the choice of a new one."""

from flask import Response, abort

from duo_site.identity import Permission
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.mijn_duo.zaken.domain import OPEN, Status, Zaak, ZaakKind, kinds_entered_by, kinds_of
from duo_site.mijn_duo.zaken.list_form import ListForm
from duo_site.mijn_duo.zaken.parts import kinds_of_site
from duo_site.mijn_duo.zaken.routes.blueprint import blueprint
from duo_site.mijn_duo.zaken.service import Listed, Wanted, list_zaken
from duo_site.mijn_duo.zaken.words import EXPLANATIONS, name_kind, show_zaak
from duo_site.web.access import current_identity, permit
from duo_site.web.database import reading
from duo_site.web.i18n import gettext as _
from duo_site.web.site import current_site


@blueprint.get("/mijn-duo/zaken")
@permit(Permission.LEES_ZAKEN)
def overview() -> Response:
    """List the zaken of the werkplek, what changed last on top."""
    kinds, entered = kinds_of(current_identity()), kinds_entered_by(current_identity())
    form = ListForm(kinds, drafts=bool(entered))
    wanted = read_wanted(form)
    with reading() as session:
        listed = list_zaken(session, current_werkplek(), kinds, entered, wanted)
    return render_mijn_duo(
        "mijn_duo/zaken/overview.html",
        filter=form,
        lines=[(zaak, show_zaak(zaak)) for zaak, _name in page_of(listed, wanted)],
        listed=listed,
        page=wanted.page,
        may_start=bool(entered),
    )


@blueprint.get("/mijn-duo/zaken/nieuw")
@permit(Permission.VOER_ZAKEN_IN)
def start() -> Response:
    """Ask what somebody wants to apply for or hand in."""
    entered = kinds_entered_by(current_identity())
    parts = kinds_of_site(current_site())
    cards = [
        (name_kind(kind), part.start(), _(EXPLANATIONS[kind]))
        for kind in ZaakKind
        if kind in entered and (part := parts.get(kind)) is not None and part.start is not None
    ]
    return render_mijn_duo("mijn_duo/zaken/start.html", cards=cards)


def read_wanted(form: ListForm) -> Wanted:
    """Read the filter; answers 404 for a list that there is not."""
    if not form.validate():
        abort(404)
    status = form.status.data
    statuses = OPEN if status == "open" else (Status(status),) if status else ()
    kind = ZaakKind(form.soort.data) if form.soort.data else None
    return Wanted(kind, statuses, form.nummer.data.upper(), form.pagina.data or 1)


def page_of(listed: Listed, wanted: Wanted) -> tuple[tuple[Zaak, str], ...]:
    """Give the zaken of a page; answers 404 beyond the last."""
    if wanted.page > listed.pages:
        abort(404)
    return listed.zaken
