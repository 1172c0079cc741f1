"""What this room needs of the running site: the processes that judge files and read photos."""

import os
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar, cast

from sqlalchemy.orm import Session

from duo_site.controle.inspection_pool import InspectionPool
from duo_site.controle.photo import PhotoPool
from duo_site.controle.receipt import ReceiptPool
from duo_site.controle.service import FindPresent
from duo_site.uittreksel.proofs.publishing import StatusListPublisher
from duo_site.web.site import Site

_Part = TypeVar("_Part")
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
    return _part(site, "controle", InspectionPool, lambda: InspectionPool(workers=inspectors(site)))


def photos_of(site: Site) -> PhotoPool:
    """Give the process that reads photos; it starts at the first photo."""
    return _part(site, "controle.photos", PhotoPool, PhotoPool)


def receipts_of(site: Site) -> ReceiptPool:
    """Give the process that makes receipts; it starts at the first receipt."""
    return _part(site, "controle.receipts", ReceiptPool, ReceiptPool)


def status_lists_of(site: Site) -> StatusListPublisher:
    """Give what keeps the signed status list ready."""
    settings = site.settings
    return _part(
        site,
        "controle.status_lists",
        StatusListPublisher,
        lambda: StatusListPublisher(site.engine, settings.seal_folder, settings.base_url),
    )


def find_present_of(site: Site) -> FindPresent:
    """Give what finds the data of today for a corrected uittreksel; the application put it there."""
    return cast(FindPresent, site.parts[PRESENT])


def find_soorten_of(site: Site) -> FindSoorten:
    """Give what finds the soort behind numbers, for counting; the application put it there."""
    return cast(FindSoorten, site.parts[SOORTEN])


def _part(site: Site, name: str, kind: type[_Part], make: Callable[[], _Part]) -> _Part:
    if name not in site.parts:
        # Two first requests at once: one of them wins; the other pool has no processes yet, so nothing is lost.
        site.parts.setdefault(name, make())
    part = site.parts[name]
    assert isinstance(part, kind)
    return part
