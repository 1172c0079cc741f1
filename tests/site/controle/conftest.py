"""Fixtures: a sealed uittreksel that the register knows, made once for each database."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from duo_site.controle.parts import inspections_of
from duo_site.database import writing_session
from duo_site.uittreksel.domain import Status, UittrekselRequest
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs import Proofs, load_signing_key, make_proofs
from duo_site.uittreksel.sealing import PyHankoSealer
from duo_site.uittreksel.service import set_status, store
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.site.seals import make_keys
from tests.unit.uittreksel.conftest import ANJA

DIPLOMA = "98CD-anja-1"
SEALED_AT = datetime(2026, 11, 21, 13, tzinfo=UTC)
INHOUD = replace(ANJA, status_index=7)


@dataclass(frozen=True)
class Genuine:
    """A sealed file and its number."""

    file: bytes
    number: str


@pytest.fixture(scope="session")
def proofs(shared_app: Flask) -> Proofs:
    """Make what goes into the document and its QR code, with the keys of the site."""
    folder = shared_app.extensions["duo"].settings.seal_folder
    make_keys(folder)
    return make_proofs(INHOUD, load_signing_key(folder), SEALED_AT)


@pytest.fixture(scope="session")
def sealed_file(shared_app: Flask, proofs: Proofs) -> bytes:
    """Render and seal a document with the key of the site."""
    folder = shared_app.extensions["duo"].settings.seal_folder
    rendered = WeasyPrintRenderer().render(INHOUD, attachment=proofs.attachment, qr=proofs.qr)
    return PyHankoSealer(folder).seal(rendered, SEALED_AT)


@pytest.fixture
def genuine(site: Site, sealed_file: bytes) -> Genuine:
    """Enter the document in the register, as making it does."""
    request = UittrekselRequest(DIPLOMA, 1, "nl", True, ANJA.downloaded_on)
    with writing_session(site.engine) as session:
        store(session, site.secrecy, request, INHOUD, "0" * 64, SEALED_AT)
    return Genuine(sealed_file, ANJA.number)


@pytest.fixture(scope="module", autouse=True)
def _stop_the_inspectors(shared_app: Flask) -> Iterator[None]:
    """End the processes that judge files when the tests of a file are done."""
    yield
    inspections_of(shared_app.extensions["duo"]).close()


def change_status(site: Site, status: Status) -> None:
    """Correct or withdraw the diploma behind the document."""
    with writing_session(site.engine) as session:
        assert set_status(session, DIPLOMA, status, now()) == 1
