"""Invitations: sent by e-mail, accepted once within seven days, and then bound to that login."""

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from duo_site.app import create_app
from duo_site.database import reading_session, writing_session
from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.models import RoltoekenningRow, UitnodigingRow
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.builders import make_settings
from tests.cast import CARLA, DRISS, HANNA, IVO, WILLEM
from tests.post import deliver, find_link
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import choose, client_for, give, send

INVITE = "/mijn-duo/rollen/uitnodigen"
REVIEW = "/mijn-duo/rollen"
FILLED = {
    "naam": "Ivo Kok",
    "email": "ivo@voorbeeld.invalid",
    "rol": "medewerker-bekostiging",
    "instellingscode": "99AB",
    "vanaf": "01-09-2026",
    "tot": "",
}


class Postbox:
    """The e-mail of a site, delivered by its worker when somebody looks."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._sent: list[EmailMessage] = []

    @property
    def sent(self) -> list[EmailMessage]:
        self._sent += deliver(self._site)
        return self._sent

    def link(self) -> str:
        """Give the path of the link in the last message."""
        return find_link(self.sent[-1], "https://duo.test")


@pytest.fixture
def post(site: Site) -> Postbox:
    return Postbox(site)


def accept(client: LookingClient, link: str) -> int:
    return send(client, link, link).status_code


def token_of(client: LookingClient) -> str:
    return str(client.page("/mijn-duo").xpath("string((//input[@name='csrf_token'])[1]/@value)"))


def held(site: Site, subject: str | None) -> list[RoltoekenningRow]:
    with reading_session(site.engine) as session:
        return list(session.scalars(select(RoltoekenningRow).where(RoltoekenningRow.subject == subject)))


def test_somebody_new_is_invited_and_accepts(app: Flask, carla: LookingClient, onderwijs: Site, post: Postbox) -> None:
    assert send(carla, INVITE, INVITE, **FILLED).headers["Location"] == REVIEW
    page = carla.page(REVIEW).text_content()
    assert "gaat per e-mail naar ivo@voorbeeld.invalid" in page
    assert "Uitnodigingen die nog openstaan" in page
    message = post.sent[0]
    assert (message["To"], message["Subject"]) == ("ivo@voorbeeld.invalid", "Uitnodiging: Medewerker bekostiging")
    assert "Carla Smit nodigt u uit" in message.get_content()
    ivo = client_for(app, IVO)
    assert "Uw inlog is nog niet gekoppeld" in ivo.page("/mijn-duo").text_content()
    assert "Hogeschool Waterland" in ivo.page(post.link()).text_content()
    assert held(onderwijs, IVO.subject) == [], "looking gives nothing"
    assert accept(ivo, post.link()) == 303
    row = held(onderwijs, IVO.subject)[0]
    assert (row.rol, row.instellingscode, row.bestuursnummer, row.given_by) == (
        Rol.BEKOSTIGING,
        "99AB",
        "99001",
        "Carla Smit",
    )
    assert "Uw rol werkt meteen." in ivo.page("/mijn-duo").text_content()
    assert "openstaan" not in carla.page(REVIEW).text_content()
    history = carla.page("/mijn-duo/rollen/geschiedenis").text_content()
    assert "Ivo Kok aanvaardde de uitnodiging" in history
    assert "Carla Smit nodigde Ivo Kok uit" in history


def test_only_the_hash_of_the_token_is_kept(carla: LookingClient, onderwijs: Site, post: Postbox) -> None:
    send(carla, INVITE, INVITE, **FILLED)
    token = post.link().rsplit("/", 1)[1]
    assert len(token) == 43, "256 bits of chance"
    with reading_session(onderwijs.engine) as session:
        row = session.scalars(select(UitnodigingRow)).one()
        assert token not in str(vars(row))
        assert row.expires_at - row.made_at == timedelta(days=7)


def test_it_works_once_and_is_bound_to_who_accepted(
    app: Flask, carla: LookingClient, onderwijs: Site, post: Postbox
) -> None:
    send(carla, INVITE, INVITE, **FILLED)
    ivo, hanna = client_for(app, IVO), client_for(app, HANNA)
    hanna.page(post.link())
    page = ivo.page(post.link())
    fields = {field.get("name"): field.get("value") for field in page.xpath("//main//form//input")}
    assert [ivo.post(post.link(), data=fields).status_code for _ in range(2)] == [303, 303]
    assert len(held(onderwijs, IVO.subject)) == 1, "the second click is harmless"
    hanna.page(post.link(), status=410)
    assert hanna.post(post.link(), data={"csrf_token": token_of(hanna), "werkplek": ""}).status_code == 410
    assert held(onderwijs, HANNA.subject) == []


def test_after_seven_days_it_is_over(app: Flask, carla: LookingClient, onderwijs: Site, post: Postbox) -> None:
    send(carla, INVITE, INVITE, **FILLED)
    ivo = client_for(app, IVO)
    fields = {field.get("name"): field.get("value") for field in ivo.page(post.link()).xpath("//main//form//input")}
    with writing_session(onderwijs.engine) as session:
        session.execute(update(UitnodigingRow).values(expires_at=now() - timedelta(seconds=1)))
    ivo.page(post.link(), status=410)
    assert ivo.post(post.link(), data=fields).status_code == 410
    assert held(onderwijs, IVO.subject) == []
    assert "verlopen" in carla.page(REVIEW).text_content()


def test_an_invitation_of_who_is_no_beheerder_any_more_gives_nothing(
    app: Flask, carla: LookingClient, onderwijs: Site, post: Postbox
) -> None:
    send(carla, INVITE, INVITE, **FILLED)
    with writing_session(onderwijs.engine) as session:
        session.execute(update(RoltoekenningRow).values(ended_at=now()))
    client_for(app, IVO).page(post.link(), status=410)


def test_a_beheerder_cannot_take_his_own_invitation(carla: LookingClient, onderwijs: Site, post: Postbox) -> None:
    send(carla, INVITE, INVITE, **{**FILLED, "email": "carla@voorbeeld.invalid"})
    answer = send(carla, post.link(), post.link())
    assert answer.status_code == 409
    assert "U kunt uzelf geen rol geven" in answer.get_data(as_text=True)
    assert [row.rol for row in held(onderwijs, CARLA.subject)] == [Rol.BEHEERDER]


def test_another_beheerder_is_no_medewerker_either(
    app: Flask, carla: LookingClient, onderwijs: Site, post: Postbox
) -> None:
    give(onderwijs, WILLEM, Rol.BEHEERDER)
    send(carla, INVITE, INVITE, **FILLED)
    willem = client_for(app, WILLEM)
    assert accept(willem, post.link()) == 409
    assert [row.rol for row in held(onderwijs, WILLEM.subject)] == [Rol.BEHEERDER]


def test_who_works_elsewhere_too_arrives_at_the_new_place(
    app: Flask, carla: LookingClient, onderwijs: Site, post: Postbox
) -> None:
    give(onderwijs, DRISS, Rol.RAADPLEGER, "98CD", "98002")
    driss = client_for(app, DRISS)
    send(carla, INVITE, INVITE, **FILLED)
    assert accept(driss, post.link()) == 303
    assert "U werkt nu voor Hogeschool Waterland" in driss.page("/mijn-duo").text_content()
    choose(driss, "98002-98CD")
    assert "U werkt nu voor Heuvelrijk" in driss.page("/mijn-duo").text_content()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"naam": " "}, "Vul een naam in."),
        ({"email": "ivo"}, "Vul een e-mailadres in zoals"),
        ({"email": "ivo@x.nl\r\nBcc: kwaad@x.nl"}, "Vul een e-mailadres in zoals"),
        ({"rol": "beheerder-bekostiging-en-opleidingen"}, "Not a valid choice"),
        ({"instellingscode": ""}, "Zonder instellingscode werkt deze rol niet."),
        ({"instellingscode": "98CD"}, "Kies een onderwijsinstelling van uw eigen bestuur."),
        ({"vanaf": "gisteren"}, "Schrijf de datum als dag-maand-jaar"),
        ({"vanaf": "01-09-2026", "tot": "31-08-2026"}, "De einddatum ligt voor de begindatum."),
        ({"tot": "01-01-9999"}, "Deze datum ligt te ver weg."),
        ({"rol": "raadpleger-zaakdossier", "studenten": "y"}, "Deze machtiging past niet bij deze rol."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_given_is_explained(
    carla: LookingClient, onderwijs: Site, post: Postbox, change: dict[str, str], error: str
) -> None:
    answer = send(carla, INVITE, INVITE, **{**FILLED, **change})
    assert answer.status_code == 422
    if error != "Not a valid choice":
        assert error in answer.get_data(as_text=True)
    assert "error-summary" in answer.get_data(as_text=True)
    assert post.sent == []


def test_the_form_twice_sends_one_message(carla: LookingClient, onderwijs: Site, post: Postbox) -> None:
    send(carla, INVITE, INVITE, **FILLED)
    again = send(carla, INVITE, INVITE, **FILLED)
    assert again.status_code == 422
    assert "heeft al een uitnodiging" in again.get_data(as_text=True)
    assert len(post.sent) == 1


def test_a_new_link_ends_the_old_one(app: Flask, carla: LookingClient, onderwijs: Site, post: Postbox) -> None:
    send(carla, INVITE, INVITE, **FILLED)
    old = post.link()
    button = carla.page(REVIEW).xpath("string(//form[contains(@action, '/opnieuw')]/@action)")
    assert send(carla, INVITE, button).status_code == 303
    assert post.link() != old
    ivo = client_for(app, IVO)
    ivo.page(old, status=410)
    assert accept(ivo, post.link()) == 303


def test_a_withdrawn_link_leads_nowhere(app: Flask, carla: LookingClient, onderwijs: Site, post: Postbox) -> None:
    send(carla, INVITE, INVITE, **FILLED)
    button = carla.page(REVIEW).xpath("string(//form[contains(@action, '/intrekken')]/@action)")
    assert send(carla, INVITE, button).status_code == 303
    assert send(carla, INVITE, button).status_code == 404, "it is withdrawn already"
    client_for(app, IVO).page(post.link(), status=410)
    client_for(app, IVO).page("/mijn-duo/uitnodiging/" + "x" * 43, status=404)


def test_in_english_the_message_is_english_too(carla: LookingClient, onderwijs: Site, post: Postbox) -> None:
    send(carla, f"/en{INVITE}", f"/en{INVITE}", **FILLED)
    assert post.sent[0]["Content-Language"] == "en"
    assert post.link().startswith("/en/mijn-duo/uitnodiging/")


def test_a_real_site_has_no_page_with_mail(tmp_path: Path) -> None:
    views = create_app(make_settings(tmp_path, operator="Een bestuur")).view_functions
    assert "mailbox.show" not in views
    assert "mijn_duo_rollen.review" in views


def test_the_demonstration_shows_its_mail(carla: LookingClient, onderwijs: Site) -> None:
    folder = onderwijs.settings.mail_folder
    for file in folder.glob("*"):
        file.unlink()
    assert "Er is nog geen post." in carla.page("/demonstratie/post").text_content()
    send(carla, INVITE, INVITE, **{**FILLED, "naam": "<b>Ivo</b>", "vanaf": today().strftime("%d-%m-%Y")})
    deliver(onderwijs)
    page = carla.page("/demonstratie/post")
    assert "Beste <b>Ivo</b>," in page.text_content()
    link = page.xpath("string(//article//a/@href)")
    assert link.startswith("https://duo.test/mijn-duo/uitnodiging/")
    assert "ivo@voorbeeld.invalid" in page.text_content()


def test_a_name_puts_no_lines_of_its_own_in_the_letter(carla: LookingClient, post: Postbox) -> None:
    lines = "Ivo,\r\n\r\nKijk op:\n\nhttps://elders.invalid/"
    assert send(carla, INVITE, INVITE, **{**FILLED, "naam": lines}).status_code == 303
    assert post.sent[0].get_content().startswith("Beste Ivo, Kijk op: https://elders.invalid/,\n\nCarla")
