"""Who may reach what: a change of access is a change of this table."""

import pytest
from flask import Flask

from duo_site.identity import Permission
from duo_site.web.access import UnguardedView, access_of, guard
from tests.cast import ANJA, BRAM, CARLA, DRISS, ELS, KOEN, DemoPerson
from tests.site.client import LookingClient
from tests.site.conftest import log_in

BEHIND_LOGIN = {
    "mijn_diplomas.overview": Permission.MIJN_DIPLOMAS,
    "mijn_diplomas.diploma": Permission.MIJN_DIPLOMAS,
    "mijn_diplomas.make": Permission.MIJN_DIPLOMAS,
    "mijn_diplomas.uittreksels": Permission.MIJN_DIPLOMAS,
    "mijn_diplomas.uittreksel": Permission.MIJN_DIPLOMAS,
    "mijn_diplomas.download": Permission.MIJN_DIPLOMAS,
    "mijn_diplomas.logboek": Permission.MIJN_DIPLOMAS,
    "redactie.overview": Permission.REDACTIE,
    "redactie_nieuwsbrief.overview": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.new": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.make": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.edit": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.save": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.drop": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.show": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.try_out": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.to_send": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.send": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.end_sending": Permission.MAAK_NIEUWSBRIEF,
    "redactie_nieuwsbrief.resume": Permission.MAAK_NIEUWSBRIEF,
    "redactie_vertalingen.overview": Permission.VERTAAL,
    "redactie_vertalingen.edit": Permission.VERTAAL,
    "redactie_vertalingen.save": Permission.VERTAAL,
    "redactie_vertalingen.review": Permission.PUBLICEER,
    "redactie_vertalingen.put_in_force": Permission.PUBLICEER,
    "redactie_vertalingen.versions": Permission.PUBLICEER,
    "redactie_vertalingen.go_back": Permission.PUBLICEER,
    "zoeken.show_misses": Permission.REDACTIE,
    "redactie_zaken.overview": Permission.BEANTWOORD_ZAKEN,
    "redactie_zaken.zaak": Permission.BEANTWOORD_ZAKEN,
    "redactie_zaken.answer": Permission.BEANTWOORD_ZAKEN,
    "redactie_zaken.document": Permission.BEANTWOORD_ZAKEN,
    "redactie_feedback.figures": Permission.LEES_FEEDBACK,
    "redactie_feedback_opmerkingen.overview": Permission.LEES_FEEDBACK,
    "redactie_feedback_opmerkingen.choose": Permission.BEHEER_FEEDBACK,
    "redactie_feedback_opmerkingen.carry_out_many": Permission.BEHEER_FEEDBACK,
    "redactie_feedback_opmerkingen.undo_step": Permission.BEHEER_FEEDBACK,
    "redactie_feedback_opmerkingen.groups": Permission.LEES_FEEDBACK,
    "redactie_feedback_gedaan.overview": Permission.LEES_FEEDBACK,
    "redactie_feedback_gedaan.begin": Permission.BEHEER_FEEDBACK,
    "redactie_feedback_gedaan.edit": Permission.BEHEER_FEEDBACK,
    "redactie_feedback_gedaan.save": Permission.BEHEER_FEEDBACK,
    "redactie_feedback_gedaan.remove": Permission.BEHEER_FEEDBACK,
    "redactie_feedback_weekbericht.show": Permission.LEES_FEEDBACK,
    "redactie_feedback_weekbericht.switch_on": Permission.LEES_FEEDBACK,
    "redactie_feedback_weekbericht.switch_off": Permission.LEES_FEEDBACK,
    "redactie_feedback_uitvoer.figures_csv": Permission.LEES_FEEDBACK,
    "redactie_feedback_uitvoer.figures_json": Permission.LEES_FEEDBACK,
    "redactie_feedback_uitvoer.comments_csv": Permission.LEES_FEEDBACK,
    "redactie_feedback_uitvoer.comments_json": Permission.LEES_FEEDBACK,
}


def test_the_table_of_access(app: Flask) -> None:
    guarded = {name: access for name, view in app.view_functions.items() if (access := access_of(view)) != "public"}
    # The parts of Mijn DUO stand in a table of their own: tests/site/mijn_duo/test_rol_table.py.
    assert {name: access for name, access in guarded.items() if not name.startswith("mijn_duo")} == BEHIND_LOGIN


def test_a_view_without_access_stops_the_start() -> None:
    careless = Flask("careless")
    careless.add_url_rule("/open", "careless", lambda: "all may read this")
    with pytest.raises(UnguardedView, match="careless"):
        guard(careless)


@pytest.mark.parametrize(
    ("address", "welcome", "others"),
    [
        ("/mijn-diplomas", ANJA, (BRAM, CARLA, DRISS, ELS)),
        ("/mijn-duo", BRAM, (ANJA, ELS)),
        ("/redactie", ELS, (ANJA, BRAM, CARLA, DRISS, KOEN)),
        ("/redactie/nieuwsbrief", ELS, (ANJA, BRAM, CARLA, DRISS, KOEN)),
        ("/redactie/zaken", KOEN, (ANJA, BRAM, CARLA, DRISS, ELS)),
        ("/redactie/feedback", ELS, (ANJA, BRAM, CARLA, DRISS, KOEN)),
        ("/redactie/feedback/opmerkingen", ELS, (ANJA, BRAM, CARLA, DRISS, KOEN)),
        ("/redactie/feedback/groepen", ELS, (ANJA, BRAM, CARLA, DRISS, KOEN)),
        ("/redactie/feedback/gedaan", ELS, (ANJA, BRAM, CARLA, DRISS, KOEN)),
        ("/redactie/feedback/weekbericht", ELS, (ANJA, BRAM, CARLA, DRISS, KOEN)),
    ],
)
def test_only_who_belongs_gets_in(
    app: Flask, client: LookingClient, address: str, welcome: DemoPerson, others: tuple[DemoPerson, ...]
) -> None:
    refused = client.get(address)
    assert refused.status_code == 302
    assert refused.headers["Location"].startswith("/inloggen/")
    for person in others:
        other = app.test_client()
        assert isinstance(other, LookingClient)
        log_in(other, person)
        other.page(address, status=403)
    log_in(client, welcome)
    assert welcome.name in client.get(address).get_data(as_text=True)
    assert client.get(address).headers["Cache-Control"] == "no-store"
