"""What this room needs of the running site: the processes that judge files."""

from typing import cast

from duo_site.controle.inspection import InspectionPool
from duo_site.web.site import Site

_PART = "controle"


def inspections_of(site: Site) -> InspectionPool:
    """Give the pool of a site; made the first time, its processes start at the first file."""
    if _PART not in site.parts:
        # Two first requests at once: one of them wins; the other pool has no processes yet, so nothing is lost.
        site.parts.setdefault(_PART, InspectionPool(workers=site.settings.render_workers))
    return cast(InspectionPool, site.parts[_PART])
