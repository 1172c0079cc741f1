"""Looking up a student: who has the machtiging, wherever he works."""

from duo_site.identity import Permission
from duo_site.web.site import Site
from tests.site.mijn_duo.rol_table.profiles import OTHERS, Row, Who

MAY = OTHERS | {Who.STUDENT}
_START = "/mijn-duo/studentendossier"

ROWS = (
    Row("mijn_duo_studentendossier.ask", _START, Permission.BEKIJK_STUDENT, MAY, elsewhere=200),
    Row("mijn_duo_studentendossier.look", _START, Permission.BEKIJK_STUDENT, MAY, 422, 422, "POST"),
)


def prepare(_site: Site) -> dict[str, object]:
    """Make nothing: these addresses name nothing."""
    return {}
