"""What this room needs of the running site: the processes that judge files and read photos."""

import os
from collections.abc import Callable, Collection, Mapping
from typing import cast

from sqlalchemy.orm import Session

from duo_site.controle.inspection_pool import InspectionPool
from duo_site.controle.photo import PhotoPool
from duo_site.controle.service import FindPresent
from duo_site.uittreksel.proofs.publishing import StatusListPublisher
from duo_site.web.site import Site

_MOST_INSPECTORS = 2
PRESENT = "controle.present"
"""The part of the site that `find_present_of` gives."""
SOORTEN = "controle.soorten"
"""The part of the site that `find_soorten_of` gives."""

FindSoorten = Callable[[Session, Collection[str]], Mapping[str, str]]
"""Finds the soort behind each number of an uittreksel. The application gives it, like `FindPresent`."""


def inspectors(site: Site) -> int:
    """Tell how many processes judge files: two where there are as many cores, more where the operator says so."""
    return max(site.settings.render_workers, min(_MOST_INSPECTORS, os.cpu_count() or 1))


def inspections_of(site: Site) -> InspectionPool:
    """Give the pool that judges files; made the first time, its processes start at the first file."""
    return site.part("controle", lambda: InspectionPool(workers=inspectors(site)))


def photos_of(site: Site) -> PhotoPool:
    """Give the process that reads photos; it starts at the first photo."""
    return site.part("controle.photos", PhotoPool)


def status_lists_of(site: Site) -> StatusListPublisher:
    """Give what keeps the signed status list ready."""
    settings = site.settings
    return site.part(
        "controle.status_lists",
        lambda: StatusListPublisher(site.engine, settings.seal_folder, settings.base_url),
    )


def find_present_of(site: Site) -> FindPresent:
    """Give what finds the data of today for a corrected uittreksel; the application put it there."""
    return cast(FindPresent, site.parts[PRESENT])


def find_soorten_of(site: Site) -> FindSoorten:
    """Give what finds the soort behind numbers, for counting; the application put it there."""
    return cast(FindSoorten, site.parts[SOORTEN])
