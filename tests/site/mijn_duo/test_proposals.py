"""From a proposal to the aanbod: draft, check, hand in, the answer of the agency, and what stands in the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from duo_site.database import reading_session, writing_session
from duo_site.identity import Rol, Werkplek
from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Taal
from duo_site.mijn_duo.opleidingen.service.reading import list_versions
from duo_site.mijn_duo.opleidingen.service.recording import add_all
from duo_site.mijn_duo.rollen.models import OnderwijsinstellingRow
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.cast import DRISS, HANNA, KOEN
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give, send, tokens_of

START = "/mijn-duo/opleidingen"
NEW = f"{START}/nieuw"
HERE = Werkplek("99AB", "99001", "", None)
VERPLEEGKUNDE = Opleiding(
    "34560", "Verpleegkunde", Niveau.BACHELOR, (Taal.NEDERLANDS,), (Leerroute.VOLTIJD,), date(2015, 9, 1)
)


def written(days: int) -> str:
    """Write a day from now as people type it."""
    return f"{today() + timedelta(days=days):%d-%m-%Y}"


def asked(**changes: object) -> dict[str, object]:
    """Fill in the form of a new opleiding, with changes."""
    values = {"opleidingscode": "34777", "naam": "Waterkunde", "niveau": "bachelor", "talen": ["nl", "en"]}
    return {**values, "leerroutes": ["voltijd"], "dag": written(30), "doe": "verder", **changes}


@pytest.fixture
def hanna(app: Flask, onderwijs: Site) -> LookingClient:
    """Log Hanna in: medewerker opleidingen at 99AB, which offers Verpleegkunde."""
    give(onderwijs, HANNA, Rol.OPLEIDINGEN)
    with writing_session(onderwijs.engine) as session:
        add_all(session, "99AB", [VERPLEEGKUNDE], now())
    return client_for(app, HANNA)


def draft(client: LookingClient, page: str, **fields: object) -> str:
    """Send a form of a proposal; gives the address of the page that checks the answers."""
    answer = send(client, page, page, **fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def hand_in(client: LookingClient, check: str) -> int:
    """Hand a draft in from the page that checks the answers; gives the status."""
    page = client.page(check)
    (form,) = [form for form in page.xpath("//main//form") if form.get("action").endswith("/indienen")]
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    return client.post(form.get("action"), data=fields).status_code


def answer(app: Flask, check: str, status: str) -> None:
    """Answer a zaak as Koen of the agency."""
    koen, address = client_for(app, KOEN), f"/redactie/zaken/{check.split('/')[3]}"
    answered = send(koen, address, address, antwoord="Dank voor uw voorstel.", status=status)
    assert answered.status_code == 303, answered.get_data(as_text=True)


def versions(site: Site, code: str) -> list[tuple[str, date, date | None]]:
    """List how an opleiding of 99AB stands in the aanbod."""
    with reading_session(site.engine) as session:
        return [(one.name, one.starts_on, one.ends_on) for one in list_versions(session, HERE, code)]


def test_a_new_opleiding_is_in_the_aanbod_when_it_is_granted(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    check = draft(hanna, NEW, **asked())
    text = hanna.page(check).text_content()
    for shown in ("Nieuwe opleiding melden", "34777", "Waterkunde", "bachelor", "Nederlands, Engels", "voltijd"):
        assert shown in text
    assert hand_in(hanna, check) == 303
    assert versions(onderwijs, "34777") == []
    answer(app, check, "toegekend")
    assert versions(onderwijs, "34777") == [("Waterkunde", today() + timedelta(days=30), None)]
    found = hanna.page(f"{START}?q=waterkunde&stand=komend")
    assert "Waterkunde" in found.text_content()
    assert check.split("/")[3] in hanna.page(f"{START}/34777").text_content(), "the history names its zaak"


@pytest.mark.parametrize("status", ["afgewezen", "in-behandeling"])
def test_what_is_not_granted_changes_nothing(app: Flask, hanna: LookingClient, onderwijs: Site, status: str) -> None:
    check = draft(hanna, NEW, **asked())
    hand_in(hanna, check)
    answer(app, check, status)
    assert versions(onderwijs, "34777") == []


def test_a_change_counts_from_its_date(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    page = f"{START}/34560/wijzigen"
    assert hanna.page(page).xpath("//input[@name='naam']/@value") == ["Verpleegkunde"]
    check = draft(
        hanna, page, naam="Verpleging", talen=["nl"], leerroutes=["voltijd", "duaal"], dag=written(10), doe="verder"
    )
    text = hanna.page(check).text_content()
    assert "Verpleging (eerst: Verpleegkunde)" in text
    assert "voltijd, duaal (eerst: voltijd)" in text
    hand_in(hanna, check)
    answer(app, check, "toegekend")
    turn = today() + timedelta(days=10)
    assert versions(onderwijs, "34560") == [
        ("Verpleegkunde", VERPLEEGKUNDE.starts_on, turn - timedelta(days=1)),
        ("Verpleging", turn, None),
    ]
    assert "Verpleegkunde" in hanna.page(START).text_content()
    assert "Verpleging" in hanna.page(f"{START}?op={turn:%d-%m-%Y}").text_content()


def test_an_opleiding_ends_on_its_last_day(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    check = draft(hanna, f"{START}/34560/beeindigen", dag=written(10), doe="verder")
    assert "Laatste dag" in hanna.page(check).text_content()
    hand_in(hanna, check)
    answer(app, check, "toegekend")
    last = today() + timedelta(days=10)
    assert versions(onderwijs, "34560") == [("Verpleegkunde", VERPLEEGKUNDE.starts_on, last)]
    assert hanna.page(f"{START}?stand=beeindigd&op={last + timedelta(days=1):%d-%m-%Y}&q=34560").xpath("//tbody/tr")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"opleidingscode": "34560"}, "al in gebruik"),
        ({"opleidingscode": "12"}, "heeft 5 cijfers"),
        ({"naam": ""}, "Vul de naam"),
        ({"naam": "x" * 201}, "200"),
        ({"niveau": "mbo-4"}, "Fout:"),
        ({"niveau": ""}, "Kies een niveau"),
        ({"talen": []}, "ten minste één taal"),
        ({"talen": ["klingon"]}, "Fout:"),
        ({"leerroutes": ["bbl"]}, "Fout:"),
        ({"dag": ""}, "Vul een datum in"),
        ({"dag": "31-02-2027"}, "Schrijf de datum als"),
        ({"dag": "01-01-2020"}, "Kies vandaag"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(hanna: LookingClient, changes: dict[str, object], complaint: str) -> None:
    refused = send(hanna, NEW, NEW, **asked(**changes))
    assert refused.status_code == 422
    assert complaint in refused.get_data(as_text=True)
    assert "data-error-summary" in refused.get_data(as_text=True)


def test_a_draft_may_wait_unfinished_and_is_sent_once(hanna: LookingClient) -> None:
    fields = {**tokens_of(hanna.page(NEW)), **asked(doe="bewaren", naam="", dag="")}
    places = [hanna.post(NEW, data=fields).headers["Location"] for _ in range(2)]
    assert places == [START, START]
    listed = hanna.page("/mijn-duo/zaken")
    (address,) = set(listed.xpath("//main//tbody//a/@href"))
    number = str(address).split("/")[3]
    form = hanna.page(f"{START}/voorstellen/{number}")
    assert form.xpath("//input[@name='opleidingscode']/@value") == ["34777"]
    assert hand_in(hanna, f"/mijn-duo/zaken/{number}/controleren") == 422, "it is not whole"


def test_of_two_people_on_one_draft_the_second_is_told(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    check = draft(hanna, NEW, **asked())
    page = f"{START}/voorstellen/{check.split('/')[3]}"
    give(onderwijs, DRISS, Rol.OPLEIDINGEN)
    driss = client_for(app, DRISS)
    seen = tokens_of(driss.page(page))
    assert send(hanna, page, page, **asked(naam="Waterwerken")).status_code == 303
    late = driss.post(page, data={**seen, **asked(naam="Zeekunde")})
    assert late.status_code == 409
    told = late.get_data(as_text=True)
    assert all(word in told for word in ("Hanna Mulder", "Waterwerken", "Zeekunde"))
    assert "Waterwerken" in hanna.page(check).text_content()
    again = tokens_of(driss.page(page)) | {"versie": str(int(seen["versie"]) + 1)}
    assert driss.post(page, data={**again, **asked(naam="Zeekunde")}).status_code == 303
    assert "Zeekunde" in hanna.page(check).text_content()


def test_two_proposals_for_one_opleiding_are_not_handed_in(app: Flask, hanna: LookingClient) -> None:
    first, second = (draft(hanna, f"{START}/34560/beeindigen", dag=written(days), doe="verder") for days in (10, 20))
    assert not hanna.page(f"{START}/34560").xpath("//main//a[starts-with(@href, '/mijn-duo/zaken/')]")
    assert hand_in(hanna, first) == 303
    told = hanna.page(f"{START}/34560").xpath("//main//a[starts-with(@href, '/mijn-duo/zaken/')]/@href")
    assert told == [f"/mijn-duo/zaken/{first.split('/')[3]}"], "the page of the opleiding names the zaak"
    assert hand_in(hanna, second) == 422
    answer(app, first, "afgewezen")
    assert hand_in(hanna, second) == 303


def test_a_draft_that_waited_too_long_is_checked_again(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    first, second = (draft(hanna, NEW, **asked(naam=name)) for name in ("Waterkunde", "Waterleer"))
    hand_in(hanna, first)
    answer(app, first, "toegekend")
    assert hand_in(hanna, second) == 422, "the code is taken by now"
    assert [name for name, *_rest in versions(onderwijs, "34777")] == ["Waterkunde"]


def grant_in_vain(app: Flask, check: str) -> LookingClient:
    """Grant what does not fit any more, and look at the page that says so; gives the client of Koen."""
    koen, address = client_for(app, KOEN), f"/redactie/zaken/{check.split('/')[3]}"
    fields = {**tokens_of(koen.page(address)), "antwoord": "Akkoord, met dank.", "status": "toegekend"}
    refused = koen.post(address, data=fields)
    assert refused.status_code == 409
    told = refused.get_data(as_text=True)
    assert "data-error-summary" in told
    assert "Toekennen kan niet." in told
    assert "Akkoord, met dank." in told, "what was written is not lost"
    assert "Akkoord, met dank." not in koen.page(address).text_content(), "nothing was entered"
    fields["status"] = "afgewezen"
    assert koen.post(address, data=fields).status_code == 303, "the same form can be answered otherwise"
    return koen


def test_a_grant_that_does_not_fit_any_more_changes_nothing(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    checks = [
        draft(hanna, NEW, **asked()),
        draft(hanna, f"{START}/34560/beeindigen", dag=written(20), doe="verder"),
    ]
    assert [hand_in(hanna, check) for check in checks] == [303, 303]
    with writing_session(onderwijs.engine) as session:  # As a delivery of the operator may do meanwhile.
        add_all(session, "99AB", [replace(VERPLEEGKUNDE, opleidingscode="34777", name="Van elders")], now())
        later = today() + timedelta(days=30)
        add_all(session, "99AB", [replace(VERPLEEGKUNDE, name="Later", starts_on=later)], now())
    before = versions(onderwijs, "34777"), versions(onderwijs, "34560")
    for check in checks:
        grant_in_vain(app, check)
    assert (versions(onderwijs, "34777"), versions(onderwijs, "34560")) == before


def test_nothing_is_granted_to_a_former_bestuur(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    check = draft(hanna, NEW, **asked())
    assert hand_in(hanna, check) == 303
    with writing_session(onderwijs.engine) as session:
        moved = session.get(OnderwijsinstellingRow, "99AB")
        assert moved is not None
        moved.bestuursnummer = "98002"
    grant_in_vain(app, check)
    with reading_session(onderwijs.engine) as session:
        assert list_versions(session, replace(HERE, bestuursnummer="98002"), "34777") == ()


def test_others_find_no_draft_and_no_opleiding(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    check = draft(hanna, NEW, **asked())
    give(onderwijs, DRISS, Rol.OPLEIDINGEN, "99AC")
    driss = client_for(app, DRISS)
    for address in (f"{START}/voorstellen/{check.split('/')[3]}", f"{START}/34560/wijzigen", f"{START}/voorstellen/x"):
        driss.page(address, status=404)
        assert send(driss, NEW, address, **asked()).status_code == 404
