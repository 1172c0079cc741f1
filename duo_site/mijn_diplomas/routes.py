"""The pages of a diplomahouder: his diplomas, and the uittreksels he makes of them."""

from typing import Any, assert_never

import structlog
from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_diplomas import labels
from duo_site.mijn_diplomas.domain import Diploma, IssuedUittreksel, group_diplomas
from duo_site.mijn_diplomas.forms import UittrekselForm
from duo_site.mijn_diplomas.issuing import CannotBeDrawn, DiplomaWithdrawn, Made, NoSuchDiploma, NotNow, Wish
from duo_site.mijn_diplomas.logboek import list_inzages
from duo_site.mijn_diplomas.parts import issuer_of
from duo_site.mijn_diplomas.service import (
    find_diploma,
    find_uittreksel,
    list_diplomas,
    list_uittreksels,
    list_uittreksels_of,
)
from duo_site.tally import Act, Counted
from duo_site.uittreksel.files import FileDamaged, FileMissing
from duo_site.web.access import current_identity, permit
from duo_site.web.clock import now, today
from duo_site.web.counting import count_after
from duo_site.web.database import reading
from duo_site.web.i18n import gettext as _
from duo_site.web.logs import shorten_address
from duo_site.web.site import current_site, secrecy
from duo_site.web.templating import render

blueprint = Blueprint("mijn_diplomas", __name__)

_NEWEST = 3
_SECONDS_BEFORE_A_NEW_TRY = 30
_log = structlog.get_logger()


@blueprint.after_request
def never_keep(answer: Response) -> Response:
    """Keep browsers and proxies from storing what is one person's alone."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/mijn-diplomas", strict_slashes=False)
@permit(Permission.MIJN_DIPLOMAS)
def overview() -> ResponseReturnValue:
    """Show all diplomas of the asker, under their headings."""
    asker = current_identity().subject
    with reading() as session:
        diplomas = list_diplomas(session, asker)
        newest = list_uittreksels(session, asker, most=_NEWEST)
    return _page("overview.html", number=len(diplomas), groups=group_diplomas(diplomas), uittreksels=newest)


@blueprint.get("/mijn-diplomas/<public_id>")
@permit(Permission.MIJN_DIPLOMAS)
def diploma(public_id: str) -> ResponseReturnValue:
    """Show one diploma, with the form for an uittreksel."""
    found = _get_diploma(public_id)
    issuer_of(current_site()).pool.start()  # Whoever looks at a diploma will often want an uittreksel next.
    return _show_diploma(found, UittrekselForm(found))


@blueprint.post("/mijn-diplomas/<public_id>/uittreksel")
@permit(Permission.MIJN_DIPLOMAS)
def make(public_id: str) -> ResponseReturnValue:
    """Make the uittreksel, or give the one of today, and go to its page."""
    found = _get_diploma(public_id)
    form = UittrekselForm(found)
    if not form.validate_on_submit():
        return _show_diploma(found, form, status=422)
    outcome = issuer_of(current_site()).issue(_wish(public_id, form))
    if isinstance(outcome, Made):
        return redirect(url_for("mijn_diplomas.uittreksel", number=outcome.number), 303)
    if isinstance(outcome, DiplomaWithdrawn):
        return redirect(url_for("mijn_diplomas.diploma", public_id=public_id), 303)
    if isinstance(outcome, NoSuchDiploma):
        abort(404)
    if isinstance(outcome, NotNow):
        _log.warning("no uittreksel", reason=outcome.reason)
        return _not_now(found, form, outcome)
    if isinstance(outcome, CannotBeDrawn):
        _log.error("uittreksel cannot be drawn", diploma=public_id, reason=outcome.reason)
        return _page("cannot_be_drawn.html", 501, diploma=found)
    assert_never(outcome)


@blueprint.get("/mijn-diplomas/uittreksels")
@permit(Permission.MIJN_DIPLOMAS)
def uittreksels() -> ResponseReturnValue:
    """List the uittreksels that the asker made."""
    with reading() as session:
        found = list_uittreksels(session, current_identity().subject)
    return _page("uittreksels.html", uittreksels=found)


@blueprint.get("/mijn-diplomas/uittreksels/<number>")
@permit(Permission.MIJN_DIPLOMAS)
def uittreksel(number: str) -> ResponseReturnValue:
    """Show an uittreksel: where to download it and what to do with it."""
    return _page("uittreksel.html", uittreksel=_get_uittreksel(number), is_kept=True)


@blueprint.get("/mijn-diplomas/uittreksels/<number>/bestand")
@permit(Permission.MIJN_DIPLOMAS)
def download(number: str) -> ResponseReturnValue:
    """Give the sealed file; one that is no longer valid is explained instead."""
    found = _get_uittreksel(number)
    if not found.is_valid:
        return redirect(url_for("mijn_diplomas.uittreksel", number=found.number), 303)
    try:
        content = issuer_of(current_site()).files.get(found.sha256)
    except FileMissing:
        return _page("uittreksel.html", 410, uittreksel=found, is_kept=False)
    except FileDamaged:
        _log.error("file of uittreksel damaged", number=found.number)
        return _page("uittreksel.html", 410, uittreksel=found, is_kept=False)
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"uittreksel-{found.number}.pdf")
    act = Act(Counted.DOWNLOAD, found.diploma.soort, found.language)
    return count_after(answer, lambda _session: {act: 1})


@blueprint.get("/mijn-diplomas/logboek")
@permit(Permission.MIJN_DIPLOMAS)
def logboek() -> ResponseReturnValue:
    """Show which organisations looked at the diplomas of the asker, when and why."""
    with reading() as session:
        found = list_inzages(session, current_identity().subject)
    return _page("logboek.html", inzages=found)


def _get_diploma(public_id: str) -> Diploma:
    with reading() as session:
        found = find_diploma(session, secrecy(), current_identity().subject, public_id)
    return found or abort(404)


def _get_uittreksel(number: str) -> IssuedUittreksel:
    with reading() as session:
        found = find_uittreksel(session, current_identity().subject, number)
    return found or abort(404)


def _wish(public_id: str, form: UittrekselForm) -> Wish:
    return Wish(
        asker=current_identity().subject,
        public_id=public_id,
        language=form.language,
        with_grades=form.wants_grades,
        at=now(),
        day=today(),
        origin=shorten_address(request.remote_addr),
    )


def _show_diploma(found: Diploma, form: UittrekselForm, status: int = 200) -> Response:
    with reading() as session:
        made = list_uittreksels_of(session, current_identity().subject, found.public_id)
    return _page("diploma.html", status, diploma=found, form=form, uittreksels=made)


def _not_now(found: Diploma, form: UittrekselForm, outcome: NotNow) -> Response:
    answer = _page("not_now.html", 503, diploma=found, form=form, outcome=outcome)
    answer.headers["Retry-After"] = str(_SECONDS_BEFORE_A_NEW_TRY)
    return answer


def _page(template: str, status: int = 200, **context: Any) -> Response:
    """Render a page of this room with its menu and its words."""
    places = (
        (_("Mijn diploma's"), "mijn_diplomas.overview"),
        (_("Mijn uittreksels"), "mijn_diplomas.uittreksels"),
        (_("Logboek"), "mijn_diplomas.logboek"),
    )
    links = [(text, url_for(endpoint), request.endpoint == endpoint) for text, endpoint in places]
    return render(f"mijn_diplomas/{template}", status, labels=labels, account_links=links, **context)
