"""The kit as everybody downloads it: one file, the same to all, in both languages, and as `duo kit`."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from duo_site.cli import duo
from duo_site.controle.kit import MOST_BYTES
from duo_site.uittreksel.domain import Status
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.conftest import Genuine, change_status
from tests.site.controle.test_command import environment
from tests.unit.controle.kit.conftest import Question, ask_kit

__all__ = ["environment"]


@pytest.fixture(autouse=True)
def _nothing_published(site: Site) -> None:
    """Forget the list that an earlier test published."""
    site.parts.pop("controle.status_lists", None)


def download(client: LookingClient, folder: Path, address: str = "/controle/kit") -> Path:
    file = folder / "kit.html"
    file.write_bytes(client.get(address).get_data())
    return file


def test_it_is_a_file_to_keep_that_may_be_cached(client: LookingClient, genuine: Genuine) -> None:
    answer = client.get("/controle/kit")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="duo-controle-kit.html"'
    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert len(answer.get_data()) < MOST_BYTES
    again = client.get("/controle/kit", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


def test_each_language_has_its_own(client: LookingClient, genuine: Genuine) -> None:
    for address, language in (("/controle/kit", "nl"), ("/en/controle/kit", "en")):
        page = client.get(address).get_data(as_text=True)
        assert f'<html lang="{language}">' in page
        assert f'"taal":"{language}"' in page


def test_the_kit_of_the_site_judges_the_files_of_the_site(
    client: LookingClient, site: Site, genuine: Genuine, tmp_path: Path
) -> None:
    asked = Question("pdf", genuine.file, now())
    (answer,) = ask_kit(download(client, tmp_path), asked)
    assert (answer.oordeel, answer.gegevens and answer.gegevens["nummer"]) == ("niet-te-controleren", genuine.number)
    change_status(site, Status.INGETROKKEN)
    site.parts.pop("controle.status_lists")
    (answer,) = ask_kit(download(client, tmp_path), asked)
    assert (answer.oordeel, answer.redenen[0]) == ("ingetrokken", "ingetrokken-in-statuslijst")


def test_no_private_key_and_no_bsn_is_in_it(client: LookingClient, genuine: Genuine) -> None:
    page = client.get("/controle/kit").get_data(as_text=True)
    assert "PRIVATE" not in page
    assert not re.search(r'"d":', page)
    assert "99999" not in page


def test_the_command_writes_the_same_file(
    client: LookingClient, environment: dict[str, str], genuine: Genuine, tmp_path: Path
) -> None:
    file = tmp_path / "kit-en.html"
    ran = CliRunner(env=environment).invoke(duo, ["kit", str(file), "--taal", "en"])
    assert (ran.exit_code, ran.output.count("\n")) == (0, 1)
    assert file.read_bytes() == client.get("/en/controle/kit").get_data()


def test_without_keys_there_is_no_kit(environment: dict[str, str], tmp_path: Path) -> None:
    empty = environment | {"DUO_INSTANCE": str(tmp_path)}
    ran = CliRunner(env=empty).invoke(duo, ["kit", str(tmp_path / "kit.html")])
    assert (ran.exit_code, (tmp_path / "kit.html").exists()) == (1, False)
    assert ran.output.startswith("Error: There is no credential key yet.")
