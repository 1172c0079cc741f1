"""The zaken of all onderwijsinstellingen, for a medewerker of the agency who answers them."""

from typing import assert_never

from flask import Blueprint, Response, abort, flash, get_flashed_messages, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from duo_site.identity import Permission
from duo_site.mijn_duo.rollen.service import find_onderwijsinstelling
from duo_site.mijn_duo.zaken.domain import NEXT, OVERVIEWS, DocumentKind, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.forms import AnswerForm, new_key
from duo_site.mijn_duo.zaken.kinds import CannotCarryOut
from duo_site.mijn_duo.zaken.list_form import ListForm
from duo_site.mijn_duo.zaken.routes.blueprint import current_actor, part_of, post_news_here
from duo_site.mijn_duo.zaken.routes.documents import as_file
from duo_site.mijn_duo.zaken.routes.listing import page_of, read_wanted
from duo_site.mijn_duo.zaken.service import (
    TooManyDocuments,
    add_document,
    add_message,
    find_document,
    find_handed_in,
    is_entered,
    list_documents,
    list_for_agency,
    list_messages,
    list_steps,
    read_row,
    set_status,
)
from duo_site.mijn_duo.zaken.uploads import PDF, Refused, read_pdf
from duo_site.mijn_duo.zaken.words import name_status, show_zaak
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import gettext as _
from duo_site.web.site import secrecy
from duo_site.web.templating import render

blueprint = Blueprint("redactie_zaken", __name__)


class _Meanwhile(Exception):
    """The zaak is no longer what the person saw when he answered."""


@blueprint.get("/redactie/zaken")
@permit(Permission.BEANTWOORD_ZAKEN)
def overview() -> Response:
    """List what was handed in, what changed last on top."""
    form = ListForm(tuple(ZaakKind), drafts=False)
    wanted = read_wanted(form)
    with reading() as session:
        listed = list_for_agency(session, wanted)
    lines = [(zaak, name, show_zaak(zaak)) for zaak, name in page_of(listed, wanted)]
    return render("redactie/zaken/overview.html", filter=form, lines=lines, listed=listed, page=wanted.page)


@blueprint.get("/redactie/zaken/<number>")
@permit(Permission.BEANTWOORD_ZAKEN)
def zaak(number: str) -> ResponseReturnValue:
    """Show a zaak with what can be answered."""
    with writing(on_get="each look of the agency at a dossier is written down") as session:
        found = _find(session, number)
        write_down(session, "zaak-bekijken", f"zaak/{number}")
    with reading() as session:
        return _show(session, found)


@blueprint.post("/redactie/zaken/<number>")
@permit(Permission.BEANTWOORD_ZAKEN)
def answer(number: str) -> ResponseReturnValue:
    """Answer: a message, perhaps a document and another state, all of it or nothing."""
    with reading() as session:
        found = _find(session, number)
        form = AnswerForm(NEXT[found.status])
        if found.kind in OVERVIEWS:
            abort(404)
        if is_entered(session, found, form.sleutel.data or ""):
            return _back(found)  # Sent twice: the first one said so, or will.
        if found.status.is_final:
            return _show(session, found, status=409)  # The page says that no answer is possible any more.
        if not form.validate_on_submit():
            return _show(session, found, form, 422)
    try:
        is_new = _enter(found, form, read_pdf(form.bestand.data))
    except (Refused, TooManyDocuments, CannotCarryOut) as refused:
        status = _complain(form, refused)
        with reading() as session:
            return _show(session, found, form, status)
    except _Meanwhile:
        with reading() as session:
            return _show(session, _find(session, number), None, 409, meant=form.antwoord.data)
    if is_new:
        flash(_("Uw antwoord staat in de zaak."))
    return _back(found)


@blueprint.get("/redactie/zaken/<number>/documenten/<int(max=2147483647):document>")
@permit(Permission.BEANTWOORD_ZAKEN)
def document(number: str, document: int) -> ResponseReturnValue:
    """Give a document of a zaak."""
    with writing(on_get="each look of the agency at a document is written down") as session:
        found = find_document(session, secrecy(), _find(session, number), document)
        write_down(session, "zaak-document-bekijken", f"zaak/{number}", "gelukt" if found else "geweigerd")
    return as_file(*found) if found else abort(404)


def _enter(found: Zaak, form: AnswerForm, upload: tuple[str, bytes] | None) -> bool:
    """Enter an answer in one transaction, with the news of it; False where it was entered before."""
    by, at, wanted, key = current_actor(), now(), form.wanted, form.sleutel.data or ""
    with writing() as session:
        if not add_message(session, secrecy(), found, form.antwoord.data, by, at, agency=True, key=key):
            return False
        if upload:
            name, content = upload
            kind = DocumentKind.ANTWOORD
            add_document(session, found, name, content, PDF, by, at, secrecy=secrecy(), kind=kind)
        if wanted:
            changed = set_status(session, found.number, wanted, by, at, agency=True, version=form.version)
            if changed is None:
                raise _Meanwhile
            part_of(found.kind).on_status(session, changed, wanted, at)
        post_news_here(session, found, f"antwoord {key or at.isoformat()}")
        write_down(session, "zaak-beantwoorden", f"zaak/{found.number}", wanted or "gelukt")
    return True


def _complain(form: AnswerForm, refused: Refused | TooManyDocuments | CannotCarryOut) -> int:
    """Say in the form why an answer was not entered; gives the status of the page. The text that was written stays."""
    match refused:
        case CannotCarryOut():
            form.status.errors = [str(refused)]
            return 409
        case TooManyDocuments():
            form.bestand.errors = [_("Er horen al 10 documenten bij deze zaak.")]
        case Refused():
            form.bestand.errors = [str(refused)]
        case _:
            assert_never(refused)
    return 422


def _back(found: Zaak) -> ResponseReturnValue:
    return redirect(url_for("redactie_zaken.zaak", number=found.number), 303)


def _find(session: Session, number: str) -> Zaak:
    row = find_handed_in(session, number)
    return read_row(row) if row else abort(404)


def _show(
    session: Session, found: Zaak, form: AnswerForm | None = None, status: int = 200, meant: str | None = None
) -> Response:
    place = find_onderwijsinstelling(session, found.instellingscode)
    if form is None and not found.status.is_final and found.kind not in OVERVIEWS:
        form = AnswerForm(
            NEXT[found.status],
            formdata=None,
            versie=str(found.version),
            sleutel=new_key(),
            status="",
            antwoord=meant,
        )
    return render(
        "redactie/zaken/zaak.html",
        status,
        zaak=found,
        place=place,
        shown=show_zaak(found),
        rows=part_of(found.kind).describe(found.inhoud),
        steps=[(step, name_status(step.status)) for step in list_steps(session, found)],
        berichten=list_messages(session, secrecy(), found),
        documents=list_documents(session, found),
        form=form,
        meanwhile=meant is not None,
        messages=get_flashed_messages(),
    )
