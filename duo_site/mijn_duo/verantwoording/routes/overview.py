"""Looking: the years, one year, one file and what was found in it."""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.verantwoording.domain import Dossier, FileKind, deadline, list_open_years
from duo_site.mijn_duo.verantwoording.examples import make_example
from duo_site.mijn_duo.verantwoording.part import taxonomy_of
from duo_site.mijn_duo.verantwoording.routes.blueprint import blueprint, find_dossier, show_year
from duo_site.mijn_duo.verantwoording.service.handing_in import MEDIA_TYPES, suffix_of
from duo_site.mijn_duo.verantwoording.service.reading import find_content, find_file, list_dossiers, read_findings
from duo_site.mijn_duo.verantwoording.words import COLOURS, STATE_COLOURS, STATES, STATUSES, show_finding
from duo_site.mijn_duo.werkplek import current_werkplek
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.site import current_site, secrecy, settings

_PERMISSION = Permission.DIEN_VERANTWOORDING_IN


@blueprint.get("/mijn-duo/verantwoording")
@permit(_PERMISSION)
def overview() -> ResponseReturnValue:
    """List the years, with how each stands."""
    at = now()
    with reading() as session:
        known = {dossier.year: dossier for dossier in list_dossiers(session, current_werkplek(), at)}
    for year in list_open_years(at):
        known.setdefault(year, Dossier(year, 1, (), None, None, True))
    return render_mijn_duo(
        "mijn_duo/verantwoording/overview.html",
        dossiers=[known[year] for year in sorted(known, reverse=True)],
        statuses=STATUSES,
        colours=COLOURS,
        deadlines={year: deadline(year) for year in known},
        taxonomy=taxonomy_of(current_site()),
    )


@blueprint.get("/mijn-duo/verantwoording/<int:year>")
@permit(_PERMISSION)
def year(year: int) -> ResponseReturnValue:
    """Show the verantwoording of a year."""
    return show_year(find_dossier(year))


@blueprint.get("/mijn-duo/verantwoording/bestanden/<int(max=2147483647):number>")
@permit(_PERMISSION)
def file(number: int) -> ResponseReturnValue:
    """Show a file and what the check found in it."""
    with reading() as session:
        found = find_file(session, current_werkplek(), number) or abort(404)
        findings = read_findings(session, secrecy(), current_werkplek(), number)
    return render_mijn_duo(
        "mijn_duo/verantwoording/file.html",
        file=found,
        findings=[show_finding(finding) for finding in findings],
        states=STATES,
        colours=STATE_COLOURS,
    )


@blueprint.get("/mijn-duo/verantwoording/bestanden/<int(max=2147483647):number>/ophalen")
@permit(_PERMISSION)
def download(number: int) -> ResponseReturnValue:
    """Give a file as it was sent; it is never shown inside the site."""
    with writing(on_get="each download of a file is written down") as session:
        found, content = find_content(session, secrecy(), current_werkplek(), number) or abort(404)
        write_down(session, f"{found.kind}-downloaden", f"verantwoording-bestand/{number}")
    suffix = ".pdf" if found.kind is FileKind.CONTROLEVERKLARING else suffix_of(found.name)
    return _as_file(content, found.name, MEDIA_TYPES[suffix])


@blueprint.get("/mijn-duo/verantwoording/<int:year>/voorbeelden/<name>")
@permit(_PERMISSION)
def example(year: int, name: str) -> ResponseReturnValue:
    """Give a file to try the portal with; a real site has none."""
    dossier = find_dossier(year)
    made = make_example(name, current_werkplek().bestuursnummer, dossier.year)
    if made is None or not settings().demonstration or settings().xbrl_taxonomy is not None:
        abort(404)
    return _as_file(made[1], f"voorbeeld-{name}", made[0].media_type)


def _as_file(content: bytes, name: str, media_type: str) -> Response:
    answer = Response(content, mimetype=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
