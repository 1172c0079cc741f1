"""`duo controle` on files, with the same outcome as the page."""

import base64
from pathlib import Path

import pytest
from click.testing import CliRunner

from duo_site.cli import duo
from duo_site.web.site import Site
from tests.site.controle.conftest import Genuine


@pytest.fixture
def environment(site: Site) -> dict[str, str]:
    """Give the settings of the site as an operator sets them."""
    settings = site.settings
    return {
        "DUO_SECRET_KEY": settings.secret_key,
        "DUO_DATA_KEY": base64.b64encode(settings.data_key).decode(),
        "DUO_BASE_URL": settings.base_url,
        "DUO_INSTANCE": str(settings.instance),
        "DUO_DATABASE_URL": settings.database_url,
    }


def test_one_word_for_each_file(environment: dict[str, str], genuine: Genuine, tmp_path: Path) -> None:
    good, changed, other = tmp_path / "good.pdf", tmp_path / "changed.pdf", tmp_path / "other.txt"
    good.write_bytes(genuine.file)
    changed.write_bytes(genuine.file[:-1] + b"?")
    other.write_text("a letter")
    runner = CliRunner(env=environment)

    alone = runner.invoke(duo, ["controle", str(good)])
    assert (alone.exit_code, alone.output.split("\t")[0]) == (0, "geldig")

    together = runner.invoke(duo, ["controle", str(good), str(changed), str(other)])
    words = [line.split("\t")[0] for line in together.output.splitlines()]
    assert (together.exit_code, words) == (1, ["geldig", "gewijzigd", "niet-te-controleren"])


def test_wrong_usage(environment: dict[str, str], tmp_path: Path) -> None:
    runner = CliRunner(env=environment)
    assert runner.invoke(duo, ["controle"]).exit_code == 2
    assert runner.invoke(duo, ["controle", str(tmp_path / "missing.pdf")]).exit_code == 2
