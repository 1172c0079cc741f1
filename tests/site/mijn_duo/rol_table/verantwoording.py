"""The pages of the medewerker verantwoording."""

from duo_site.database import writing_session
from duo_site.identity import Permission, Sector, Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.verantwoording.domain import Done, FileKind
from duo_site.mijn_duo.verantwoording.service.editing import add_file, give_back, write_findings
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.site.mijn_duo.rol_table.profiles import OTHERS, Row, Who

MAY = frozenset({Who.VERANTWOORDING}) | OTHERS
SEND = Permission.DIEN_VERANTWOORDING_IN
WATERLAND = Werkplek("99AB", "99001", "Hogeschool Waterland", Sector.HOGER_ONDERWIJS)
_YEAR = "/mijn-duo/verantwoording/{verslagjaar}"
_FILE = "/mijn-duo/verantwoording/bestanden/{jaarrekening}"

ROWS = (
    Row("mijn_duo_verantwoording.overview", "/mijn-duo/verantwoording", SEND, MAY, elsewhere=200),
    # A year is no thing of 99AB: everybody has his own.
    Row("mijn_duo_verantwoording.year", _YEAR, SEND, MAY, elsewhere=200),
    Row("mijn_duo_verantwoording.example", f"{_YEAR}/voorbeelden/goed.xbrl", SEND, MAY, elsewhere=200),
    Row("mijn_duo_verantwoording.send_report", f"{_YEAR}/jaarrekening", SEND, MAY, 422, 422, "POST"),
    Row("mijn_duo_verantwoording.send_statement", f"{_YEAR}/controleverklaring", SEND, MAY, 422, 422, "POST"),
    # Others have nothing to hand in, and are led back to their year.
    Row("mijn_duo_verantwoording.confirm", f"{_YEAR}/indienen", SEND, MAY, 200, 302),
    Row("mijn_duo_verantwoording.submit", f"{_YEAR}/indienen", SEND, MAY, 422, 422, "POST"),
    Row("mijn_duo_verantwoording.begin", f"{_YEAR}/bewerken", SEND, MAY, 303, 303, "POST"),
    Row("mijn_duo_verantwoording.end", f"{_YEAR}/klaar", SEND, MAY, 303, 303, "POST"),
    Row("mijn_duo_verantwoording.file", _FILE, SEND, MAY),
    Row("mijn_duo_verantwoording.download", f"{_FILE}/ophalen", SEND, MAY),
    Row("mijn_duo_verantwoording.check_again", f"{_FILE}/controleren", SEND, MAY, 303, 404, "POST"),
)  # fmt: skip


def prepare(site: Site) -> dict[str, object]:
    """Keep a checked jaarrekening at 99AB."""
    year, actor, secrecy = today().year, Actor("eh-somebody", "Somebody"), site.secrecy
    with writing_session(site.engine) as session:
        done = add_file(
            session,
            WATERLAND,
            year,
            1,
            actor,
            now(),
            kind=FileKind.JAARREKENING,
            name="jaarrekening.xbrl",
            content=b"<xbrl/>",
            secrecy=secrecy,
        )
        assert isinstance(done, Done)
        write_findings(session, WATERLAND, done.number, [], secrecy, now())
        give_back(session, WATERLAND, year, actor, now())
    return {"verslagjaar": year, "jaarrekening": done.number}
