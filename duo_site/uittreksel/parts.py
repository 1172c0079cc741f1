"""What this room lends to others in a running site: the process that makes papers."""

from duo_site.uittreksel.papers import PaperPool
from duo_site.uittreksel.rendering import Workshop
from duo_site.web.site import Site


def papers_of(site: Site) -> PaperPool:
    """Give what makes the papers of all rooms; its process starts at the first one."""
    settings = site.settings
    workshop = Workshop(settings.seal_folder, settings.tsa_urls, token=settings.seal_token)
    return site.part("uittreksel.papers", lambda: PaperPool(workshop))
