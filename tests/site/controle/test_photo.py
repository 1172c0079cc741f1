"""A photo of the QR code on a print leads to what is known of its number; it proves nothing of the print."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image

from duo_site.controle.parts import photos_of
from duo_site.controle.photo import MOST_PIXELS, PhotoProblem, read_codes
from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.proofs import Proofs, load_signing_key, make_proofs, new_credential_key
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.conftest import INHOUD, SEALED_AT, Genuine, change_status
from tests.site.controle.sending import make_pdf, page_of, send, words_of
from tests.unit.uittreksel.conftest import ANJA


def draw(text: str, kind: str = "PNG", angle: float = 0, scale: int = 6) -> bytes:
    """Make a photo of a QR code on a page."""
    code = BytesIO()
    segno.make(text, error="m", micro=False).save(code, kind="png", scale=scale)
    with Image.open(code) as drawn:
        page = Image.new("L", (1200, 1600), 235)
        page.paste(drawn.convert("L"), (300, 700))
    photo = BytesIO()
    page.rotate(angle, fillcolor=200).save(photo, kind)
    return photo.getvalue()


@pytest.fixture(autouse=True)
def _stop_the_reader(site: Site) -> Iterator[None]:
    yield
    photos_of(site).close()


@pytest.mark.parametrize(("kind", "angle"), [("PNG", 0), ("JPEG", 7), ("JPEG", 90)])
def test_a_photo_leads_to_the_number(client: LookingClient, genuine: Genuine, kind: str, angle: float) -> None:
    photo = draw(f"https://duo.test/controle/{genuine.number}", kind, angle)
    answer = send(client, [("photo.jpg", photo)])
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/controle/{genuine.number}")
    assert "geen bewijs" in client.page(answer.headers["Location"]).text_content()


@pytest.mark.parametrize(
    ("photo", "message"),
    [
        (draw("https://elsewhere.example/"), "niet van een uittreksel"),
        (draw("javascript:alert(1)//0000"), "niet van een uittreksel"),
        (b"\x89PNG\r\n\x1a\n nothing more", "Wij kunnen deze foto niet lezen"),
        (b"\xff\xd8\xff\xe0", "Wij kunnen deze foto niet lezen"),
    ],
)
def test_a_photo_that_helps_nobody_is_told_at_the_field(client: LookingClient, photo: bytes, message: str) -> None:
    page = page_of(send(client, [("photo.png", photo)]), 422)
    assert page.findtext(".//title").startswith("Fout:")
    assert message in page.text_content()


def test_a_signed_code_proves_its_data_and_not_the_print(
    client: LookingClient, genuine: Genuine, proofs: Proofs
) -> None:
    page = page_of(send(client, [("photo.jpg", draw(proofs.qr, "JPEG", scale=4))]))
    text = page.text_content()
    assert page.xpath("string(//h1)") == "De gegevens in deze QR-code zijn echt"
    assert "De afdruk zelf is geen bewijs" in text
    assert ANJA.holder in text
    assert genuine.number in text


def test_a_signed_code_that_is_no_longer_valid(
    client: LookingClient, site: Site, genuine: Genuine, proofs: Proofs
) -> None:
    change_status(site, Status.INGETROKKEN)
    page = page_of(send(client, [("photo.png", draw(proofs.qr, scale=4))]))
    assert page.xpath("string(//h1)") == "Dit uittreksel is ingetrokken"


def test_a_signed_code_that_the_register_does_not_know(client: LookingClient, proofs: Proofs) -> None:
    page = page_of(send(client, [("photo.png", draw(proofs.qr, scale=4))]))
    assert page.xpath("string(//h1)") == "Wij kunnen deze QR-code niet controleren"


def test_a_code_that_was_changed_or_is_of_another(
    client: LookingClient, genuine: Genuine, proofs: Proofs, tmp_path: Path
) -> None:
    elsewhere = proofs.qr.replace("register.example", "register.invalid")
    new_credential_key(tmp_path, SEALED_AT)
    foreign = make_proofs(INHOUD, load_signing_key(tmp_path), SEALED_AT).qr
    for text, title in ((elsewhere, "Deze QR-code is veranderd"), (foreign, "Deze QR-code is niet van ons")):
        page = page_of(send(client, [("photo.png", draw(text, scale=4))]))
        assert page.xpath("string(//h1)") == title
        assert ANJA.holder not in page.text_content()


def test_a_photo_without_a_code() -> None:
    blank = BytesIO()
    Image.new("L", (300, 300), 255).save(blank, "PNG")
    assert read_codes(blank.getvalue()) is PhotoProblem.NO_CODE


def test_a_picture_that_swells_is_not_unpacked() -> None:
    side = int(MOST_PIXELS**0.5) + 10
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    rows = b"IDAT" + zlib.compress(bytes((side + 1) * 200))
    chunks = [(len(part) - 4).to_bytes(4, "big") + part + zlib.crc32(part).to_bytes(4, "big") for part in (head, rows)]
    assert read_codes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)) in (PhotoProblem.TOO_LARGE, PhotoProblem.UNREADABLE)


def test_a_photo_among_files_is_named_as_one(client: LookingClient, genuine: Genuine) -> None:
    page = page_of(send(client, [("photo.png", draw("x")), ("plain.pdf", make_pdf())]))
    assert words_of(page) == ["niet-te-controleren", "geen-zegel"]
    assert "foto van de QR-code apart" in page.xpath("string(//tr[@data-oordeel][1])")
