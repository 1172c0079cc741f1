"""Nobody sees a thing of another onderwijsinstelling: by address, number, search, export, form or message.

Bram and Carla walk along every page of 99AB, where a rare word stands in everything. Then others come with the same
rollen elsewhere, and ask for each address that those two met.
"""

from collections.abc import Iterator

import pytest
from flask import Flask

from duo_site.database import reading_session
from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.zaken.models import ZaakDocumentRow, ZaakRow
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, DRISS, HANNA, IVO, KOEN, LARS, DemoPerson
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in
from tests.site.mijn_duo.conftest import choose, client_for, give, send
from tests.site.mijn_duo.everything import (
    OPLEIDINGSCODE,
    RARE,
    Walk,
    all_rows,
    ask_overview,
    fill,
    names_a_thing,
    numbers_of,
    read,
    tokens_for,
    walk,
)
from tests.site.mijn_duo.rol_table.profiles import MEDEWERKERS, STUDENT

WORKING = ("ander bestuur", "zelfde bestuur", "ander gekozen")
STRANGERS = (*WORKING, "beheerder elders")
CHILDREN = ("zaak_step", "zaak_bericht", "zaak_document", "zaak_overzicht", "verantwoording_file")


def give_all(site: Site, person: DemoPerson, code: str, bestuur: str) -> None:
    for rol in MEDEWERKERS:
        held = STUDENT if rol is Rol.BEKOSTIGING else frozenset[Permission]()
        give(site, person, rol, code, bestuur, machtigingen=held)


@pytest.fixture
def bram_of_all(app: Flask, onderwijs: Site) -> Iterator[LookingClient]:
    """Log Bram in, with every rol at 99AB, where there is one thing of every kind."""
    give_all(onderwijs, BRAM, "99AB", "99001")
    give(onderwijs, CARLA, Rol.BEHEERDER)
    client = client_for(app, BRAM)
    fill(onderwijs, client)
    yield client
    for folder in (onderwijs.settings.mail_folder, onderwijs.settings.instance / "overzichten"):
        for file in folder.glob("*"):
            file.unlink()


@pytest.fixture
def known(app: Flask, bram_of_all: LookingClient) -> Walk:
    """Walk along all there is at 99AB, as its medewerker and as its beheerder."""
    found, managed = walk(bram_of_all), walk(client_for(app, CARLA))
    return Walk({**found.pages, **managed.pages}, (*found.forms, *managed.forms))


def come_as(app: Flask, site: Site, stranger: str) -> LookingClient:
    """Log in somebody who may do as much, but not at 99AB."""
    match stranger:
        case "ander bestuur":
            give_all(site, DRISS, "94RM", "94004")
            return client_for(app, DRISS)
        case "zelfde bestuur":
            give_all(site, IVO, "99AC", "99001")
            return client_for(app, IVO)
        case "ander gekozen":
            give_all(site, HANNA, "99AB", "99001")
            give_all(site, HANNA, "94RM", "94004")
            client = client_for(app, HANNA)
            choose(client, "94004-94RM")
            return client
        case _:
            give(site, LARS, Rol.BEHEERDER, "", "94004")
            return client_for(app, LARS)


def secrets(site: Site, said: str) -> set[str]:
    """Find what an answer says of 99AB."""
    return {word for word in (RARE, OPLEIDINGSCODE, *numbers_of(site)) if word.lower() in said.lower()}


def is_let_in(address: str, status: int) -> bool:
    """Tell whether an answer is another than "not for you" or "not there" where a thing of 99AB was asked for."""
    return status >= 500 or (names_a_thing(address) and status not in (403, 404))


def test_the_walk_meets_everything(known: Walk, onderwijs: Site) -> None:
    telling = [address for address, said in known.pages.items() if RARE in said]
    for part in ("zaken/", "opleidingen", "verantwoording/bestanden/", "rollen/overzicht.csv", "rollen/geschiedenis"):
        assert [address for address in telling if f"/mijn-duo/{part}" in address], part
    said = "".join(known.pages.values())
    assert secrets(onderwijs, said) == {RARE, OPLEIDINGSCODE, *numbers_of(onderwijs)}
    assert len(numbers_of(onderwijs)) == 5
    for end in ("/documenten/", "/ontvangstbewijs", "/overzicht", "/ophalen", "/intrekken", "/wijzigen", "/beeindigen"):
        assert [address for address in known.pages if end in address and names_a_thing(address)], end
    assert len([form for form in known.forms if names_a_thing(form.action)]) > 8


