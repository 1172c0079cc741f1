"""Who checks an uittreksel whose data were corrected since sees what the register holds now beside it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html

from duo_site.controle.parts import inspections_of
from duo_site.web.site import Site
from tests.cast import ANJA, GIJS
from tests.site.client import LookingClient
from tests.site.controle.sending import send
from tests.site.mijn_diplomas.conftest import Deliver, row_of
from tests.site.mijn_diplomas.test_uittreksels import make, start


@pytest.fixture(scope="module", autouse=True)
def _stop_the_inspectors(shared_app: Any) -> Iterator[None]:
    yield
    inspections_of(shared_app.extensions["duo"]).close()


@pytest.fixture
def file(client: LookingClient, sealed: Site, deliver: Deliver) -> bytes:
    """Let Anja download an uittreksel."""
    made = make(client, start(client, sealed, deliver))
    downloaded: bytes = client.get(f"{made.location}/bestand").data
    return downloaded


def read_table(client: LookingClient, file: bytes) -> dict[str, list[str]]:
    """Hand a file in; gives the rows that are marked as different."""
    page = html.fromstring(client.send_file("/controle", file).get_data(as_text=True))
    assert page.xpath("string(//h1)") == "Dit uittreksel is vervangen"
    rows = page.xpath("//tr[@class='is-different']")
    return {row[0].text_content(): [" ".join(cell.text_content().split()) for cell in row[1:]] for row in rows}


def test_the_new_data_stand_beside_the_old(client: LookingClient, deliver: Deliver, file: bytes) -> None:
    cijfers = [
        {"vak": "Nederlands", "se": "7.1", "ce": "6.8", "eind": "7"},
        {"vak": "Fries", "se": "9", "ce": None, "eind": "9"},
    ]
    deliver(row_of(ANJA, plaats="Maastricht", cijfers=cijfers))
    rows = read_table(client, file)
    assert set(rows) == {"Status", "Plaats", "Cijferlijst"}
    assert rows["Plaats"] == ["Vaals", "Maastricht anders"]
    assert rows["Cijferlijst"] == ["2 vakken", "2 vakken, met andere cijfers anders"]
    (row,) = json.loads(client.send_file("/api/v1/controles", file).data)["controles"]
    many = send(client, [("a.pdf", file), ("b.pdf", b"%PDF-1.7")]).get_data(as_text=True)
    (changed,) = html.fromstring(many).xpath("//dt[. = 'Nu anders in het register']/following-sibling::dd")
    assert changed.text_content() == "Plaats, Cijferlijst"
    assert (row["gegevens"]["plaats"], row["register"]["plaats"]) == ("Vaals", "Maastricht")


def test_who_somebody_became_is_his_to_tell(client: LookingClient, deliver: Deliver, file: bytes) -> None:
    deliver(row_of(ANJA) | {"voornamen": "Andreas", "geboortedatum": "1968-05-04"})
    rows = read_table(client, file)
    assert set(rows) == {"Status", "Naam", "Geboortedatum"}
    assert rows["Naam"][1] == rows["Geboortedatum"][1] == "Gewijzigd, wij tonen dit niet anders"
    many = send(client, [("a.pdf", file), ("b.pdf", b"%PDF-1.7")]).get_data(as_text=True)
    (changed,) = html.fromstring(many).xpath("//dt[. = 'Nu anders in het register']/following-sibling::dd")
    assert changed.text_content() == "Naam, Geboortedatum"
    answer = client.send_file("/api/v1/controles", file).get_data(as_text=True)
    (row,) = json.loads(answer)["controles"]
    assert (row["register"]["naam"], row["register"]["geboortedatum"]) == (None, None)
    assert "Andreas" not in answer + many


def test_what_became_of_somebody_else_stays_hidden(client: LookingClient, deliver: Deliver, file: bytes) -> None:
    deliver(row_of(ANJA, plaats="Maastricht") | {"bsn": GIJS.bsn, "voornamen": "Gijs", "achternaam": "Bakker"})
    answer = client.send_file("/controle", file).get_data(as_text=True)
    assert "Dit uittreksel is vervangen" in answer
    assert "Gijs" not in answer
    assert "Maastricht" not in answer
