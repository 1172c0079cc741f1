"""Listing the texts, and changing one."""

from typing import assert_never

from flask import Response, abort, flash, get_flashed_messages, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from duo_site.identity import Permission
from duo_site.redactie.vertalingen.forms import ALL, UNPUBLISHED, ListForm, TextForm
from duo_site.redactie.vertalingen.listing import find_entry, list_entries
from duo_site.redactie.vertalingen.routes.blueprint import blueprint
from duo_site.redactie.vertalingen.words import describe
from duo_site.web.access import current_identity, permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import LANGUAGES
from duo_site.web.i18n import gettext as _
from duo_site.web.templating import render
from duo_site.wording.checks import Finding, check_text
from duo_site.wording.domain import Draft, Entry, Overtaken, Saved, SaveOutcome
from duo_site.wording.service import list_versions, save_draft

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
    form = TextForm(formdata=None, een=texts[0], meer=texts[1], versie=str(version))
    return _show(form, taal, entry, findings=check_text(entry.shipped.key, entry.texts, taal))


@blueprint.post("/<taal>/<digest>")
@permit(Permission.VERTAAL)
def save(taal: str, digest: str) -> ResponseReturnValue:
    """Save a text as a draft; what would break a page is refused, what reads badly needs a reason."""
    form = TextForm()
    with reading() as session:
        entry = _get_entry(session, taal, digest)
    if not form.validate_on_submit():
        return _show(form, taal, entry, 422)
    findings = check_text(entry.shipped.key, form.texts(entry.shipped.key), taal)
    if not _is_accepted(form, findings):
        return _show(form, taal, entry, 422, findings=[found for found in findings if not found.blocks])
    outcome = _keep(form, taal, entry)
    match outcome:
        case Saved():
            flash(_("De tekst is bewaard. Bezoekers zien hem als u publiceert."))
            return redirect(url_for("redactie_vertalingen.overview", taal=taal, staat=UNPUBLISHED), 303)
        case Overtaken(theirs):
            form.versie.data = str(theirs.version)
            return _show(form, taal, entry, 409, theirs=theirs)
        case _:
            assert_never(outcome)


def _is_accepted(form: TextForm, findings: list[Finding]) -> bool:
    """Say at the fields what is wrong; tell whether the text may be saved like this."""
    for finding in findings:
        if finding.blocks:
            field = form.meer if finding.form else form.een
            field.errors = [*field.errors, describe(finding)]
    blocked = any(finding.blocks for finding in findings)
    if findings and not blocked and not form.reden.data:
        form.reden.errors = [_("Verbeter de tekst, of schrijf op waarom u hem zo laat.")]
        return False
    return not blocked


def _keep(form: TextForm, language: str, entry: Entry) -> SaveOutcome:
    shipped = entry.shipped
    texts, reason, by = form.texts(shipped.key), form.reden.data or "", current_identity().name
    with writing() as session:
        outcome = save_draft(session, language, shipped, texts, seen=form.seen, by=by, at=now(), reason=reason)
        if isinstance(outcome, Saved):
            write_down(session, "tekst-bewaren", f"tekst/{language}/{shipped.key.digest}")
    return outcome


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
    findings: list[Finding] | None = None,
) -> Response:
    with reading() as session:
        history = list_versions(session, language, entry.shipped.key, entry.shipped.texts)
    return render(
        "redactie/vertalingen/text.html",
        status,
        form=form,
        text_language=language,
        entry=entry,
        history=history,
        theirs=theirs,
        warnings=[describe(finding) for finding in findings or []],
    )
