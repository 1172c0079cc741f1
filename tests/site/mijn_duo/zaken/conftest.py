"""Zaken as people make them, through the pages."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from duo_site.commands.jobs import job_handlers
from duo_site.database import reading_session
from duo_site.identity import Rol
from duo_site.jobs import Worker
from duo_site.mijn_duo.zaken.models import ZaakRow
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.cast import IVO, KOEN
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give, send

ZAKEN = "/mijn-duo/zaken"
SUBSIDIE = f"{ZAKEN}/nieuw/subsidie-opleidingsscholen"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
ANSWERS = {
    "opleidingsschool": "De Brug",
    "schooljaar": "2026-2027",
    "partners": "4",
    "studenten": "120",
    "toelichting": "Eerste opgave",
    "doe": "verder",
}


@pytest.fixture(autouse=True)
def _clean_folder(site: Site) -> Iterator[None]:
    """Find no mail and no overviews of another test, and leave none: the folder is one for all."""
    _empty_folders(site)
    yield
    _empty_folders(site)


def _empty_folders(site: Site) -> None:
    for folder in (site.settings.mail_folder, site.settings.instance / "overzichten"):
        for file in folder.glob("*"):
            file.unlink()


@pytest.fixture
def collega(app: Flask, onderwijs: Site, bram: LookingClient) -> LookingClient:
    """Log in a colleague of Bram with the same rol, who came first with this fixture's `bram`."""
    assert bram
    give(onderwijs, IVO, Rol.BEKOSTIGING)
    return client_for(app, IVO)


@pytest.fixture
def raadpleger(app: Flask, onderwijs: Site) -> LookingClient:
    """Log in somebody who reads everything at 99AB and enters nothing."""
    give(onderwijs, IVO, Rol.RAADPLEGER)
    return client_for(app, IVO)


@pytest.fixture
def koen(app: Flask, onderwijs: Site) -> LookingClient:
    """Log in the medewerker of the agency who answers zaken."""
    assert onderwijs
    return client_for(app, KOEN)


@pytest.fixture
def worker(site: Site) -> Worker:
    """Give a worker that makes the overviews of this site when it is told to."""
    return Worker(site.engine, {JOB_KIND: job_handlers(site)[JOB_KIND]}, now)


def fill_in(client: LookingClient, page: str = SUBSIDIE, **changes: str) -> TestResponse:
    """Fill a draft in on its page and send it there."""
    return send(client, page, page, **{**ANSWERS, **changes})


def new_draft(client: LookingClient) -> str:
    """Make a draft and give its number."""
    answer = fill_in(client)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"].split("/")[-2]


def hand_in(client: LookingClient, number: str) -> TestResponse:
    """Hand a draft in from the page on which the answers are checked."""
    page = client.page(f"{ZAKEN}/{number}/controleren")
    form = page.xpath("//form[contains(@action, '/indienen')]")[0]
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    return client.post(f"{ZAKEN}/{number}/indienen", data=fields)


def new_zaak(client: LookingClient) -> str:
    """Make a zaak that is handed in, and give its number."""
    number = new_draft(client)
    assert hand_in(client, number).status_code == 303
    return number


def attach(client: LookingClient, number: str, content: bytes = PDF, name: str = "opgave.pdf") -> TestResponse:
    """Add a document to a draft."""
    fields = document_fields(client, f"{ZAKEN}/{number}/controleren")
    return send_form(client, f"{ZAKEN}/{number}/documenten", fields, content, name)


def document_fields(client: LookingClient, page: str) -> dict[str, str]:
    """Read the hidden fields of the form on a page that adds a document."""
    hidden = client.page(page).xpath("//form[contains(@action, '/documenten')][.//input[@type='file']]//input")
    return {field.get("name"): field.get("value") for field in hidden if field.get("type") == "hidden"}


def send_form(client: LookingClient, address: str, fields: dict[str, str], content: bytes, name: str) -> TestResponse:
    """Send a form with a file in `bestand`; written out here, because Werkzeug's client makes temporary files."""
    parts = [f'--limit\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{fields[key]}\r\n' for key in fields]
    quoted = name.replace('"', "%22")
    head = f'--limit\r\nContent-Disposition: form-data; name="bestand"; filename="{quoted}"\r\n\r\n'
    body = ("".join(parts) + head).encode() + content + b"\r\n--limit--\r\n"
    return client.post(address, data=body, content_type="multipart/form-data; boundary=limit")


def rows_of(site: Site) -> list[ZaakRow]:
    """List all zaken as they stand in the database."""
    with reading_session(site.engine) as session:
        return list(session.query(ZaakRow).order_by(ZaakRow.id))


def mail_of(site: Site) -> list[str]:
    """Send what waits, and read all e-mail that was sent."""
    deliver(site)
    return [file.read_text() for file in sorted(site.settings.mail_folder.glob("*.eml"))]
