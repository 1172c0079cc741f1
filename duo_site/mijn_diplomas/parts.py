"""What this room needs of the running site: the maker of uittreksels and the store of their files."""

from duo_site.mijn_diplomas.issuing import Issuer
from duo_site.uittreksel.compiled.common_shapes import list_common_shapes
from duo_site.uittreksel.files import FolderStore
from duo_site.uittreksel.rendering import RenderPool
from duo_site.web.site import Site

_PART = "mijn_diplomas"


def issuer_of(site: Site) -> Issuer:
    """Give the issuer of a site; made the first time, its processes start at the first document."""
    return site.part(_PART, lambda: _make_issuer(site))


def _make_issuer(site: Site) -> Issuer:
    settings = site.settings
    return Issuer(
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
