"""The dossier of a zaak: where it stands, what was said, and the file of an overview."""

from flask import Response, abort, flash, redirect, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.jobs import find_job
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.mijn_duo.zaken.domain import OVERVIEWS, Status, Zaak
from duo_site.mijn_duo.zaken.forms import MessageForm, document_form, new_key
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.mijn_duo.zaken.overview.vault import read_pieces
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.mijn_duo.zaken.routes.blueprint import (
    blueprint,
    current_actor,
    find_or_404,
    may_enter,
    part_of,
)
from duo_site.mijn_duo.zaken.service import add_message, list_documents, list_messages, list_steps, set_status
from duo_site.mijn_duo.zaken.service.overviews import find_file
from duo_site.mijn_duo.zaken.words import name_status, show_zaak
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited
from duo_site.web.site import secrecy, settings

_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get("/mijn-duo/zaken/<number>")
@permit(Permission.LEES_ZAKEN)
def dossier(number: str) -> ResponseReturnValue:
    """Show a zaak; a draft leads to its answers."""
    with reading() as session:
        zaak = find_or_404(session, number)
    if zaak.is_draft:
        return redirect(url_for("mijn_duo_zaken.check", number=number), 303)
    return _show(zaak)


@blueprint.post("/mijn-duo/zaken/<number>/berichten")
@permit(Permission.VOER_ZAKEN_IN)
@limited("60 per hour")
def write_message(number: str) -> ResponseReturnValue:
    """Write to the agency; an answer to its question puts the zaak back to work."""
    form = MessageForm()
    with reading() as session:
        zaak = find_or_404(session, number, to_enter=True)
    if zaak.is_draft or zaak.status.is_final:
        abort(404)
    if not form.validate_on_submit():
        return _show(zaak, form, 422)
    with writing() as session:
        at = now()
        by, key = current_actor(), form.sleutel.data or ""
        is_new = add_message(session, secrecy(), zaak, form.bericht.data, by, at, key=key)
        if is_new and zaak.status is Status.VRAAG:
            back = Status.IN_BEHANDELING
            done = set_status(session, number, back, by, at, werkplek=current_werkplek())
            if done:
                part_of(zaak.kind).on_status(session, done, back, at)
        if is_new:
            write_down(session, "zaak-bericht", f"zaak/{number}")
    if is_new:
        flash(_("Uw bericht is verstuurd."))
    return redirect(url_for("mijn_duo_zaken.dossier", number=number), 303)


@blueprint.get("/mijn-duo/zaken/<number>/overzicht")
@permit(Permission.LEES_ZAKEN)
def download(number: str) -> ResponseReturnValue:
    """Give the file of an overview as it is decrypted, piece by piece."""
    with writing(on_get="each download of an overview is written down") as session:
        zaak = find_or_404(session, number)
        found = find_file(session, zaak)
        if found:
            write_down(session, "overzicht-downloaden", f"zaak/{number}")
    if found is None:
        abort(404)
    try:
        pieces = read_pieces(overviews_folder(settings()) / found.file, secrecy())
    except FileNotFoundError:
        abort(404)
    form = str(zaak.inhoud["vorm"])
    answer = Response(stream_with_context(pieces), content_type=_MEDIA_TYPES[form], direct_passthrough=True)
    answer.content_length = found.size
    answer.headers["Content-Disposition"] = f'attachment; filename="{zaak.kind}-{number}.{form}"'
    return answer


def _show(zaak: Zaak, form: MessageForm | None = None, status: int = 200) -> Response:
    with reading() as session:
        steps, messages = list_steps(session, zaak), list_messages(session, secrecy(), zaak)
        documents, found = list_documents(session, zaak), find_file(session, zaak)
        job = find_job(session, JOB_KIND, zaak.number) if zaak.kind in OVERVIEWS else None
    part = part_of(zaak.kind)
    may_withdraw = may_enter(zaak.kind) and zaak.may_be_withdrawn
    writes = may_enter(zaak.kind) and not zaak.status.is_final and zaak.kind not in OVERVIEWS
    return render_mijn_duo(
        "mijn_duo/zaken/dossier.html",
        status,
        zaak=zaak,
        shown=show_zaak(zaak),
        rows=part.describe(zaak.inhoud),
        steps=[(step, name_status(step.status)) for step in steps],
        berichten=messages,
        documents=documents,
        file=found,
        job=job,
        is_overview=zaak.kind in OVERVIEWS,
        form=(form or MessageForm(formdata=None, sleutel=new_key())) if writes else None,
        document_form=document_form(zaak) if writes else None,
        may_withdraw=may_withdraw,
        why_not_withdrawn=part.refuse_withdrawal(zaak, now()) if may_withdraw else None,
    )
