"""The pages of the controle."""

from typing import assert_never

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from duo_site.controle import service
from duo_site.controle.archive import is_archive
from duo_site.controle.carrying import LONGEST, NotCarried, read_carried
from duo_site.controle.checking import check_all
from duo_site.controle.counting import count_checked, count_code, count_number
from duo_site.controle.domain import Reden
from duo_site.controle.files import make_file
from duo_site.controle.forms import LONGEST_NUMBER, CarriedForm, FileForm, NumberForm
from duo_site.controle.inspection_pool import InspectionBusy
from duo_site.controle.offering import NothingOffered, Offered, TooManyFiles, list_offered
from duo_site.controle.parts import photos_of
from duo_site.controle.photo import PhotoBusy, PhotoProblem
from duo_site.controle.photo_texts import PHOTO_PROBLEMS
from duo_site.controle.qr_codes import judge_codes, number_of
from duo_site.controle.showing import ask, empty_form, tell, tell_code, tell_many
from duo_site.controle.uploads import NoPlace, large_request
from duo_site.uittreksel.number import parse_number
from duo_site.uittreksel.papers import PaperFailed
from duo_site.uittreksel.proofs.qr_reading import QrChanged, QrHolds, QrNotOurs, QrUnreadable, QrWithoutProof
from duo_site.web.access import public
from duo_site.web.database import reading
from duo_site.web.i18n import current_language, path
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited
from duo_site.web.page_cache import kept
from duo_site.web.site import current_site, secrecy, settings
from duo_site.web.templating import render

blueprint = Blueprint("controle", __name__)

PATH = "/controle"


@blueprint.get(PATH)
@public
@kept
def start() -> ResponseReturnValue:
    """Ask for a file or a number; a number in the query leads to its own address."""
    if "nummer" not in request.args:
        return ask()
    form = NumberForm()
    if not form.validate():
        return ask(number_form=form, status=422)
    given = form.nummer.data or ""
    return redirect(path(f"{PATH}/{parse_number(given) or _as_path_part(given)}"), 303)


@blueprint.post(PATH)
@public
@limited("60 per minute")
def check_files() -> ResponseReturnValue:
    """Judge the files that were sent, in memory, and tell the outcome."""
    try:
        with large_request():
            form = FileForm()
            if not form.validate():
                return ask(file_form=form, status=422)
            return _answer(form)
    except (InspectionBusy, NoPlace, PhotoBusy):
        return ask(busy=True, status=503)
    except RequestEntityTooLarge:
        return _refuse(empty_form(), _("De bestanden zijn samen groter dan 64 MB. Kies er minder."), status=413)


@blueprint.post(f"{PATH}/uitkomst")
@public
@limited("60 per minute")
def download() -> Response:
    """Make a file of the outcomes that the page carried; nothing was kept of them here."""
    request.max_form_memory_size = LONGEST
    form = CarriedForm()
    if not form.validate():
        return _expired()
    try:
        report = read_carried(form.uitkomst.data or "", secrecy())
    except NotCarried:
        return _expired()
    try:
        return make_file(report, form.vorm.data or "")
    except PaperFailed:
        return render("controle/no_receipt.html", status=503, carried=form.uitkomst.data)


@blueprint.get(f"{PATH}/<nummer>")
@public
@limited("30 per minute")
def look_up(nummer: str) -> Response:
    """Tell what anybody may know of a number; unknown and malformed numbers get the same answer."""
    with reading() as session:
        issued = service.find_issued(session, secrecy(), nummer[: LONGEST_NUMBER + 1])
    if issued is None:
        return render("controle/unknown_number.html", status=404, file_form=empty_form(), number_form=NumberForm())
    answer = render("controle/number.html", issued=issued, file_form=empty_form())
    return count_number(answer, issued.number, current_language())


def _answer(form: FileForm) -> ResponseReturnValue:
    """Choose between the page for one file, for a photo and for many."""
    uploads: list[FileStorage] = form.bestand.data or []
    is_one = len(uploads) == 1 and not is_archive(uploads[0].filename or "", uploads[0].stream)
    try:
        files = list_offered(uploads, unpack=True)
    except TooManyFiles:
        return _refuse(form, _("U koos meer dan 200 bestanden. Kies er 200 of minder."))
    except NothingOffered:
        return _refuse(form, _("Het ZIP-bestand is leeg. Kies een ZIP-bestand met uittreksels."))
    if not is_one:
        checked = check_all(files)
        return count_checked(tell_many(checked), checked, current_language())
    (file,) = files
    if file.refused is Reden.AFBEELDING:
        return _read_photo(form, file)
    (checked_file,) = check_all([file])
    return count_checked(tell(checked_file), [checked_file], current_language())


def _read_photo(form: FileForm, file: Offered) -> ResponseReturnValue:
    """Tell what the QR code in a photo proves; one that only holds a number leads to the page of that number."""
    texts = photos_of(current_site()).read(file.data)
    if isinstance(texts, PhotoProblem):
        return _refuse(form, _(PHOTO_PROBLEMS[texts]))
    outcome = judge_codes(texts, settings().seal_folder)
    match outcome:
        case QrHolds() | QrChanged() | QrNotOurs():
            number = number_of(outcome)
            with reading() as session:
                issued = service.find_issued(session, secrecy(), number or "")
            status = issued.status if issued else None
            return count_code(tell_code(outcome, issued), outcome, number, status, current_language())
        case QrWithoutProof(number):
            return redirect(path(f"{PATH}/{number}"), 303)
        case QrUnreadable():
            return _refuse(form, _("De QR-code in deze foto is niet van een uittreksel."))
        case _:
            assert_never(outcome)


def _refuse(form: FileForm, message: str, status: int = 422) -> Response:
    """Show what is wrong with the files at their field."""
    form.bestand.errors = (message,)
    return ask(file_form=form, status=status)


def _expired() -> Response:
    return render("controle/expired.html", status=422, file_form=empty_form())


def _as_path_part(text: str) -> str:
    """Make of what somebody typed a part of a path that can be no number."""
    return "".join(character for character in text if character.isalnum())[:LONGEST_NUMBER] or "0"
