"""The verantwoording as its medewerkers walk through it, with Arelle at work."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from duo_site.database import reading_session
from duo_site.identity import Rol
from duo_site.mijn_duo.verantwoording.checking import Limits
from duo_site.mijn_duo.verantwoording.domain import DUTCH_TIME
from duo_site.mijn_duo.verantwoording.examples import make_example
from duo_site.mijn_duo.verantwoording.models import VerantwoordingFileRow
from duo_site.mijn_duo.verantwoording.part import LIMITS
from duo_site.web.site import Site
from tests.cast import DRISS, HANNA, IVO, KOEN
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give, send, tokens_of
from tests.site.mijn_duo.rol_table.verantwoording import prepare

YEAR = "/mijn-duo/verantwoording/2025"
JUNE = datetime(2026, 6, 30, 23, 30, tzinfo=DUTCH_TIME)
PDF = b"%PDF-1.7\nde verklaring\n%%EOF\n"


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    """Stand half an hour before the year closes."""
    with time_machine.travel(JUNE, tick=False):
        yield


@pytest.fixture
def hanna(app: Flask, onderwijs: Site) -> LookingClient:
    give(onderwijs, HANNA, Rol.VERANTWOORDING)
    return client_for(app, HANNA)


@pytest.fixture
def ivo(app: Flask, onderwijs: Site) -> LookingClient:
    """Log in a colleague of Hanna with the same rol."""
    give(onderwijs, IVO, Rol.VERANTWOORDING)
    return client_for(app, IVO)


def example(name: str, bestuursnummer: str = "99001", year: int = 2025) -> bytes:
    made = make_example(name, bestuursnummer, year)
    assert made is not None
    return made[1]


def upload(
    client: LookingClient, content: bytes, name: str = "jaar.xbrl", field: str = "jaarrekening", **fields: str
) -> TestResponse:
    """Send a file from the page of the year; the fields of its form, with what is given instead."""
    form = tokens_of(client.page(YEAR)) | {"stand": stand_of(client)} | fields
    lines = [
        f'--limit\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in form.items()
    ]
    head = f'--limit\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    body = b"".join(lines) + head.encode() + content + b"\r\n--limit--\r\n"
    address = f"{YEAR}/{'controleverklaring' if field == 'verklaring' else field}"
    return client.post(
        address,
        input_stream=BytesIO(body),
        content_length=len(body),
        content_type="multipart/form-data; boundary=limit",
    )


def stand_of(client: LookingClient) -> str:
    return str(client.page(YEAR).xpath("string((//input[@name='stand'])[1]/@value)")) or "1"


def text_of(client: LookingClient, address: str) -> str:
    return " ".join(client.page(address).xpath("string(//main)").split())


def test_a_good_jaarrekening_from_upload_to_zaak_and_correction(hanna: LookingClient) -> None:
    answer = upload(hanna, example("goed.xhtml"), "Jaar 2025.html")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "Wij vonden geen fouten" in text_of(hanna, answer.location)
    assert hanna.get(f"{answer.location}/ophalen").get_data() == example("goed.xhtml")
    assert "Cijfers, nog zonder controleverklaring" in text_of(hanna, YEAR)
    confirmed = text_of(hanna, f"{YEAR}/indienen")
    assert "Jaar 2025.xhtml" in confirmed
    assert "zonder controleverklaring" in confirmed
    page, stand = f"{YEAR}/indienen", stand_of(hanna)
    form = tokens_of(hanna.page(page))
    first, second = (hanna.post(page, data=form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.location == second.location, "pressed twice, handed in once"
    zaak = text_of(hanna, first.location)
    assert "Jaarverslaggeving" in zaak
    assert "volgt nog" in zaak
    assert "Ingediend" in text_of(hanna, YEAR)
    assert upload(hanna, PDF, "verklaring.pdf", "verklaring", stand=stand).status_code == 409
    assert upload(hanna, PDF, "verklaring.pdf", "verklaring").status_code == 303
    corrected = send(hanna, page, page)
    assert corrected.status_code == 303
    assert corrected.location != first.location
    assert "Correctie nummer 1" in text_of(hanna, corrected.location)
    assert "Gecorrigeerd" in text_of(hanna, "/mijn-duo/verantwoording")
    with time_machine.travel(JUNE + timedelta(minutes=30), tick=False):
        later = client_for(hanna.application, HANNA)
        page_of_year = later.page(YEAR)
        assert "Gesloten" in page_of_year.text_content()
        assert not page_of_year.xpath("//main//form")
        refused = later.get(f"{corrected.location}/intrekken")
        assert refused.status_code == 409
        assert "Verslagjaar 2025 is gesloten op 1 juli 2026." in refused.get_data(as_text=True)
        assert later.post(f"{corrected.location}/intrekken", data=_bare(later)).status_code == 409
        assert "/intrekken" not in later.get(corrected.location).get_data(as_text=True)
        assert "Ingediend" in text_of(later, corrected.location)
        closed = later.post(f"{YEAR}/bewerken", data=_bare(later))
        assert closed.status_code == 409
        assert "gesloten" in closed.get_data(as_text=True)


def test_a_bad_jaarrekening_is_explained_and_cannot_be_handed_in(hanna: LookingClient) -> None:
    answer = upload(hanna, example("fout.xbrl"))
    shown = text_of(hanna, answer.location)
    for words in (
        "Wij vonden 7 fouten",
        "De som klopt niet. Bij Activa staat 61.600.000. De onderdelen samen zijn 61.500.000.",
        "Regel 21: Activa, 61600000 proef:Activa",
        "Het bedrag bij “Resultaat” ontbreekt.",
        "De waarde bij Voorzieningen is niet goed geschreven.",
        "Code: xmlSchema:valueError",
    ):
        assert words in shown
    assert "Er zijn nog geen goede cijfers." in text_of(hanna, YEAR)
    assert hanna.get(f"{YEAR}/indienen").status_code == 302
    assert hanna.post(f"{YEAR}/indienen", data=_bare(hanna) | {"stand": stand_of(hanna)}).status_code == 409


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "Kijk bij regel 1."),
        (example("goed.xbrl", "98002"), "Het bestuursnummer in het bestand is niet dat van uw bestuur."),
        (example("goed.xbrl", year=2024), "Het bestand gaat niet over dit verslagjaar."),
        (b"PK\x03\x04", "Dit is een ingepakt bestand."),
    ],
)
def test_what_is_refused_is_explained_and_not_kept(
    hanna: LookingClient, onderwijs: Site, content: bytes, words: str
) -> None:
    answer = upload(hanna, content)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    with reading_session(onderwijs.engine) as session:
        assert session.scalar(select(func.count()).select_from(VerantwoordingFileRow)) == 0


@pytest.mark.parametrize(
    ("limits", "words"), [(Limits(at_once=0), "Er worden nu veel"), (Limits(seconds=0.05), "kwam niet tot het einde")]
)
def test_a_check_that_is_not_done_loses_nothing(
    hanna: LookingClient, onderwijs: Site, monkeypatch: pytest.MonkeyPatch, limits: Limits, words: str
) -> None:
    monkeypatch.setitem(onderwijs.parts, LIMITS, limits)
    answer = upload(hanna, example("goed.xbrl"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert words in answer.get_data(as_text=True)
    assert "Het laatste bestand telt nog niet mee" in text_of(hanna, YEAR)
    assert hanna.get(f"{YEAR}/indienen").status_code == 302
    [file] = set(hanna.page(YEAR).xpath("//main//a[contains(@href, '/bestanden/')]/@href"))
    monkeypatch.setitem(onderwijs.parts, LIMITS, Limits())
    if limits.at_once == 0:
        again = send(hanna, file, f"{file}/controleren")
        assert again.status_code == 303
        assert "Wij vonden geen fouten" in text_of(hanna, again.location)


def test_colleagues_take_turns(hanna: LookingClient, ivo: LookingClient) -> None:
    assert send(hanna, YEAR, f"{YEAR}/bewerken").status_code == 303
    assert "U bent aan het werk" in text_of(hanna, YEAR)
    seen = ivo.page(YEAR)
    assert "Hanna Mulder is nu aan het werk" in seen.text_content()
    assert not seen.xpath("//main//form")
    refused = ivo.post(f"{YEAR}/bewerken", data=_bare(ivo))
    assert refused.status_code == 409
    assert "Er is niets gewijzigd" in refused.get_data(as_text=True)
    assert send(hanna, YEAR, f"{YEAR}/klaar").status_code == 303
    assert send(ivo, YEAR, f"{YEAR}/bewerken").status_code == 303
    assert "Ivo Kok is nu aan het werk" in text_of(hanna, YEAR)


def test_a_zaak_that_is_withdrawn_leaves_the_portal(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    year = f"/mijn-duo/verantwoording/{prepare(onderwijs)['verslagjaar']}"
    zaak = send(hanna, f"{year}/indienen", f"{year}/indienen").location
    assert "Ingediend" in text_of(hanna, year)
    seen = text_of(client_for(app, KOEN), zaak.replace("/mijn-duo/", "/redactie/"))
    assert "Eerste keer ingediend" in seen
    assert "jaarrekening.xbrl" in seen
    assert send(hanna, f"{zaak}/intrekken", f"{zaak}/intrekken").status_code == 303
    after = text_of(hanna, year)
    assert "Cijfers, nog zonder controleverklaring" in after
    assert "De cijfers zijn klaar om in te dienen." in after


def test_somebody_elsewhere_sees_nothing(app: Flask, hanna: LookingClient, onderwijs: Site) -> None:
    upload(hanna, PDF, "geheim.pdf", "verklaring")
    [file] = set(hanna.page(YEAR).xpath("//main//a[contains(@href, '/ophalen')]/@href"))
    assert hanna.get(file).get_data() == PDF
    give(onderwijs, DRISS, Rol.VERANTWOORDING, "99AC")
    other = client_for(app, DRISS)
    assert other.get(file).status_code == 404
    assert "geheim" not in text_of(other, YEAR)
    assert other.get("/mijn-duo/verantwoording/2019").status_code == 404


def _bare(client: LookingClient) -> dict[str, str]:
    """Give the hidden fields where the page has no form any more."""
    token = client.page("/inloggen/sessie-verlengd").xpath("string((//input[@name='csrf_token'])[1]/@value)")
    return {"csrf_token": str(token), "werkplek": "99001-99AB"}
