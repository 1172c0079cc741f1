"""Sending a jaarrekening or a controleverklaring, and having a jaarrekening checked."""

from flask import Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.verantwoording.checking import Busy, Checked, Unfinished
from duo_site.mijn_duo.verantwoording.domain import Bestand, Done, Dossier, FileKind, FileState
from duo_site.mijn_duo.verantwoording.forms import ReportForm, StatementForm, read_report
from duo_site.mijn_duo.verantwoording.guard import read_guarded
from duo_site.mijn_duo.verantwoording.guard_rules import Expected, Refused
from duo_site.mijn_duo.verantwoording.part import check_for, taxonomy_of
from duo_site.mijn_duo.verantwoording.routes.blueprint import (
    blueprint,
    current_actor,
    find_dossier,
    show_refused,
    show_year,
)
from duo_site.mijn_duo.verantwoording.service.editing import add_file, write_findings
from duo_site.mijn_duo.verantwoording.service.handing_in import suffix_of
from duo_site.mijn_duo.verantwoording.service.reading import find_content, find_file
from duo_site.mijn_duo.verantwoording.words import REFUSALS, tidy
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.mijn_duo.zaken import uploads
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited
from duo_site.web.site import current_site, secrecy

_PERMISSION = Permission.DIEN_VERANTWOORDING_IN
_SECONDS_TO_WAIT = "30"


@blueprint.post("/mijn-duo/verantwoording/<int:year>/jaarrekening")
@permit(_PERMISSION)
@limited("60 per hour")
def send_report(year: int) -> ResponseReturnValue:
    """Take a jaarrekening: look whether it is safe, keep it, and have it checked."""
    dossier, form = find_dossier(year), ReportForm()
    if not form.validate_on_submit():
        return _refuse(dossier, form)
    stem, content = read_report(form.jaarrekening.data)
    taxonomy, werkplek = taxonomy_of(current_site()), current_werkplek()
    expected = Expected(taxonomy.entry_points, taxonomy.prefixes, werkplek.bestuursnummer, year)
    match read_guarded(content, expected):
        case Refused(reason, line):
            return _refuse(dossier, form, _place(_(REFUSALS[reason]), line))
        case readable:
            return _keep(dossier, form.version, FileKind.JAARREKENING, f"{stem}{readable.suffix}", content)


@blueprint.post("/mijn-duo/verantwoording/<int:year>/controleverklaring")
@permit(_PERMISSION)
@limited("60 per hour")
def send_statement(year: int) -> ResponseReturnValue:
    """Take a controleverklaring."""
    dossier, form = find_dossier(year), StatementForm()
    if not form.validate_on_submit():
        return _refuse(dossier, form)
    try:
        chosen = uploads.read_pdf(form.verklaring.data)
    except uploads.Refused as refused:
        return _refuse(dossier, form, str(refused))
    if chosen is None:
        return _refuse(dossier, form)
    return _keep(dossier, form.version, FileKind.CONTROLEVERKLARING, *chosen)


@blueprint.post("/mijn-duo/verantwoording/bestanden/<int(max=2147483647):number>/controleren")
@permit(_PERMISSION)
@limited("60 per hour")
def check_again(number: int) -> ResponseReturnValue:
    """Have a file checked that was kept and not checked yet."""
    if not SiteForm().validate_on_submit():
        abort(400)
    with reading() as session:
        found = find_file(session, current_werkplek(), number) or abort(404)
    return _check(found)


def _keep(dossier: Dossier, version: int, kind: FileKind, name: str, content: bytes) -> ResponseReturnValue:
    """Keep a file first, so that nothing is lost whatever the check does; then have it checked."""
    werkplek = current_werkplek()
    with writing() as session:
        outcome = add_file(
            session,
            werkplek,
            dossier.year,
            version,
            current_actor(),
            now(),
            kind=kind,
            name=name,
            content=content,
            secrecy=secrecy(),
        )
        if isinstance(outcome, Done):
            write_down(session, f"{kind}-sturen", f"verantwoording-bestand/{outcome.number}")
    if not isinstance(outcome, Done):
        return show_refused(outcome)
    if kind is FileKind.CONTROLEVERKLARING:
        return redirect(url_for("mijn_duo_verantwoording.year", year=dossier.year), 303)
    return _check(next(file for file in outcome.dossier.files if file.number == outcome.number))


def _check(file: Bestand) -> ResponseReturnValue:
    """Have a file checked outside any transaction, and keep what was found."""
    werkplek = current_werkplek()
    if file.state is FileState.ONGECONTROLEERD:
        with reading() as session:
            _file, content = find_content(session, secrecy(), werkplek, file.number) or abort(404)
        match check_for(current_site(), content, suffix_of(file.name), werkplek):
            case Checked(findings):
                with writing() as session:
                    write_findings(session, werkplek, file.number, tidy(findings), secrecy(), now())
                    write_down(session, "jaarrekening-controleren", f"verantwoording-bestand/{file.number}")
            case Busy(own=True):
                return _wait(file, "own")
            case Busy():
                return _wait(file, "others")
            case Unfinished():
                return _wait(file)
    return redirect(url_for("mijn_duo_verantwoording.file", number=file.number), 303)


def _wait(file: Bestand, busy: str = "") -> Response:
    """Tell that the file is kept, and can be checked later."""
    answer = render_mijn_duo("mijn_duo/verantwoording/later.html", 503, file=file, busy=busy)
    answer.headers["Retry-After"] = _SECONDS_TO_WAIT
    return answer


def _refuse(dossier: Dossier, form: ReportForm | StatementForm, text: str = "") -> ResponseReturnValue:
    """Say at the field why a file was not taken."""
    field = form.jaarrekening if isinstance(form, ReportForm) else form.verklaring
    if text or not field.errors:
        field.errors = [text or _("Deze pagina stond te lang open. Kies het bestand opnieuw.")]
    form.stand.errors = ()  # Nobody sees this field.
    return show_year(dossier, 422, form=form)


def _place(text: str, line: int) -> str:
    return f"{text} {_('Kijk bij regel %(line)s.', line=line)}" if line else text
