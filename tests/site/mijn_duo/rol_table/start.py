"""The start of Mijn DUO, which everybody reaches who logged in with eHerkenning."""

from duo_site.identity import Permission
from duo_site.web.site import Site
from tests.site.mijn_duo.rol_table.profiles import ALL_EHERKENNING, HERE, OTHERS, Row, Who

WITH_PLACE = HERE | OTHERS | {Who.BEHEERDER, Who.BEHEERDER_ELSEWHERE}

ROWS = (
    Row("mijn_duo.overview", "/mijn-duo", Permission.MIJN_DUO, ALL_EHERKENNING, elsewhere=200),
    Row("mijn_duo.choose", "/mijn-duo/kies", Permission.MIJN_DUO, ALL_EHERKENNING, elsewhere=200),
    Row(
        "mijn_duo.choose_done",
        "/mijn-duo/kies",
        Permission.MIJN_DUO,
        ALL_EHERKENNING,
        status=422,
        elsewhere=422,
        method="POST",
    ),
)


def prepare(_site: Site) -> dict[str, object]:
    """Make nothing: these addresses name nothing."""
    return {}
