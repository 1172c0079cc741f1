"""Page, API and command line give each file the word that it must have."""

import base64
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from duo_site.cli import duo
from duo_site.controle.domain import Oordeel
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.sending import page_of, send, words_of
from tests.vectors.making.manifest import KEYS, STALE_STATUSES, STATUSES
from tests.vectors.making.people import NOW
from tests.vectors.making.vector import Vector

pytestmark = pytest.mark.xdist_group("vectors")

Words = dict[str, str]
_AT_ONCE = 90


def expect(vectors: list[Vector], word: Callable[[Vector], Oordeel]) -> Words:
    """Tell the words that the files must have."""
    return {vector.name: word(vector).value for vector in vectors}


def test_no_two_files_bear_one_name(vectors: list[Vector]) -> None:
    names = Counter(vector.name for vector in vectors)
    assert [name for name, times in names.items() if times > 1] == []
    # Some 180 files: what was made once may not be lost without a word.
    assert len(names) >= 170


def test_every_word_is_met_and_every_kind_is_bad_too(vectors: list[Vector]) -> None:
    assert {vector.seal for vector in vectors} == set(Oordeel)
    assert all(vector.seal is not Oordeel.GELDIG for vector in vectors if vector.kind != "echt")


def test_the_api(client: LookingClient, vectors: list[Vector]) -> None:
    found: Words = {}
    for start in range(0, len(vectors), _AT_ONCE):
        part = vectors[start : start + _AT_ONCE]
        answer = send(client, [(vector.name, vector.data) for vector in part], "/api/v1/controles")
        assert answer.status_code == 200
        found |= {row["bestand"]: row["oordeel"] for row in answer.get_json()["controles"]}
    assert found == expect(vectors, lambda vector: vector.seal)


def test_the_page(client: LookingClient, vectors: list[Vector]) -> None:
    found: Words = {}
    for start in range(0, len(vectors), _AT_ONCE):
        part = vectors[start : start + _AT_ONCE]
        words = words_of(page_of(send(client, [(vector.name, vector.data) for vector in part])))
        found |= dict(zip([vector.name for vector in part], words, strict=True))
    assert found == expect(vectors, lambda vector: vector.seal)


@time_machine.travel(NOW)
def run(folder: Path, names: list[str], *options: str, env: dict[str, str] | None = None) -> Words:
    """Run `duo controle` on files of the folder."""
    ran = CliRunner(env=env).invoke(duo, ["controle", *(str(folder / name) for name in names), *options])
    assert ran.exit_code == 1, ran.output
    rows = [line.split("\t") for line in ran.output.splitlines()]
    return {Path(name).name: word for word, name, _reasons in rows}


def test_the_command_line_with_the_register(client: LookingClient, folder: Path, vectors: list[Vector]) -> None:
    site: Site = client.application.extensions["duo"]
    environment = {
        "DUO_SECRET_KEY": site.settings.secret_key,
        "DUO_DATA_KEY": base64.b64encode(site.settings.data_key).decode(),
        "DUO_BASE_URL": site.settings.base_url,
        "DUO_INSTANCE": str(site.settings.instance),
        "DUO_DATABASE_URL": site.settings.database_url,
    }
    found = run(folder, [vector.name for vector in vectors], env=environment)
    assert found == expect(vectors, lambda vector: vector.seal)


def test_the_command_line_with_downloaded_lists(folder: Path, vectors: list[Vector]) -> None:
    lists = ("--sleutels", str(folder / KEYS), "--statuslijst")
    found = run(folder, [vector.name for vector in vectors], *lists, str(folder / STATUSES))
    assert found == expect(vectors, lambda vector: vector.offline)
    resting = [vector for vector in vectors if vector.offline is not vector.offline_stale]
    assert {vector.offline for vector in resting} == {Oordeel.GELDIG, Oordeel.INGETROKKEN, Oordeel.VERVANGEN}
    found = run(folder, [vector.name for vector in resting], *lists, str(folder / STALE_STATUSES))
    assert found == expect(resting, lambda vector: vector.offline_stale)


def test_the_site_gives_out_the_same_lists(client: LookingClient, folder: Path) -> None:
    assert client.get("/api/v1/sleutels").get_json() == json.loads((folder / KEYS).read_bytes())
