"""The pages of the controle."""

from typing import assert_never

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from duo_site.controle import service
from duo_site.controle.comparison import ComparedField, compare
from duo_site.controle.domain import (
    GeenZegel,
    Geldig,
    Gewijzigd,
    Ingetrokken,
    NietTeControleren,
    NietVanOns,
    Outcome,
    RegisterEntry,
    Vervangen,
    Verzegeld,
)
from duo_site.controle.forms import LONGEST_NUMBER, FileForm, NumberForm
from duo_site.controle.inspection import InspectionBusy
from duo_site.controle.judging import judge
from duo_site.controle.parts import inspections_of
from duo_site.controle.texts import EXPLANATIONS, REASONS
from duo_site.uittreksel.number import parse_number
from duo_site.web.access import public
from duo_site.web.clock import now
from duo_site.web.database import reading
from duo_site.web.i18n import path
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
        return _ask()
    form = NumberForm()
    if not form.validate():
        return _ask(number_form=form, status=422)
    given = form.nummer.data or ""
    return redirect(path(f"{PATH}/{parse_number(given) or _as_path_part(given)}"), 303)


@blueprint.post(PATH)
@public
@limited("60 per minute")
def check_file() -> Response:
    """Judge the file that was sent, in memory, and tell the outcome."""
    form = FileForm()
    if not form.validate():
        return _ask(file_form=form, status=422)
    site = current_site()
    try:
        judged = judge(form.bestand.data.read(), settings().seal_folder, now(), inspections_of(site).inspect)
    except InspectionBusy:
        return _ask(busy=True, status=503)
    with reading() as session:
        outcome, entry = service.confirm(session, secrecy(), judged)
    return _tell(outcome, entry)


@blueprint.get(f"{PATH}/<nummer>")
@public
@limited("30 per minute")
def look_up(nummer: str) -> Response:
    """Tell what anybody may know of a number; unknown and malformed numbers get the same answer."""
    with reading() as session:
        issued = service.find_issued(session, secrecy(), nummer[: LONGEST_NUMBER + 1])
    if issued is None:
        return render("controle/unknown_number.html", status=404, file_form=FileForm(), number_form=NumberForm())
    return render("controle/number.html", issued=issued, file_form=FileForm())


def _ask(
    file_form: FileForm | None = None, number_form: NumberForm | None = None, busy: bool = False, status: int = 200
) -> Response:
    """Show both forms; `form`, for the title and the summary, is the one with errors."""
    return render(
        "controle/start.html",
        status=status,
        file_form=file_form or FileForm(),
        number_form=number_form or NumberForm(),
        form=file_form or number_form,
        busy=busy,
    )


def _tell(outcome: Outcome, entry: RegisterEntry | None) -> Response:
    """Show an outcome in words, with the data beside the register's where the seal holds."""
    seal: Verzegeld | None = None
    compared: tuple[ComparedField, ...] = ()
    match outcome:
        case Geldig(verzegeld) | Ingetrokken(verzegeld) | Vervangen(verzegeld):
            assert entry is not None
            seal, compared = verzegeld, compare(verzegeld.inhoud, entry.inhoud)
        case Gewijzigd() | NietVanOns() | GeenZegel() | NietTeControleren():
            pass
        case _:
            assert_never(outcome)
    return render(
        "controle/outcome.html",
        oordeel=outcome.oordeel,
        explanation=EXPLANATIONS[outcome.oordeel],
        reasons=[REASONS[reden] for reden in outcome.redenen],
        since=outcome.since if isinstance(outcome, Ingetrokken | Vervangen) else None,
        compared=compared,
        seal=seal,
        checked_at=now(),
        file_form=FileForm(),
    )


def _as_path_part(text: str) -> str:
    """Make of what somebody typed a part of a path that can be no number."""
    return "".join(character for character in text if character.isalnum())[:LONGEST_NUMBER] or "0"
