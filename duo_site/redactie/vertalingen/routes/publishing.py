"""Putting texts in force, and going back to earlier ones."""

from typing import assert_never

from flask import Response, abort, flash, get_flashed_messages, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from duo_site.identity import Permission
from duo_site.redactie.vertalingen.forms import UNPUBLISHED, PublishForm
from duo_site.redactie.vertalingen.listing import list_entries
from duo_site.redactie.vertalingen.routes.blueprint import blueprint
from duo_site.web.access import current_identity, permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import LANGUAGES
from duo_site.web.i18n import gettext as _
from duo_site.web.site import current_site, settings
from duo_site.web.templating import render
from duo_site.wording.domain import NeedsOther, NothingToPublish, Published, PublishedMeanwhile, PublishOutcome
from duo_site.wording.service import current_number, get_snapshot, list_snapshots, publish, return_to
from duo_site.wording.shipped import list_shipped


@blueprint.get("/publiceren")
@permit(Permission.PUBLICEER)
def review() -> Response:
    """Show every text that publishing would change, as it is and as it would be."""
    return _show_review()


@blueprint.post("/publiceren")
@permit(Permission.PUBLICEER)
def put_in_force() -> ResponseReturnValue:
    """Publish what was saved."""
    form, by = PublishForm(), current_identity().name
    if not form.validate_on_submit():
        abort(422)
    shipped = {language: list_shipped(language) for language in LANGUAGES}
    with writing() as session:
        outcome = publish(session, shipped, seen=form.seen, by=by, at=now(), four_eyes=settings().four_eyes)
        _write_down(session, outcome)
    return _tell(outcome)


@blueprint.get("/versies")
@permit(Permission.PUBLICEER)
def versions() -> Response:
    """List what was published, the newest first."""
    with reading() as session:
        snapshots, number = list_snapshots(session), current_number(session)
    return render(
        "redactie/vertalingen/versions.html",
        snapshots=snapshots,
        current=number,
        publishing=PublishForm(formdata=None, nummer=str(number)),
        messages=get_flashed_messages(),
    )


@blueprint.post("/versies/<int(max=2147483647):number>/terug")
@permit(Permission.PUBLICEER)
def go_back(number: int) -> ResponseReturnValue:
    """Put the texts of an earlier number in force again."""
    form = PublishForm()
    if not form.validate_on_submit():
        abort(422)
    with writing() as session:
        try:
            get_snapshot(session, number)
        except LookupError:
            abort(404)
        outcome = return_to(session, number, seen=form.seen, by=current_identity().name, at=now())
        _write_down(session, outcome)
    return _tell(outcome)


def _show_review(status: int = 200, problem: str = "") -> Response:
    with reading() as session:
        changes = {language: list_entries(session, language, which=UNPUBLISHED) for language in LANGUAGES}
        number = current_number(session)
    form = PublishForm(formdata=None, nummer=str(number))
    return render("redactie/vertalingen/publish.html", status, changes=changes, publishing=form, problem=problem)


def _tell(outcome: PublishOutcome) -> ResponseReturnValue:
    match outcome:
        case Published(snapshot):
            current_site().follow_texts()
            flash(_("Gepubliceerd als versie %(number)s. Bezoekers zien de teksten nu.", number=snapshot.number))
            return redirect(url_for("redactie_vertalingen.versions"), 303)
        case NothingToPublish():
            return _show_review(409, _("Er is niets te publiceren: bezoekers zien deze teksten al."))
        case PublishedMeanwhile(current):
            return _show_review(
                409, _("%(name)s heeft intussen gepubliceerd. Kijk de wijzigingen opnieuw na.", name=current.by)
            )
        case NeedsOther():
            return _show_review(409, _("U schreef zelf een van deze teksten. Laat een collega publiceren."))
        case _:
            assert_never(outcome)


def _write_down(session: Session, outcome: PublishOutcome) -> None:
    if isinstance(outcome, Published):
        write_down(session, "teksten-publiceren", f"teksten/{outcome.snapshot.number}")
