"""The pages that tell what a controle found."""

from typing import assert_never

from flask import Response

from duo_site.controle.batch import Checked
from duo_site.controle.carrying import carry
from duo_site.controle.comparison import ComparedField, compare
from duo_site.controle.domain import (
    GeenZegel,
    Geldig,
    Gewijzigd,
    Ingetrokken,
    NietTeControleren,
    NietVanOns,
    Oordeel,
    Vervangen,
    Verzegeld,
)
from duo_site.controle.forms import FileForm, NumberForm
from duo_site.controle.qr_codes import explain_code
from duo_site.controle.report import make_report
from duo_site.controle.service import Issued
from duo_site.controle.texts import EXPLANATIONS, REASONS, TODO_FOR
from duo_site.uittreksel.proofs.qr_reading import QrChanged, QrHolds, QrNotOurs
from duo_site.web.clock import now
from duo_site.web.site import secrecy
from duo_site.web.templating import render


def empty_form() -> FileForm:
    """Make the form for files anew. It does not look at the request, which may be one that was not read."""
    return FileForm(formdata=None)


def ask(
    file_form: FileForm | None = None, number_form: NumberForm | None = None, busy: bool = False, status: int = 200
) -> Response:
    """Show both forms; `form`, for the title and the summary, is the one with errors."""
    return render(
        "controle/start.html",
        status=status,
        file_form=file_form or empty_form(),
        number_form=number_form or NumberForm(),
        form=file_form or number_form,
        busy=busy,
    )


def tell(checked: Checked) -> Response:
    """Show an outcome in words, with the data beside the register's where the seal holds."""
    outcome, entry = checked.outcome, checked.entry
    seal: Verzegeld | None = None
    compared: tuple[ComparedField, ...] = ()
    match outcome:
        case Geldig(verzegeld) | Ingetrokken(verzegeld) | Vervangen(verzegeld):
            assert entry is not None
            seal, compared = verzegeld, compare(verzegeld.inhoud, entry)
        case Gewijzigd() | NietVanOns() | GeenZegel() | NietTeControleren():
            pass
        case _:
            assert_never(outcome)
    explanation, report = EXPLANATIONS[outcome.oordeel], make_report([checked], now())
    return render(
        "controle/outcome.html",
        oordeel=outcome.oordeel,
        explanation=explanation,
        todo=next((TODO_FOR[reden] for reden in outcome.redenen if reden in TODO_FOR), explanation.todo),
        reasons=[REASONS[reden] for reden in outcome.redenen],
        since=outcome.since if isinstance(outcome, Ingetrokken | Vervangen) else None,
        compared=compared,
        seal=seal,
        name=checked.name,
        checked_at=report.checked_at,
        carried=carry(report, secrecy()),
        file_form=empty_form(),
    )


def tell_many(checked: list[Checked]) -> Response:
    """Show a table of outcomes, with a summary before it and what each word means after it."""
    report = make_report(checked, now())
    met = {row.oordeel for row in report.rows}
    return render(
        "controle/many.html",
        report=report,
        carried=carry(report, secrecy()),
        counts=[(oordeel, sum(row.oordeel is oordeel for row in report.rows)) for oordeel in Oordeel if oordeel in met],
        explanations=EXPLANATIONS,
        reasons=REASONS,
        file_form=empty_form(),
    )


def tell_code(outcome: QrHolds | QrChanged | QrNotOurs, issued: Issued | None) -> Response:
    """Show what a QR code proves, beside what the register says of its number today."""
    words = explain_code(outcome, issued.status if issued else None)
    said = outcome.inhoud if isinstance(outcome, QrHolds) else None
    return render("controle/photo.html", words=words, said=said, issued=issued, file_form=empty_form())
