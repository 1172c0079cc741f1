"""Keys of ours and of a stranger, a kit with a status list, and Node.js to run the script of the kit."""

import base64
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from duo_site.controle.kit import KitContents, make_kit
from duo_site.uittreksel.domain import Status, UittrekselInhoud
from duo_site.uittreksel.keys import KeyList
from duo_site.uittreksel.proofs import Proofs, load_signing_key, make_proofs, new_credential_key
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.status_list import write_status_list
from tests.unit.controle.conftest import NOW, SEALED_AT

RUNNER = Path(__file__).parents[3] / "kit/check.mjs"
SITE = "https://register.example"
WITHDRAWN, REPLACED, PLACES = 5, 6, 131_072


@dataclass(frozen=True)
class Question:
    """Something to hold against the kit."""

    kind: str
    data: bytes
    now: datetime = NOW
    kit: dict[str, str | None] | None = None
    """What to replace in the kit."""

    def to_line(self) -> str:
        """Write it as the runner reads it."""
        data = base64.b64encode(self.data).decode()
        return json.dumps({"kind": self.kind, "data": data, "now": self.now.isoformat(), "kit": self.kit or {}})


@dataclass(frozen=True)
class Answer:
    """What the kit said."""

    oordeel: str
    redenen: list[str]
    gegevens: dict[str, Any] | None


Ask = Callable[..., list[Answer]]


def ask_kit(kit: Path, *questions: Question) -> list[Answer]:
    """Hold questions against a kit, in one process."""
    lines = "\n".join(question.to_line() for question in questions)
    ran = subprocess.run(["node", RUNNER, kit], input=lines, capture_output=True, text=True, timeout=120, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    answers = [Answer(**json.loads(line)) for line in ran.stdout.splitlines()]
    assert len(answers) == len(questions)
    return answers


@pytest.fixture(scope="session")
def key(seal_folder: Path) -> SigningKey:
    """The key that signs today."""
    return load_signing_key(seal_folder)


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    """A key that is in no list of ours."""
    folder = tmp_path_factory.mktemp("stranger")
    new_credential_key(folder, datetime(2026, 11, 1, tzinfo=UTC))
    return load_signing_key(folder)


@pytest.fixture(scope="session")
def proofs(inhoud: UittrekselInhoud, key: SigningKey) -> Proofs:
    """The proofs of Anja's uittreksel."""
    return make_proofs(inhoud, key, SEALED_AT)


@pytest.fixture(scope="session")
def status_list(key: SigningKey) -> bytes:
    """The list that holds at the moment of judging."""
    changed = {WITHDRAWN: Status.INGETROKKEN, REPLACED: Status.VERVANGEN}
    return write_status_list(PLACES, changed, None, SITE, key, NOW - timedelta(hours=1))


@pytest.fixture(scope="session")
def contents(keys: KeyList, status_list: bytes) -> KitContents:
    """What the kit knows."""
    return KitContents(keys, status_list, SITE, None)


@pytest.fixture(scope="session")
def kit(contents: KitContents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit in a file."""
    file = tmp_path_factory.mktemp("kit") / "kit.html"
    file.write_bytes(make_kit(contents, "nl"))
    return file


@pytest.fixture(scope="session")
def ask(kit: Path) -> Ask:
    """Hold questions against the kit."""
    return lambda *questions: ask_kit(kit, *questions)
