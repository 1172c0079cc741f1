"""What the tests type, and how they read it back."""

from sqlalchemy import func, select

from duo_site.database import reading_session
from duo_site.mijn_duo.rollen.models import UitnodigingRow
from duo_site.web.site import Site

INVITE = "/mijn-duo/rollen/uitnodigen"
DRAFT = "/mijn-duo/zaken/nieuw/subsidie-opleidingsscholen"
STILL = "Wat u invulde, staat er nog"
FILLED = {
    "naam": "Ivo Kok",
    "email": "ivo@voorbeeld.invalid",
    "rol": "medewerker-bekostiging",
    "instellingscode": "99AB",
    "studenten": "y",
    "vanaf": "01-12-2026",
    "tot": "31-12-2027",
}


def invitations(site: Site) -> int:
    with reading_session(site.engine) as session:
        return session.scalar(select(func.count()).select_from(UitnodigingRow)) or 0


def values(page: object) -> dict[str, str]:
    """Read what stands in the fields of the form in <main>."""
    found = page.xpath("//main//form[@novalidate]")[0]  # type: ignore[attr-defined]
    typed = {one.get("name"): one.get("value") for one in found.xpath(".//input[@type='text']")}
    ticked = {one.get("name"): one.get("value") for one in found.xpath(".//input[@checked]")}
    chosen = {one.getparent().get("name"): one.get("value") for one in found.xpath(".//option[@selected]")}
    return {**typed, **ticked, **chosen}
