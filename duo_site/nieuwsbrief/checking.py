"""Whether an issue can go: is it whole, and do its links to this site lead somewhere?"""

from urllib.parse import urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from duo_site.identity import Permission
from duo_site.nieuwsbrief.domain import list_faults
from duo_site.nieuwsbrief.issue_forms import IssueForm
from duo_site.web.access import access_of
from duo_site.web.i18n import LANGUAGES
from duo_site.web.i18n import gettext as _


def say_faults(form: IssueForm) -> bool:
    """Say at each field what is missing or leads nowhere; tell whether there was anything."""
    contents = form.contents
    filled = [
        number for number in form.numbers if any(form[f"{name}_{number}"].data for name in ("kop", "tekst", "link"))
    ]
    place = dict(enumerate(filled, 1))
    for fault in list_faults(contents):
        name, _line, position = fault.partition("_")
        field = form[f"{name}_{place.get(int(position), 1)}" if position else name]
        field.errors = [*field.errors, _missing(name)]
    for number in filled:
        link = form[f"link_{number}"]
        if link.data.startswith("/") and not leads_somewhere(link.data):
            link.errors = [*link.errors, _("Deze pagina bestaat niet op deze site, of is niet voor iedereen.")]
    return bool(form.errors)


def leads_somewhere(target: str) -> bool:
    """Tell whether a link without language leads to a public page of this site."""
    path = urlsplit(target).path
    if any(path == f"/{language}" or path.startswith(f"/{language}/") for language in LANGUAGES):
        return False
    try:
        endpoint, _values = current_app.url_map.bind("localhost").match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return not isinstance(access_of(current_app.view_functions[endpoint]), Permission)


def _missing(name: str) -> str:
    return {
        "titel": _("Geef de nieuwsbrief een titel."),
        "onderwerpen": _("Kies voor wie de nieuwsbrief is."),
        "kop": _("Geef het bericht een kop."),
        "tekst": _("Schrijf een tekst bij het bericht."),
    }[name]
