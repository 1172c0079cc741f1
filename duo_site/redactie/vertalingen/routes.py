"""The pages of the editors of texts: list, edit, publish, go back."""

from typing import assert_never

from flask import Blueprint, Response, abort, flash, get_flashed_messages, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from duo_site.identity import Permission
from duo_site.redactie.vertalingen.forms import ALL, UNPUBLISHED, ListForm, PublishForm, TextForm
from duo_site.redactie.vertalingen.listing import find_entry, list_entries
from duo_site.redactie.vertalingen.words import describe
from duo_site.web.access import current_identity, permit
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import LANGUAGES
from duo_site.web.i18n import gettext as _
from duo_site.web.site import audit, current_site, settings
from duo_site.web.templating import render
from duo_site.wording.checks import check_text
from duo_site.wording.domain import (
    Draft,
    Entry,
    NeedsOther,
    NothingToPublish,
    Overtaken,
    Published,
    PublishedMeanwhile,
    PublishOutcome,
    Saved,
)
from duo_site.wording.service import (
    current_number,
    get_snapshot,
    list_snapshots,
    list_versions,
    publish,
    return_to,
    save_draft,
)
from duo_site.wording.shipped import list_shipped

blueprint = Blueprint("redactie_vertalingen", __name__, url_prefix="/redactie/vertalingen")

_ON_A_PAGE = 50


@blueprint.get("")
@permit(Permission.VERTAAL)
def overview() -> Response:
    """List the texts of a language, those that somebody must look at first."""
    form = ListForm()
    if not form.validate():
        abort(422)
    language, words, which = form.taal.data or "en", form.q.data or "", form.staat.data or ALL
    with reading() as session:
        entries = list_entries(session, language, words, which)
        waiting = sum(len(list_entries(session, name, which=UNPUBLISHED)) for name in LANGUAGES)
    number, pages = form.pagina.data or 1, max(1, -(-len(entries) // _ON_A_PAGE))
    if number > pages:
        abort(404)
    return render(
        "redactie/vertalingen/overview.html",
        filter=form,
        text_language=language,
        entries=entries[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE],
        total=len(entries),
        number=number,
        pages=pages,
        waiting=waiting,
        query={"taal": language, "q": words, "staat": which},
        messages=get_flashed_messages(),
    )


@blueprint.get("/<taal>/<digest>")
@permit(Permission.VERTAAL)
def edit(taal: str, digest: str) -> Response:
    """Show a text to change, with where it is used and what it was before."""
    with reading() as session:
        entry = _get_entry(session, taal, digest)
    texts = (*entry.texts, "")
    version = entry.draft.version if entry.draft else 0
    return _show(TextForm(formdata=None, een=texts[0], meer=texts[1], versie=str(version)), taal, entry)


@blueprint.post("/<taal>/<digest>")
@permit(Permission.VERTAAL)
def save(taal: str, digest: str) -> ResponseReturnValue:
    """Save a text as a draft; what would break a page is refused, what reads badly needs a reason."""
    form = TextForm()
    with reading() as session:
        entry = _get_entry(session, taal, digest)
    if not form.validate_on_submit():
        return _show(form, taal, entry, 422)
    texts = form.texts(entry.shipped.key)
    findings = check_text(entry.shipped.key, texts, taal)
    for finding in findings:
        if finding.blocks:
            field = form.meer if finding.form else form.een
            field.errors = [*field.errors, describe(finding)]
    if findings and not form.errors and not form.reden.data:
        form.reden.errors = [_("Verbeter de tekst, of schrijf op waarom u hem zo laat.")]
    if any(finding.blocks for finding in findings) or form.reden.errors:
        return _show(form, taal, entry, 422, warnings=[describe(found) for found in findings if not found.blocks])
    by = current_identity().name
    with writing() as session:
        outcome = save_draft(
            session, taal, entry.shipped, texts, seen=form.seen, by=by, at=now(), reason=form.reden.data or ""
        )
        if isinstance(outcome, Saved):
            _write_down(session, "tekst-bewaren", f"tekst/{taal}/{digest}")
    match outcome:
        case Saved():
            flash(_("De tekst is bewaard. Bezoekers zien hem als u publiceert."))
            return redirect(url_for("redactie_vertalingen.overview", taal=taal, staat=UNPUBLISHED), 303)
        case Overtaken(theirs):
            form.versie.data = str(theirs.version)
            form.versie.raw_data = [form.versie.data]
            return _show(form, taal, entry, 409, theirs=theirs)
        case _:
            assert_never(outcome)


@blueprint.get("/publiceren")
@permit(Permission.PUBLICEER)
def review() -> Response:
    """Show every text that publishing would change, as it is and as it would be."""
    return _show_review()


@blueprint.post("/publiceren")
@permit(Permission.PUBLICEER)
def put_in_force() -> ResponseReturnValue:
    """Publish what was saved."""
    form = PublishForm()
    if not form.validate_on_submit():
        abort(422)
    shipped = {language: list_shipped(language) for language in LANGUAGES}
    with writing() as session:
        outcome = publish(
            session,
            shipped,
            seen=form.seen,
            by=current_identity().name,
            at=now(),
            four_eyes=settings().four_eyes,
        )
        _write_down_published(session, outcome)
    return _tell(outcome)


@blueprint.get("/versies")
@permit(Permission.PUBLICEER)
def versions() -> Response:
    """List what was published, the newest first."""
    with reading() as session:
        snapshots, number = list_snapshots(session), current_number(session)
    form = PublishForm(formdata=None, nummer=str(number))
    messages = get_flashed_messages()
    return render(
        "redactie/vertalingen/versions.html", snapshots=snapshots, current=number, publishing=form, messages=messages
    )


@blueprint.post("/versies/<int:number>/terug")
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
        _write_down_published(session, outcome)
    return _tell(outcome)


def _get_entry(session: Session, language: str, digest: str) -> Entry:
    entry = find_entry(session, language, digest) if language in LANGUAGES else None
    if entry is None:
        abort(404)
    return entry


def _show(
    form: TextForm,
    language: str,
    entry: Entry,
    status: int = 200,
    *,
    theirs: Draft | None = None,
    warnings: list[str] | None = None,
) -> Response:
    with reading() as session:
        history = list_versions(session, language, entry.shipped.key, entry.shipped.texts)
    if warnings is None:
        findings = check_text(entry.shipped.key, entry.texts, language)
        warnings = [describe(found) for found in findings]
    return render(
        "redactie/vertalingen/text.html",
        status,
        form=form,
        text_language=language,
        entry=entry,
        history=history,
        theirs=theirs,
        warnings=warnings,
    )


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


def _write_down_published(session: Session, outcome: PublishOutcome) -> None:
    if isinstance(outcome, Published):
        _write_down(session, "teksten-publiceren", f"teksten/{outcome.snapshot.number}")


def _write_down(session: Session, action: str, target: str) -> None:
    audit().write(
        session,
        action=action,
        target=target,
        result="gelukt",
        actor=current_identity().subject,
        origin="web",
        at=now(),
    )
