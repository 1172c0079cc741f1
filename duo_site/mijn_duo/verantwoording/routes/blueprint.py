"""The blueprint of the verantwoording, and what its views share."""

from dataclasses import dataclass

from flask import abort
from flask.typing import ResponseReturnValue

from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.rollen.routes.blueprint import current_actor
from duo_site.mijn_duo.verantwoording.domain import (
    ChangedMeanwhile,
    Closed,
    Done,
    Dossier,
    NothingNew,
    Occupied,
    Outcome,
    TooManyFiles,
    deadline,
    is_known_year,
)
from duo_site.mijn_duo.verantwoording.examples import EXAMPLES
from duo_site.mijn_duo.verantwoording.forms import ReportForm, StatementForm
from duo_site.mijn_duo.verantwoording.service.reading import get_dossier
from duo_site.mijn_duo.verantwoording.words import COLOURS, STATE_COLOURS, STATES, STATUSES
from duo_site.mijn_duo.werkplek import current_werkplek, mijn_duo_blueprint
from duo_site.web.access import current_identity
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading
from duo_site.web.i18n import gettext as _
from duo_site.web.site import current_site

__all__ = ["Problem", "blueprint", "current_actor", "find_dossier", "problem_of", "show_year", "write_down"]

blueprint = mijn_duo_blueprint("verantwoording", __name__)

_CONFLICT = 409


@dataclass(frozen=True)
class Problem:
    """Why something was not done."""

    title: str
    text: str


def find_dossier(year: int) -> Dossier:
    """Find the dossier of a year at this werkplek; answers 404 for a year that cannot be."""
    if not is_known_year(year, now()):
        abort(404)
    with reading() as session:
        return get_dossier(session, current_werkplek(), year, now())


def problem_of(outcome: Outcome) -> Problem | None:
    """Say why an act was refused; None where it was done."""
    match outcome:
        case Done():
            return None
        case Occupied(dossier):
            name = dossier.lease.name if dossier.lease else ""
            return Problem(
                _("%(name)s is nu aan het werk", name=name),
                _("Er is niets gewijzigd. Probeer het later opnieuw, of overleg met uw collega."),
            )
        case ChangedMeanwhile():
            return Problem(
                _("Er is net iets gewijzigd"),
                _("Dat gebeurde nadat u deze pagina opende. Wij deden daarom niets. Kijk eerst hoe het nu is."),
            )
        case Closed():
            return Problem(_("Dit verslagjaar is gesloten"), _("Wijzigen en indienen kan niet meer."))
        case NothingNew():
            return Problem(
                _("Er is niets om in te dienen"),
                _("Stuur eerst een jaarrekening zonder fouten, of een nieuwe controleverklaring."),
            )
        case TooManyFiles():
            return Problem(
                _("Er zijn te veel bestanden"), _("Voor dit jaar is geen plaats meer. Neem contact met ons op.")
            )


def show_year(
    dossier: Dossier,
    status: int = 200,
    *,
    form: ReportForm | StatementForm | None = None,
    problem: Problem | None = None,
) -> ResponseReturnValue:
    """Show the page of a year."""
    site, me = current_site(), current_identity().subject
    report = form if isinstance(form, ReportForm) else ReportForm(formdata=None)
    statement = form if isinstance(form, StatementForm) else StatementForm(formdata=None)
    return render_mijn_duo(
        "mijn_duo/verantwoording/year.html",
        status,
        dossier=dossier,
        problem=problem,
        form=form,
        report=report,
        statement_form=statement,
        is_mine=dossier.lease is not None and dossier.lease.subject == me,
        is_others=dossier.is_edited_by_another(me),
        deadline=deadline(dossier.year),
        examples=EXAMPLES if site.demonstration else (),
        words={"statuses": STATUSES, "colours": COLOURS, "states": STATES, "state_colours": STATE_COLOURS},
    )


def show_refused(outcome: Outcome) -> ResponseReturnValue:
    """Show the page of a year as it stands, and why nothing was done."""
    return show_year(outcome.dossier, _CONFLICT, problem=problem_of(outcome))
