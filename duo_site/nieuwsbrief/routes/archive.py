"""The issues that were sent, for everybody."""

from flask import Response, abort

from duo_site.nieuwsbrief.letters import items_in
from duo_site.nieuwsbrief.routes.blueprints import blueprint
from duo_site.nieuwsbrief.service import find_public_issue, list_public_issues
from duo_site.web.access import public
from duo_site.web.database import reading
from duo_site.web.page_cache import kept
from duo_site.web.templating import render

_PATH = "/nieuwsbrief/archief"


@blueprint.get(_PATH)
@public
@kept
def archive() -> Response:
    """List the issues, the newest on top."""
    with reading() as session:
        issues = list_public_issues(session)
    return render("nieuwsbrief/archive.html", issues=issues, canonical_path=_PATH)


@blueprint.get(f"{_PATH}/<int(max=2147483647):number>")
@public
@kept
def issue(number: int) -> Response:
    """Show an issue."""
    with reading() as session:
        found = find_public_issue(session, number) or abort(404)
    items = items_in(found.contents)
    return render("nieuwsbrief/issue.html", issue=found, items=items, canonical_path=f"{_PATH}/{number}")