def test_nothing_by_address(app: Flask, onderwijs: Site, known: Walk) -> None:
    wrong = []
    for stranger in STRANGERS:
        client = come_as(app, onderwijs, stranger)
        for address in known.pages:
            answer = client.get(address)
            told = {word for word in secrets(onderwijs, read(answer)) if word not in address}
            if told or is_let_in(address, answer.status_code):
                wrong.append(f"{stranger} {address}: {answer.status_code} {told}")
    assert not wrong


def test_nothing_by_a_form(app: Flask, onderwijs: Site, known: Walk) -> None:
    clients = {stranger: come_as(app, onderwijs, stranger) for stranger in STRANGERS}
    before, wrong = all_rows(onderwijs), []
    for stranger, client in clients.items():
        own = tokens_for(client)
        for form in known.forms:
            answer = client.post(form.action, data={**form.fields, **own})
            told = secrets(onderwijs, read(answer)) - secrets(onderwijs, f"{form.action} {form.fields}")
            if told or is_let_in(form.action, answer.status_code):
                wrong.append(f"{stranger} {form.action}: {answer.status_code} {told}")
    assert not wrong
    after = all_rows(onderwijs)
    assert not [name for name in before if before[name] - after[name]], "nothing of 99AB has changed"
    made = {row for name in before for row in after[name] - before[name]}
    assert not [row for row in made if "'99AB'" in row], "nothing was added at 99AB"
    assert not [name for name in CHILDREN if after[name] - before[name]], "nor to what is there"


def test_nothing_on_their_own_pages_and_in_their_own_exports(
    app: Flask, onderwijs: Site, bram_of_all: LookingClient
) -> None:
    assert bram_of_all
    theirs = numbers_of(onderwijs)
    told: dict[tuple[str, str], set[str]] = {}
    for stranger in STRANGERS:
        client = come_as(app, onderwijs, stranger)
        if stranger in WORKING:
            ask_overview(onderwijs, client)
        pages = walk(client).pages
        assert len(pages) > 5
        assert [address for address in pages if address.endswith("/overzicht") or ".csv" in address], stranger
        told |= {(stranger, address): found for address in pages if (found := secrets(onderwijs, pages[address]))}
    assert not told
    assert numbers_of(onderwijs) == theirs


def test_nothing_by_search(app: Flask, onderwijs: Site, bram_of_all: LookingClient) -> None:
    asked = [(f"/mijn-duo/zaken?nummer={number}", number) for number in numbers_of(onderwijs)]
    asked += [(address.lower(), number) for address, number in asked]
    asked += [(f"/mijn-duo/opleidingen?q={word}", word) for word in (RARE, OPLEIDINGSCODE)]
    asked += [(f"/mijn-duo/opleidingen?op=2024-01-01&q={RARE}", RARE)]
    links = "//main//a[contains(@href, '/zaken/Z') or contains(@href, '/opleidingen/3')]"
    clients = [come_as(app, onderwijs, stranger) for stranger in WORKING]
    for address, word in asked:
        assert bram_of_all.page(address).xpath(links), f"{address}: Bram finds it"
        for client in clients:
            page = client.page(address)
            assert not page.xpath(links), address
            assert not secrets(onderwijs, page.text_content()) - {word}


def test_no_document_of_theirs_in_a_zaak_of_his_own(app: Flask, onderwijs: Site, bram_of_all: LookingClient) -> None:
    assert bram_of_all
    client = come_as(app, onderwijs, "ander bestuur")
    ask_overview(onderwijs, client)
    with reading_session(onderwijs.engine) as session:
        documents = [row.id for row in session.query(ZaakDocumentRow)]
        (own,) = [row.number for row in session.query(ZaakRow).filter_by(instellingscode="94RM")]
    assert len(documents) == 3
    for document in documents:
        client.page(f"/mijn-duo/zaken/{own}/documenten/{document}", status=404)


def test_no_message_about_what_is_not_theirs(app: Flask, onderwijs: Site, bram_of_all: LookingClient) -> None:
    assert bram_of_all
    for stranger in STRANGERS:
        come_as(app, onderwijs, stranger)
    deliver(onderwijs)
    koen = client_of(app)
    log_in(koen, KOEN)
    number = koen.page("/redactie/zaken?soort=subsidie-opleidingsscholen").xpath(
        "string(//main//table//a[contains(@href, '/redactie/zaken/Z')]/@href)"
    )
    assert send(koen, number, number, status="toegekend", antwoord=f"Over {RARE}").status_code == 303
    mail = [letter.as_string() for letter in deliver(onderwijs)]
    assert [text for text in mail if "bram@" in text]
    assert not [text for text in mail if "driss@" in text or "lars@" in text or RARE in text]
