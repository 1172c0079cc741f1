"""README.md stays true: the settings, the map and the commands it names."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from duo_site.cli import duo
from duo_site.means import Means

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
_PROVIDER_PARTS = ("ISSUER", "CLIENT_ID", "CLIENT_KEY", "ACR")


def test_the_table_of_settings_is_complete() -> None:
    source = (ROOT / "duo_site/settings.py").read_text()
    read = set(re.findall(r'"(DUO_[A-Z0-9_]+)"', source))
    read |= {f"DUO_{means.name}_{part}" for means in Means for part in _PROVIDER_PARTS}
    table = README.split("## Settings")[1].split("## ")[0]
    assert set(re.findall(r"`(DUO_[A-Z0-9_]+)`", table)) == read


def test_the_map_names_what_is_there() -> None:
    table = README.split("## The map")[1].split("## ")[0]
    named = re.findall(r"`([a-z_./]+)`", table)
    places = [name for name in named if "/" in name or name.endswith(".py")]
    assert len(places) > 20
    tests = {f"tests/{name}" for name in ("architecture/", "unit/", "site/", "migrations/", "journeys/", "vectors/")}
    missing = [name for name in places if not (ROOT / name).exists() and f"tests/{name}" not in tests]
    assert not missing


def test_every_room_stands_in_the_map() -> None:
    table = README.split("## The map")[1].split("## ")[0]
    rooms = [folder.name for folder in (ROOT / "duo_site").iterdir() if (folder / "__init__.py").exists()]
    assert not [room for room in rooms if f"`duo_site/{room}/`" not in table]


@pytest.mark.parametrize("file", ["README.md", "docs/operations.md", "docs/pictures.md"])
def test_links_and_pictures_are_there(file: str) -> None:
    page = ROOT / file
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text())
    assert targets
    assert not [target for target in targets if "://" not in target and not (page.parent / target).exists()]


def test_the_commands_that_are_named_exist() -> None:
    texts = README + (ROOT / "docs/operations.md").read_text()
    runner = CliRunner()
    for words in {tuple(found.split()) for found in re.findall(r"`duo ([a-z-]+(?: [a-z-]+)?)", texts)}:
        assert runner.invoke(duo, [*words, "--help"]).exit_code == 0, words


def test_the_make_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"make ([a-z]+)", README))
    assert {"run", "test", "lint", "bench"} <= named
    assert not [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)]
