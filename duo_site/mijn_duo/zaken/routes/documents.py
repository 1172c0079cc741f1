"""The documents of a zaak, and its receipt."""

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.zaken.domain import Document, Zaak
from duo_site.mijn_duo.zaken.forms import DocumentForm, stand_of
from duo_site.mijn_duo.zaken.receipts import give_receipt
from duo_site.mijn_duo.zaken.routes.blueprint import blueprint, current_actor, find_or_404, part_of
from duo_site.mijn_duo.zaken.service import TooManyDocuments, add_document, find_document, remove_document
from duo_site.mijn_duo.zaken.uploads import PDF, Refused, read_pdf
from duo_site.uittreksel.papers import PaperFailed
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited
from duo_site.web.site import current_site, secrecy


class _HandedIn(Exception):
    """The draft for which a document was sent was handed in meanwhile: it does not hold the document."""


@blueprint.post("/mijn-duo/zaken/<number>/documenten")
@permit(Permission.VOER_ZAKEN_IN)
@limited("120 per hour")
def upload(number: str) -> ResponseReturnValue:
    """Add a document to a draft, or to a zaak that is not finished."""
    form = DocumentForm()
    with reading() as session:
        zaak = find_or_404(session, number, to_enter=True)
    if not zaak.takes_documents:
        abort(404)
    if not form.validate_on_submit():
        return _refuse(zaak, form, _("Deze pagina stond te lang open. Kies het bestand opnieuw."))
    try:
        chosen = read_pdf(form.bestand.data)
    except Refused as refused:
        return _refuse(zaak, form, str(refused))
    if chosen is None:
        return _refuse(zaak, form, _("Kies een bestand."))
    try:
        with writing() as session:
            again = find_or_404(session, number, to_enter=True, lock=True)
            if not again.takes_documents:
                abort(404)  # It was finished while the file came in.
            if stand_of(again) != form.stand.data:
                raise _HandedIn
            name, content = chosen
            add_document(session, again, name, content, PDF, current_actor(), now(), secrecy=secrecy())
            write_down(session, "zaak-document", f"zaak/{number}")
    except _HandedIn:
        text = _("Deze zaak is intussen ingediend, zonder uw document. Kies het opnieuw als u het wilt nasturen.")
        return _refuse(again, form, text, 409)
    except TooManyDocuments:
        return _refuse(zaak, form, _("Er horen al 10 documenten bij deze zaak. Meer kan niet."))
    flash(_("Het document is toegevoegd."))
    return _back(zaak)


@blueprint.post("/mijn-duo/zaken/<number>/documenten/<int(max=2147483647):document>/verwijderen")
@permit(Permission.VOER_ZAKEN_IN)
def remove(number: str, document: int) -> ResponseReturnValue:
    """Take a document out of a draft."""
    if not SiteForm().validate_on_submit():
        abort(400)
    with writing() as session:
        zaak = find_or_404(session, number, to_enter=True)
        done = remove_document(session, zaak, document)
        if done:
            write_down(session, "zaak-document-verwijderen", f"zaak/{number}")
    if not done:
        abort(404)
    flash(_("Het document is verwijderd."))
    return _back(zaak)


@blueprint.get("/mijn-duo/zaken/<number>/documenten/<int(max=2147483647):document>")
@permit(Permission.LEES_ZAKEN)
def show(number: str, document: int) -> ResponseReturnValue:
    """Give a document of a zaak."""
    with writing(on_get="each download of a document is written down") as session:
        zaak = find_or_404(session, number)
        found = find_document(session, secrecy(), zaak, document)
        if found:
            write_down(session, "zaak-document-downloaden", f"zaak/{number}")
    return as_file(*found) if found else abort(404)


@blueprint.get("/mijn-duo/zaken/<number>/ontvangstbewijs")
@permit(Permission.LEES_ZAKEN)
@limited("60 per hour")
def receipt(number: str) -> ResponseReturnValue:
    """Give the sealed receipt of a zaak; made when it is asked for first, the same bytes ever after."""
    with reading() as session:
        zaak = find_or_404(session, number)
    if zaak.is_draft:
        abort(404)
    try:
        content = give_receipt(current_site(), zaak, part_of(zaak.kind).describe(zaak.inhoud))
    except PaperFailed:
        return render_mijn_duo("mijn_duo/zaken/no_receipt.html", 503, zaak=zaak)
    answer = Response(content, mimetype=PDF)
    answer.headers["Content-Disposition"] = f'attachment; filename="ontvangstbewijs-{number}.pdf"'
    return answer


def as_file(document: Document, content: bytes) -> Response:
    """Answer with a document as a file to keep; it is never shown inside the site."""
    answer = Response(content, mimetype=document.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=document.name)
    return answer


def _refuse(zaak: Zaak, form: DocumentForm, text: str, status: int = 422) -> ResponseReturnValue:
    form.bestand.errors, form.stand.data = [text], stand_of(zaak)
    return render_mijn_duo("mijn_duo/zaken/upload.html", status, zaak=zaak, form=form)


def _back(zaak: Zaak) -> ResponseReturnValue:
    endpoint = "mijn_duo_zaken.check" if zaak.is_draft else "mijn_duo_zaken.dossier"
    return redirect(url_for(endpoint, number=zaak.number) + "#documenten", 303)
