"""The aanbod of opleidingen, for the medewerker opleidingen."""

from datetime import date

from duo_site.database import writing_session
from duo_site.identity import Permission, Werkplek
from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Taal
from duo_site.mijn_duo.opleidingen.proposal import Soort, Voorstel
from duo_site.mijn_duo.opleidingen.service.recording import add_all
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import DraftSaved, ZaakKind
from duo_site.mijn_duo.zaken.service import save_draft
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.site.mijn_duo.rol_table.profiles import OTHERS, Row, Who

MAY = OTHERS | {Who.OPLEIDINGEN}
READ, CHANGE = Permission.LEES_OPLEIDINGEN, Permission.WIJZIG_OPLEIDINGEN
_START = "/mijn-duo/opleidingen"

ROWS = (
    Row("mijn_duo_opleidingen.overview", _START, READ, MAY, elsewhere=200),
    Row("mijn_duo_opleidingen.opleiding", f"{_START}/{{opleiding}}", READ, MAY),
    Row("mijn_duo_opleidingen.ask_new", f"{_START}/nieuw", CHANGE, MAY, elsewhere=200),
    Row("mijn_duo_opleidingen.make_new", f"{_START}/nieuw", CHANGE, MAY, 422, 422, "POST"),
    Row("mijn_duo_opleidingen.ask_change", f"{_START}/{{opleiding}}/wijzigen", CHANGE, MAY),
    Row("mijn_duo_opleidingen.make_change", f"{_START}/{{opleiding}}/beeindigen", CHANGE, MAY, 422, 404, "POST"),
    Row("mijn_duo_opleidingen.edit", f"{_START}/voorstellen/{{voorstel}}", CHANGE, MAY),
    Row("mijn_duo_opleidingen.save", f"{_START}/voorstellen/{{voorstel}}", CHANGE, MAY, 422, 404, "POST"),
)


def prepare(site: Site) -> dict[str, object]:
    """Put an opleiding in the aanbod of 99AB."""
    made = Opleiding(
        "34560", "Verpleegkunde", Niveau.BACHELOR, (Taal.NEDERLANDS,), (Leerroute.VOLTIJD,), date(2020, 9, 1)
    )
    with writing_session(site.engine) as session:
        add_all(session, "99AB", [made], now())
        inhoud = Voorstel(Soort.EINDE, made.opleidingscode).to_inhoud(made)
        place, by = Werkplek("99AB", "99001", "", None), Actor("eh-somebody", "Iemand")
        draft = save_draft(session, place, ZaakKind.OPLEIDING, by, inhoud, now())
        assert isinstance(draft, DraftSaved)
    return {"opleiding": made.opleidingscode, "voorstel": draft.zaak.number}
