"""What this room needs of the running site: the maker of uittreksels and the store of their files."""

from typing import cast

from duo_site.mijn_diplomas.issuing import Issuer
from duo_site.uittreksel.compiled.common_shapes import list_common_shapes
from duo_site.uittreksel.files import FolderStore
from duo_site.uittreksel.rendering import RenderPool
from duo_site.web.site import Site

_PART = "mijn_diplomas"


def issuer_of(site: Site) -> Issuer:
    """Give the issuer of a site; made the first time, its processes start at the first document."""
    if _PART not in site.parts:
        settings = site.settings
        made = Issuer(
            engine=site.engine,
            secrecy=site.secrecy,
            audit=site.audit,
            pool=RenderPool(
                settings.seal_folder,
                tsa_urls=settings.tsa_urls,
                compiled=not settings.full_rendering,
                token=settings.seal_token,
                common=list_common_shapes(settings.base_url, settings.operator),
                workers=settings.render_workers,
            ),
            files=FolderStore(settings.files_folder, site.secrecy),
            base_url=settings.base_url,
            operator=settings.operator,
        )
        # Two first requests at once: one of them wins; the other pool has no processes yet, so nothing is lost.
        site.parts.setdefault(_PART, made)
    return cast(Issuer, site.parts[_PART])
