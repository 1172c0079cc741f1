"""An employer hands in a file and reads what it is."""

import tempfile
from pathlib import Path

import pytest
from lxml import html

from duo_site.controle.domain import Oordeel, Reden
from duo_site.controle.inspection_pool import MOST_BYTES
from duo_site.controle.texts import EXPLANATIONS, REASONS, Kind
from duo_site.uittreksel.domain import Status
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.conftest import Genuine, change_status
from tests.unit.uittreksel.conftest import ANJA


def hand_in(client: LookingClient, content: bytes, address: str = "/controle", status: int = 200) -> html.HtmlElement:
    """Send a file and give the page that answers."""
    answer = client.send_file(address, content)
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    return html.fromstring(answer.get_data(as_text=True))


def heading(page: html.HtmlElement) -> str:
    """Read the h1."""
    return str(page.xpath("//h1")[0].text_content()).strip()


def test_a_genuine_file_with_the_data_of_the_register(client: LookingClient, genuine: Genuine) -> None:
    page = hand_in(client, genuine.file)
    assert heading(page) == "Dit uittreksel is echt"
    rows = {
        row[0].text_content(): [cell.text_content().strip() for cell in row[1:]] for row in page.xpath("//tbody/tr")
    }
    assert rows["Naam"] == [ANJA.holder, ANJA.holder]
    assert rows["Geboortedatum"] == ["3 mei 1998", "3 mei 1998"]
    assert not page.xpath("//tr[@class='is-different']")
    assert "TEST - geen echt zegel" in page.text_content()


def test_a_changed_file_shows_nothing_of_the_register(client: LookingClient, genuine: Genuine) -> None:
    changed = bytearray(genuine.file)
    changed[len(changed) // 3] ^= 1
    page = hand_in(client, bytes(changed))
    assert heading(page) == "Dit uittreksel is gewijzigd"
    assert ANJA.holder not in page.text_content()


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"no pdf at all", "Wij kunnen dit bestand niet controleren"),
        (b"%PDF-1.7\n" + b"x" * 100, "Wij kunnen dit bestand niet controleren"),
        (b"%PDF-1.7\n" + b"0" * MOST_BYTES, "Wij kunnen dit bestand niet controleren"),
        (b"", "Wij kunnen dit bestand niet controleren"),
    ],
)
def test_what_cannot_be_read_is_never_genuine(
    client: LookingClient, genuine: Genuine, content: bytes, title: str
) -> None:
    assert heading(hand_in(client, content)) == title


def test_a_file_that_the_register_does_not_know_is_not_genuine(client: LookingClient, sealed_file: bytes) -> None:
    page = hand_in(client, sealed_file)
    assert heading(page) == "Wij kunnen dit bestand niet controleren"
    assert "nummer staat niet in het register" in page.text_content()
    assert ANJA.holder not in page.text_content()


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (Status.INGETROKKEN, "Dit uittreksel is ingetrokken"),
        (Status.VERVANGEN, "Dit uittreksel is vervangen"),
    ],
)
def test_a_withdrawn_or_corrected_one(
    client: LookingClient, site: Site, genuine: Genuine, status: Status, title: str
) -> None:
    change_status(site, status)
    page = hand_in(client, genuine.file)
    assert heading(page) == title
    assert "Dat is zo sinds" in page.text_content()


def test_no_file_is_told_at_the_field(client: LookingClient) -> None:
    answer = client.post("/controle", data={})
    page = html.fromstring(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.findtext(".//title").startswith("Fout:")
    assert page.xpath("//*[@data-error-summary]//a[@href='#bestand']")
    assert page.xpath("//input[@id='bestand']/@aria-invalid") == ["true"]


def test_one_file_that_is_far_too_large_gets_an_answer(client: LookingClient) -> None:
    page = hand_in(client, b"0" * 7 * 1024 * 1024)
    assert heading(page) == "Wij kunnen dit bestand niet controleren"
    assert "groter dan 5 MB" in page.text_content()


def test_nothing_touches_the_disk(
    client: LookingClient, genuine: Genuine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    large = genuine.file + b"\n" * 2_000_000  # Werkzeug would put this in a temporary file.
    assert heading(hand_in(client, large)) == "Dit uittreksel is gewijzigd"


def test_every_outcome_and_reason_has_words() -> None:
    assert set(EXPLANATIONS) == set(Oordeel)
    assert set(REASONS) == set(Reden)
    assert [oordeel for oordeel, words in EXPLANATIONS.items() if words.kind is Kind.GOOD] == [Oordeel.GELDIG]
