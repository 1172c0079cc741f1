"""A document to render, the renderer, a seal and a database for the tests of this room."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from duo_site.database import Base, make_engine
from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import Cijfer, Document, UittrekselInhoud
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.models import UittrekselRow
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs.keys import new_credential_key
from duo_site.uittreksel.sealing import PyHankoSealer

NUMBER = new_number(lambda size: bytes(range(1, 1 + size)))
ANJA = UittrekselInhoud(
    number=NUMBER,
    language="nl",
    document=Document.DIPLOMA,
    qualification=("Hoger algemeen voortgezet onderwijs",),
    profiel="Natuur en Techniek",
    holder="Anja van den Berg-Hoekstra",
    birth_date=date(1998, 5, 3),
    onderwijsinstelling="Scholengemeenschap De Zonnewijzer",
    place="Leeuwarden",
    obtained_on=date(2016, 6, 16),
    nlqf="4",
    downloaded_on=date(2026, 11, 21),
    grades=(
        Cijfer("Nederlandse taal", "6.8", "7.1", "7"),
        Cijfer("Profielwerkstuk", "8,0", None, "8"),
        Cijfer("Lichamelijke opvoeding", None, None, "voldoende"),
    ),
    check_address=f"https://register.example/controle/{NUMBER}",
    operator=None,
)
ATTACHED = b"header.payload.signature"
QR = "https://register.example/controle#" + "6BFOXN*TS0BI$ZD4N9:9S6RCVN5+" * 12
AT = datetime(2026, 11, 21, 13, tzinfo=UTC)


@pytest.fixture(scope="session")
def at() -> datetime:
    """A fixed moment of sealing."""
    return AT


@pytest.fixture(scope="session")
def inhoud() -> Callable[..., UittrekselInhoud]:
    """Build the contents of Anja's uittreksel with changes."""
    return lambda **changes: replace(ANJA, **changes)


@pytest.fixture(scope="session")
def renderer() -> WeasyPrintRenderer:
    """One renderer for all tests, as in a worker."""
    return WeasyPrintRenderer()


@pytest.fixture(scope="session")
def seal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seal folder with one test key."""
    folder = tmp_path_factory.mktemp("zegel")
    new_seal(folder, None, datetime(2026, 11, 1, tzinfo=UTC))
    new_credential_key(folder, datetime(2026, 11, 1, tzinfo=UTC))
    return folder


@pytest.fixture(scope="session")
def unsealed(renderer: WeasyPrintRenderer) -> bytes:
    """Anja's document before sealing."""
    return renderer.render(ANJA, attachment=ATTACHED, qr=QR)


@pytest.fixture(scope="session")
def sealed(unsealed: bytes, seal_folder: Path) -> bytes:
    """Anja's sealed document."""
    return PyHankoSealer(seal_folder).seal(unsealed, AT)


@pytest.fixture
def secrecy() -> Secrecy:
    """Encryption with a fixed key."""
    return Secrecy(b"k" * 32)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An SQLite database with the table of this room."""
    engine = make_engine(f"sqlite:///{tmp_path / 'test.sqlite'}")
    Base.metadata.create_all(engine, tables=[Base.metadata.tables[UittrekselRow.__tablename__]])
    yield engine
    engine.dispose()
