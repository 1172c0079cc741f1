"""How the pages name the words of the studentendossier."""

from duo_site.identity import SECTOR_LABELS, Sector
from duo_site.mijn_duo.studentendossier.domain import Cijferlijst, Reden, may_see
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


REDENEN = {
    Reden.TOELATING: _n_("Toelating tot een opleiding"),
    Reden.VRIJSTELLING: _n_("Aanvraag van een vrijstelling"),
    Reden.OVERSTAP: _n_("Overstap van een andere onderwijsinstelling"),
}
"""Why somebody looks (msgids): the choices of the form, and what the student reads."""
SOORTEN = {
    "vo": _l("Voortgezet onderwijs"),
    "vavo": _l("Voortgezet algemeen volwassenenonderwijs"),
    "vso": _l("Voortgezet speciaal onderwijs"),
    "schooldiploma": _l("Schooldiploma"),
    "staatsexamen-vo": _l("Staatsexamen voortgezet onderwijs"),
    "staatsexamen-vso": _l("Staatsexamen voortgezet speciaal onderwijs"),
    "mbo": _l("Middelbaar beroepsonderwijs"),
    "hbo": _l("Hoger beroepsonderwijs"),
    "wo": _l("Wetenschappelijk onderwijs"),
    "nt2": _l("Staatsexamen Nederlands als tweede taal"),
}


def list_visible(sector: Sector | None) -> list[str]:
    """Tell which diplomas an onderwijsinstelling of a sector sees, a line each."""
    with_vakken = _("%(soort)s, met de vakken")
    return [
        with_vakken % {"soort": SOORTEN[soort]} if limit is Cijferlijst.VAKKEN else str(SOORTEN[soort])
        for soort, limit in may_see(sector).items()
    ]


def name_sector(sector: Sector | None) -> str:
    """Name a sector in the language of the request."""
    return _(SECTOR_LABELS[sector]) if sector else ""
