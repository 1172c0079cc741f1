"""`duo controle` on files, with the same outcome as the page."""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from duo_site.cli import duo
from duo_site.uittreksel.domain import Status
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.conftest import Genuine, change_status
from tests.unit.uittreksel.conftest import ANJA


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


@pytest.fixture
def lists(client: LookingClient, genuine: Genuine, tmp_path: Path) -> Path:
    """Download the key list and the status list as anybody can."""
    for name in ("sleutels", "statuslijst"):
        (tmp_path / name).write_bytes(client.get(f"/api/v1/{name}").get_data())
    (tmp_path / "good.pdf").write_bytes(genuine.file)
    return tmp_path


def check_offline(folder: Path, *options: str) -> tuple[int, str, str]:
    """Check the good file with no setting at all; gives the exit code, the word and the reasons."""
    arguments = ["controle", str(folder / "good.pdf"), "--sleutels", str(folder / "sleutels"), *options]
    ran = CliRunner(env={"DUO_SECRET_KEY": "", "DUO_DATA_KEY": ""}).invoke(duo, arguments)
    word, _name, reasons = ran.output.strip().split("\t")
    return ran.exit_code, word, reasons


def test_without_the_site(lists: Path) -> None:
    assert check_offline(lists, "--statuslijst", str(lists / "statuslijst")) == (0, "geldig", "zegel-klopt")


@pytest.mark.parametrize("status", [Status.INGETROKKEN, Status.VERVANGEN])
def test_without_the_site_a_withdrawn_or_corrected_one(
    client: LookingClient, site: Site, lists: Path, status: Status
) -> None:
    change_status(site, status)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        (lists / "statuslijst").write_bytes(client.get("/api/v1/statuslijst").get_data())
    code, word, _reasons = check_offline(lists, "--statuslijst", str(lists / "statuslijst"))
    assert (code, word) == (1, status)


def test_without_a_status_list_that_holds_nothing_is_valid(lists: Path) -> None:
    cannot = "niet-te-controleren"
    assert check_offline(lists) == (1, cannot, "statuslijst-ontbreekt")
    changed = lists / "changed"
    changed.write_bytes((lists / "statuslijst").read_bytes()[:-8] + b"AAAAAAAA")
    assert check_offline(lists, "--statuslijst", str(changed)) == (1, cannot, "statuslijst-ongeldig")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3)):
        late = check_offline(lists, "--statuslijst", str(lists / "statuslijst"))
    assert late == (1, cannot, "statuslijst-verlopen")


def test_without_the_site_wrong_usage(lists: Path) -> None:
    runner, good = CliRunner(env={}), str(lists / "good.pdf")
    assert runner.invoke(duo, ["controle", good, "--statuslijst", good]).exit_code == 2
    wrong = runner.invoke(duo, ["controle", good, "--sleutels", good])
    assert (wrong.exit_code, wrong.output.startswith("Error:")) == (1, True)


def test_json_as_the_api_gives_it(environment: dict[str, str], genuine: Genuine, tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(genuine.file)
    ran = CliRunner(env=environment).invoke(duo, ["controle", "--json", str(tmp_path / "good.pdf")])
    (row,) = json.loads(ran.output)["controles"]
    assert (ran.exit_code, row["oordeel"], row["nummer"]) == (0, "geldig", genuine.number)
    assert row["gegevens"]["naam"] == row["register"]["naam"] == ANJA.holder
