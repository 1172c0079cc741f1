"""What a document says, keys of ours and of a stranger, and the proofs of the document."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from duo_site.uittreksel.domain import Cijfer
from duo_site.uittreksel.proofs import CredentialKeys, Proofs, load_credential_keys, load_signing_key, make_proofs
from duo_site.uittreksel.proofs.keys import SigningKey, new_credential_key
from tests.unit.uittreksel.conftest import ANJA, NUMBER

MADE_AT = datetime(2026, 11, 21, 13, tzinfo=UTC)
INHOUD = replace(
    ANJA,
    qualification=("Hoger algemeen voortgezet onderwijs", "met vakken op een hoger niveau"),
    holder="Ânja van den Berg-Hoekstra",
    birth_date=date(1968, 5, 3),
    place="Ljouwert",
    nlqf="4+",
    grades=(
        Cijfer("Nederlandse taal", "6.8", "7.1", "7"),
        Cijfer("Profielwerkstuk", "8,0", None, "8"),
        Cijfer("Rekenen", "", None, None),
        Cijfer("Lichamelijke opvoeding", None, None, "voldoende"),
    ),
    check_address=f"https://register.example/en/controle/{NUMBER}",
    operator="Registerhouder",
    status_index=131_071,
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seal folder with an old and a current credential key."""
    folder = tmp_path_factory.mktemp("credentials")
    new_credential_key(folder, datetime(2025, 1, 1, tzinfo=UTC))
    new_credential_key(folder, datetime(2026, 11, 1, tzinfo=UTC))
    return folder


@pytest.fixture(scope="session")
def keys(folder: Path) -> CredentialKeys:
    """Our key list."""
    return load_credential_keys(folder)


@pytest.fixture(scope="session")
def key(folder: Path) -> SigningKey:
    """The key that signs today."""
    return load_signing_key(folder)


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    """A key that is in no list of ours."""
    folder = tmp_path_factory.mktemp("stranger")
    new_credential_key(folder, datetime(2026, 11, 1, tzinfo=UTC))
    return load_signing_key(folder)


@pytest.fixture(scope="session")
def impostor(key: SigningKey, stranger: SigningKey) -> SigningKey:
    """A stranger's key that bears the id of ours."""
    return replace(stranger, id=key.id)


@pytest.fixture(scope="session")
def proofs(key: SigningKey) -> Proofs:
    """The proofs of the document."""
    return make_proofs(INHOUD, key, MADE_AT)
