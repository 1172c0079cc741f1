"""The figures for editors: what visitors said, per page, section, task, language and week."""

from collections.abc import Callable, Iterable

from flask import Blueprint, Response

from duo_site.feedback.reading.domain import Line
from duo_site.feedback.reading.forms import FilterForm
from duo_site.feedback.reading.pictures import draw
from duo_site.feedback.reading.rendering import render_feedback
from duo_site.feedback.reading.service import read_figures
from duo_site.feedback.reading.words import (
    CHANGES,
    name_language,
    name_page,
    name_section,
    name_task,
    write_count,
    write_mean,
    write_share,
)
from duo_site.identity import Permission
from duo_site.web.access import permit
from duo_site.web.clock import today
from duo_site.web.database import reading
from duo_site.web.i18n import gettext as _

blueprint = Blueprint("redactie_feedback", __name__)


@blueprint.get("/redactie/feedback")
@permit(Permission.LEES_FEEDBACK)
def figures() -> Response:
    """Show the figures of a period, what needs work first."""
    form = FilterForm()
    if not form.validate():
        return render_feedback("redactie/feedback/figures.html", 422, filter=form, figures=None)
    wanted = form.wanted(today())
    with reading() as session:
        read = read_figures(session, wanted)
    return render_feedback(
        "redactie/feedback/figures.html",
        filter=form,
        figures=read,
        wanted=wanted,
        has_before=wanted.days.before is not None,
        mark=write_mean(read.total.now.sample),
        found=write_share(read.total.now.found),
        changes=CHANGES,
        tables=(
            (_("Per pagina"), _("Pagina"), "pagina", _cells(read.pages, name_page)),
            (_("Per onderdeel van de site"), _("Onderdeel"), "onderdeel", _cells(read.sections, name_section)),
            (_("Per taak"), _("Taak"), "taak", _cells(read.tasks, name_task)),
            (_("Per taal"), _("Taal"), "taal", _cells(read.languages, name_language)),
        ),
        pictures=draw(read),
    )


def _cells(lines: Iterable[Line], name: Callable[[str], str]) -> list[dict[str, object]]:
    """Write the lines of a table."""
    return [
        {
            "key": line.name,
            "name": name(line.name),
            "found": write_share(line.now.found),
            "found_change": line.found_change,
            "mark": write_mean(line.now.sample),
            "mark_change": line.mark_change,
            "answers": write_count(line.now.answers),
            "complete": write_count(line.now.complete),
            "partial": write_count(line.now.partial),
        }
        for line in lines
    ]
