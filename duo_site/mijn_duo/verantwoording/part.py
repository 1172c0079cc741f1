"""What this part gives to the site: its kind of zaak, and what the checks of this machine need."""

from datetime import datetime
from typing import cast

from flask import url_for

from duo_site.identity import Werkplek
from duo_site.mijn_duo.verantwoording.checking import CheckOutcome, Limits, check
from duo_site.mijn_duo.verantwoording.domain import is_open
from duo_site.mijn_duo.verantwoording.service.handing_in import forget_withdrawn
from duo_site.mijn_duo.verantwoording.taxonomy import Taxonomy, load_taxonomy
from duo_site.mijn_duo.zaken.domain import Inhoud, Zaak
from duo_site.mijn_duo.zaken.kinds import KindPart
from duo_site.web.i18n import gettext as _
from duo_site.web.site import Site

LIMITS = "mijn_duo_verantwoording.limits"
"""Under this name `site.parts` may hold other limits for checks."""


def describe(inhoud: Inhoud) -> list[tuple[str, str]]:
    """Put what was handed in in words."""
    times = int(inhoud.get("keer", 1))
    return [
        (_("Verslagjaar"), str(inhoud.get("jaar", ""))),
        (_("Soort"), _("Correctie nummer %(number)s", number=times - 1) if times > 1 else _("Eerste keer ingediend")),
        (_("Jaarrekening"), str(inhoud.get("bestand", ""))),
        (_("Vingerafdruk (SHA-256)"), str(inhoud.get("sha256", ""))),
        (_("Controleverklaring"), str(inhoud.get("controleverklaring") or _("volgt nog"))),
    ]


def _why_not_withdrawn(zaak: Zaak, at: datetime) -> str | None:
    """Tell that a year is closed: what was handed in then stays what it is."""
    year = int(zaak.inhoud["jaar"])
    if is_open(year, at):
        return None
    return _("Verslagjaar %(year)s is gesloten op 1 juli %(next)s. De zaak blijft staan.", year=year, next=year + 1)


VERANTWOORDING_PART = KindPart(
    describe,
    start=lambda: url_for("mijn_duo_verantwoording.overview"),
    on_status=forget_withdrawn,
    refuse_withdrawal=_why_not_withdrawn,
)


def taxonomy_of(site: Site) -> Taxonomy:
    """Give the taxonomy that is configured; raise TaxonomyError where that is none."""
    return load_taxonomy(site.settings.xbrl_taxonomy)


def check_for(site: Site, content: bytes, suffix: str, werkplek: Werkplek) -> CheckOutcome:
    """Have Arelle check a file that was let through, for a werkplek."""
    limits = cast(Limits, site.parts.get(LIMITS, Limits()))
    folder = site.settings.instance / "verantwoording"
    return check(content, suffix, taxonomy_of(site), folder, limits, werkplek.instellingscode)
