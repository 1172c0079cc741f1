"""What this room needs of the running site: the kinds of all parts, the folder of overviews."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from duo_site.mijn_duo.zaken.domain import ZaakKind
from duo_site.mijn_duo.zaken.kinds import KIND_PARTS, KindPart
from duo_site.mijn_duo.zaken.own_kinds import OWN_KINDS
from duo_site.settings import Settings
from duo_site.web.site import Site


def kinds_of_site(site: Site) -> Mapping[ZaakKind, KindPart]:
    """Give every kind that this site has a part for."""
    others = cast("Mapping[ZaakKind, KindPart]", site.parts.get(KIND_PARTS, {}))
    return {**OWN_KINDS, **others}


def overviews_folder(settings: Settings) -> Path:
    """Give the folder in which the files of overviews lie."""
    return settings.instance / "overzichten"
