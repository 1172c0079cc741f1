"""The kit gives each code its word, and of a whole file never tells more than its credential does."""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from duo_site.controle.kit import KitContents, make_kit
from tests.vectors.making.codes import Code
from tests.vectors.making.flips import list_changed_texts
from tests.vectors.making.people import ANJA, NOW, REGISTER, SITE, UNKNOWN
from tests.vectors.making.vector import Vector
from tests.vectors.making.world import World

pytestmark = pytest.mark.xdist_group("vectors")

CHECK = Path(__file__).parents[1] / "kit" / "check.mjs"
Question = tuple[str, bytes]
_KINDS = {"qr": "qr", "verklaring": "credential"}


@pytest.fixture(scope="module")
def kit(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the kit with the lists of the vectors."""
    contents = KitContents(keys=world.keys, status_list=world.write_statuses(), site=SITE, operator=None)
    page = tmp_path_factory.mktemp("kit") / "kit.html"
    page.write_bytes(make_kit(contents, "nl"))
    return page


def ask(kit: Path, questions: list[Question], **replaced: str) -> list[dict[str, Any]]:
    """Let the script of the kit judge, at the moment of judging."""
    lines = [
        json.dumps(
            {"kind": kind, "data": base64.b64encode(data).decode(), "now": NOW.isoformat(), "kit": replaced}
        ).encode()
        for kind, data in questions
    ]
    ran = subprocess.run(["node", str(CHECK), str(kit)], input=b"\n".join(lines), capture_output=True, check=True)
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(answers) == len(questions)
    return answers


def test_each_code(kit: Path, codes: list[Code]) -> None:
    answers = ask(kit, [(_KINDS[code.kind], code.text.encode()) for code in codes])
    found = {(code.kind, code.name): answer["oordeel"] for code, answer in zip(codes, answers, strict=True)}
    assert found == {(code.kind, code.name): code.word.value for code in codes}


def test_a_stale_status_list_makes_nothing_valid(kit: Path, world: World, codes: list[Code]) -> None:
    stale = world.write_statuses(stale=True).decode()
    good = [code for code in codes if code.word in ("geldig", "ingetrokken", "vervangen")]
    answers = ask(kit, [(_KINDS[code.kind], code.text.encode()) for code in good], statuslijst=stale)
    assert len(good) == 10
    assert {answer["oordeel"] for answer in answers} == {"niet-te-controleren"}


def test_no_changed_character_is_missed(kit: Path, world: World) -> None:
    proofs = world.made(ANJA).proofs
    questions = [("qr", text.encode()) for text in list_changed_texts(proofs.qr)]
    questions += [("credential", text.encode()) for text in list_changed_texts(proofs.attachment.decode())]
    words = {answer["oordeel"] for answer in ask(kit, questions)}
    assert words == {"gewijzigd", "niet-van-ons", "niet-te-controleren"}


def test_no_file_is_valid_and_its_data_are_those_of_a_credential_of_ours(
    kit: Path, world: World, vectors: list[Vector]
) -> None:
    people = (*REGISTER, UNKNOWN)
    said = ask(kit, [("credential", world.made(person).proofs.attachment) for person in people])
    ours = [answer["gegevens"] for answer in said]
    for vector, answer in zip(vectors, ask(kit, [("pdf", vector.data) for vector in vectors]), strict=True):
        assert answer["oordeel"] != "geldig", vector.name
        if answer["gegevens"] is not None:
            assert "zegel-niet-gecontroleerd" in answer["redenen"], vector.name
            assert answer["gegevens"] in ours or vector.name == "register-zegt-anders.pdf", vector.name
