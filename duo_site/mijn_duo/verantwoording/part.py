"""What this part gives to the site: its kind of zaak, and what the checks of this machine need."""

from typing import cast

from flask import url_for

from duo_site.mijn_duo.verantwoording.checking import CheckOutcome, Limits, check
from duo_site.mijn_duo.verantwoording.service.handing_in import forget_withdrawn
from duo_site.mijn_duo.verantwoording.taxonomy import Taxonomy, load_taxonomy
from duo_site.mijn_duo.zaken.domain import Inhoud
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


VERANTWOORDING_PART = KindPart(
    describe,
    start=lambda: url_for("mijn_duo_verantwoording.overview"),
    on_status=forget_withdrawn,
)


def taxonomy_of(site: Site) -> Taxonomy:
    """Give the taxonomy that is configured; raise TaxonomyError where that is none."""
    return load_taxonomy(site.settings.xbrl_taxonomy)


def check_for(site: Site, content: bytes, suffix: str) -> CheckOutcome:
    """Have Arelle check a file that was let through."""
    limits = cast(Limits, site.parts.get(LIMITS, Limits()))
    return check(content, suffix, taxonomy_of(site), site.settings.instance / "verantwoording", limits)
