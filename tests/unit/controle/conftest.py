"""A sealed uittreksel and the key list it is judged against."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.keys import KeyList, load_keys
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs import load_signing_key, make_proofs, new_credential_key
from duo_site.uittreksel.sealing import PyHankoSealer
from tests.unit.uittreksel.conftest import ANJA

SEALED_AT = datetime(2026, 11, 21, 13, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NUMBER = new_number(lambda size: bytes(range(50, 50 + size)))


@pytest.fixture(scope="session")
def now() -> datetime:
    """The moment of judging, a day after sealing."""
    return NOW


@pytest.fixture(scope="session")
def sealed_at() -> datetime:
    """The moment of sealing."""
    return SEALED_AT


@pytest.fixture(scope="session")
def inhoud() -> UittrekselInhoud:
    """What Anja's uittreksel says."""
    return replace(
        ANJA,
        number=NUMBER,
        holder="Anja van den Berg",
        grades=ANJA.grades[:1],
        check_address=f"https://register.example/controle/{NUMBER}",
        status_index=7,
    )


@pytest.fixture(scope="session")
def seal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seal folder with an older key and the current one."""
    folder = tmp_path_factory.mktemp("zegel")
    new_seal(folder, None, datetime(2025, 1, 1, tzinfo=UTC))
    new_seal(folder, None, datetime(2026, 11, 1, tzinfo=UTC))
    new_credential_key(folder, datetime(2026, 11, 1, tzinfo=UTC))
    return folder


@pytest.fixture(scope="session")
def keys(seal_folder: Path) -> KeyList:
    """The key list."""
    return load_keys(seal_folder)


@pytest.fixture(scope="session")
def unsealed(inhoud: UittrekselInhoud, seal_folder: Path) -> bytes:
    """The document before sealing."""
    proofs = make_proofs(inhoud, load_signing_key(seal_folder), SEALED_AT)
    return WeasyPrintRenderer().render(inhoud, attachment=proofs.attachment, qr=proofs.qr)


@pytest.fixture(scope="session")
def sealed(unsealed: bytes, seal_folder: Path) -> bytes:
    """The sealed document."""
    return PyHankoSealer(seal_folder).seal(unsealed, SEALED_AT)
