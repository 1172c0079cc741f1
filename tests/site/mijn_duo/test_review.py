"""The access review: who may do what, ending rollen, and the history of it."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, select, update

from duo_site.audit import AuditLine
from duo_site.database import reading_session, writing_session
from duo_site.demo.people import DemoPerson
from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Actor, Grant
from duo_site.mijn_duo.rollen.models import MedewerkerRow, RoltoekenningRow, RolwijzigingRow
from duo_site.mijn_duo.rollen.service import list_holders, record_login
from duo_site.mijn_duo.rollen.service.giving import give as give_now
from duo_site.mijn_duo.rollen.service.invitations import Invited, invite
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, DRISS, HANNA, IVO, JOOST, WILLEM
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give, send

REVIEW = "/mijn-duo/rollen"
END = "/mijn-duo/rollen/beeindigen"


def names(client: LookingClient, address: str = REVIEW) -> list[str]:
    cells = client.page(address).xpath("//table[contains(@class, 'review')]//th[@scope='row']")
    return [str(cell.text) for cell in cells]


def logged_in(site: Site, person: DemoPerson, days_ago: int, level: str = "EH3") -> None:
    assert person.subject is not None
    with writing_session(site.engine) as session:
        record_login(session, person.subject, person.name, level, now() - timedelta(days=days_ago))


def is_ended(site: Site, number: int) -> bool:
    with reading_session(site.engine) as session:
        return session.scalar(select(RoltoekenningRow.ended_at).where(RoltoekenningRow.id == number)) is not None


def test_the_table_shows_what_a_beheerder_must_know(carla: LookingClient, onderwijs: Site) -> None:
    student = frozenset({Permission.BEKIJK_STUDENT})
    give(onderwijs, BRAM, Rol.BEKOSTIGING, machtigingen=student, ends_on=today() + timedelta(days=30))
    give(onderwijs, JOOST, Rol.RAADPLEGER, "")
    give(onderwijs, DRISS, Rol.BEKOSTIGING, "98CD", "98002")
    logged_in(onderwijs, BRAM, 3, "EH4")
    page = carla.page(REVIEW)
    row = page.xpath("//tr[th[contains(., 'Bram')]]")[0].text_content()
    for word in (
        "Medewerker bekostiging",
        "ook studenten opzoeken",
        "99AB",
        "Hogeschool Waterland",
        "EH4",
        "Carla Smit",
    ):
        assert word in row
    assert "nog geen instellingscode" in page.xpath("//tr[th[contains(., 'Joost')]]")[0].text_content()
    assert names(carla) == ["Bram Jansen", "Carla Smit", "Joost van der Meer"], "Driss works for another bestuur"


def test_ended_rollen_go_and_coming_ones_show(carla: LookingClient, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.BEKOSTIGING, ends_on=today() - timedelta(days=1))
    give(onderwijs, HANNA, Rol.RAADPLEGER, starts_on=today() + timedelta(days=5))
    assert names(carla) == ["Carla Smit", "Hanna Mulder"]
    assert "begint op" in carla.page(REVIEW).text_content()


def test_the_filter_keeps_who_was_away_for_90_days(carla: LookingClient, onderwijs: Site) -> None:
    for person in (BRAM, HANNA, IVO):
        give(onderwijs, person, Rol.RAADPLEGER)
    for person, days in ((BRAM, 89), (HANNA, 91), (CARLA, 0)):  # Ivo never logged in.
        logged_in(onderwijs, person, days)
    assert names(carla, f"{REVIEW}?toon=stil") == ["Hanna Mulder", "Ivo Kok"]
    assert len(names(carla, f"{REVIEW}?toon=iets")) == 4
    table = carla.get(f"{REVIEW}/overzicht.csv?toon=stil").get_data(as_text=True)
    assert "Hanna" in table
    assert "Bram" not in table


def test_one_beheerder_is_a_warning_and_two_are_not(carla: LookingClient, onderwijs: Site) -> None:
    assert "Uw bestuur heeft één beheerder" in carla.page(REVIEW).text_content()
    give(onderwijs, WILLEM, Rol.BEHEERDER)
    assert "Uw bestuur heeft één beheerder" not in carla.page(REVIEW).text_content()


@pytest.mark.parametrize("name", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", " =HYPERLINK()"])
def test_no_cell_of_the_file_is_a_formula(carla: LookingClient, onderwijs: Site, name: str) -> None:
    give(onderwijs, BRAM, Rol.RAADPLEGER)
    with writing_session(onderwijs.engine) as session:
        session.execute(update(MedewerkerRow).where(MedewerkerRow.subject == BRAM.subject).values(name=name))
    answer = carla.get(f"{REVIEW}/overzicht.csv")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="rollen-{today()}.csv"'
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert f"'{name}" in [row[0] for row in rows]
    assert not [cell for row in rows for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]


def test_ending_asks_first_and_ends_many_at_once(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    ending = [give(onderwijs, BRAM, Rol.BEKOSTIGING), give(onderwijs, HANNA, Rol.OPLEIDINGEN)]
    staying = give(onderwijs, BRAM, Rol.RAADPLEGER)
    bram = client_for(app, BRAM)
    page = f"{END}?rol={ending[0]}&rol={ending[1]}"
    assert "Hanna Mulder" in carla.page(page).text_content()
    assert not is_ended(onderwijs, ending[0]), "looking ends nothing"
    done = send(carla, page, END, gekozen=ending)
    assert done.status_code == 303
    assert "2 rollen zijn beëindigd." in carla.page(REVIEW).text_content()
    assert [is_ended(onderwijs, number) for number in (*ending, staying)] == [True, True, False]
    text = bram.page("/mijn-duo").text_content()
    assert "Raadpleger" in text
    assert "Medewerker bekostiging" not in text, "an ended rol is over at the next click"


def test_sending_the_form_twice_ends_once(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    page = f"{END}?rol={number}"
    send(carla, page, END, gekozen=number)
    again = carla.post(END, data={"csrf_token": token(carla), "werkplek": "99001-", "gekozen": str(number)})
    assert again.status_code == 303
    with reading_session(onderwijs.engine) as session:
        ended = select(func.count()).select_from(RolwijzigingRow).where(RolwijzigingRow.kind == "beeindigd")
        assert session.scalar(ended) == 1


def token(client: LookingClient) -> str:
    return str(client.page("/mijn-duo").xpath("string((//input[@name='csrf_token'])[1]/@value)"))


def test_a_beheerder_ends_neither_himself_nor_another_beheerder(carla: LookingClient, onderwijs: Site) -> None:
    willem = give(onderwijs, WILLEM, Rol.BEHEERDER)
    own = give(onderwijs, CARLA, Rol.RAADPLEGER)
    elsewhere = give(onderwijs, DRISS, Rol.BEKOSTIGING, "98CD", "98002")
    fields = {"csrf_token": token(carla), "werkplek": "99001-", "gekozen": [str(willem), str(own), str(elsewhere)]}
    carla.page(f"{END}?rol={willem}&rol={own}&rol={elsewhere}", status=404)
    carla.post(END, data=fields)
    assert not any(is_ended(onderwijs, number) for number in (willem, own, elsewhere))
    boxes = carla.page(REVIEW).xpath("//table//input[@type='checkbox']/@value")
    assert boxes == []


def test_without_a_choice_the_page_says_so(carla: LookingClient) -> None:
    assert "geen rol gekozen" in carla.page(END).text_content()
    carla.page(f"{END}?rol=x&rol=-1&rol=99999999999")
    assert carla.post(END, data={"csrf_token": token(carla), "werkplek": "99001-"}).headers["Location"] == END


def test_a_form_of_another_werkplek_changes_nothing(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    for place in ({}, {"werkplek": "98002-"}):
        answer = carla.post(END, data={"csrf_token": token(carla), "gekozen": str(number), **place})
        assert answer.status_code == 409
        assert "andere onderwijsinstelling" in answer.get_data(as_text=True)
    assert not is_ended(onderwijs, number)


def test_the_history_tells_who_did_what(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    give(onderwijs, DRISS, Rol.BEKOSTIGING, "98CD", "98002")
    send(carla, f"{END}?rol={number}", END, gekozen=number)
    lines = carla.page("/mijn-duo/rollen/geschiedenis").xpath("//ol[@class='timeline']/li")
    texts = [line.text_content() for line in lines]
    assert "Carla Smit beëindigde de rol Medewerker bekostiging van Bram Jansen." in texts[0]
    assert "Carla Smit gaf Bram Jansen de rol Medewerker bekostiging." in texts[1]
    assert "instellingscode 99AB" in texts[1]
    assert "Het bevoegd gezag gaf Carla Smit de rol Beheerder" in texts[2]
    assert len(texts) == 3, "Driss belongs to another bestuur"
    carla.page("/mijn-duo/rollen/geschiedenis?pagina=2", status=404)
    carla.page("/mijn-duo/rollen/geschiedenis?pagina=x", status=404)


def test_each_act_stands_in_the_audit_log(carla: LookingClient, onderwijs: Site) -> None:
    number = give(onderwijs, BRAM, Rol.BEKOSTIGING)
    send(carla, f"{END}?rol={number}", END, gekozen=number)
    with reading_session(onderwijs.engine) as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "rol-beeindigen")).one()
        assert (line.actor, line.target, line.result) == (CARLA.subject, str(number), "1 beeindigd")
        assert onderwijs.audit.check(session).is_whole


def test_a_long_list_takes_no_more_questions(app: Flask, carla: LookingClient, onderwijs: Site) -> None:
    def count() -> int:
        asked: list[str] = []
        listen = lambda *arguments: asked.append(str(arguments[2]))  # noqa: E731
        event.listen(onderwijs.engine, "before_cursor_execute", listen)
        carla.page(REVIEW)
        event.remove(onderwijs.engine, "before_cursor_execute", listen)
        return len(asked)

    give(onderwijs, BRAM, Rol.BEKOSTIGING)
    carla.page(REVIEW)
    few = count()
    for person in (HANNA, IVO, WILLEM):
        give(onderwijs, person, Rol.RAADPLEGER, "99AC")
    assert count() == few > 0


def test_another_bestuur_that_invites_somebody_leaves_the_address_here(
    app: Flask, carla: LookingClient, onderwijs: Site
) -> None:
    give(onderwijs, BRAM, Rol.BEKOSTIGING)
    elsewhere = Grant("", "Bram", Rol.RAADPLEGER, "98002", "98CD", today(), email="bram@elders.invalid")
    with writing_session(onderwijs.engine) as session:
        give_now(session, BEVOEGD_GEZAG, Grant("eh-x", "X", Rol.BEHEERDER, "98002", "", today()), now(), today())
        invited = invite(session, Actor("eh-x", "X"), elsewhere, now())
    assert isinstance(invited, Invited)
    link = f"/mijn-duo/uitnodiging/{invited.token}"
    assert send(client_for(app, BRAM), link, link).status_code == 303
    for address in (REVIEW, f"{REVIEW}/overzicht.csv"):
        text = carla.get(address).get_data(as_text=True).replace("<wbr>", "")
        assert "bram@voorbeeld.invalid" in text
        assert "bram@elders.invalid" not in text
    with reading_session(onderwijs.engine) as session:
        emails = {
            place: [one.email for one in list_holders(session, place, code, Permission.LEES_ZAKEN, today())]
            for place, code in (("99001", "99AB"), ("98002", "98CD"))
        }
    assert emails == {"99001": ["bram@voorbeeld.invalid"], "98002": ["bram@elders.invalid"]}


def test_who_can_end_nothing_gets_no_button(carla: LookingClient, onderwijs: Site) -> None:
    assert "Gekozen rollen beëindigen" not in carla.page(REVIEW).text_content()
    give(onderwijs, BRAM, Rol.BEKOSTIGING)
    assert "Gekozen rollen beëindigen" in carla.page(REVIEW).text_content()
