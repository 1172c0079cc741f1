"""`duo zegel nieuw` makes a key and says which."""

import base64
from pathlib import Path

import pytest
from click.testing import CliRunner

from duo_site.uittreksel.commands import zegel
from duo_site.uittreksel.keys import load_keys
from duo_site.uittreksel.proofs import load_credential_keys


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The settings of a demonstration."""
    return {
        "DUO_SECRET_KEY": "s" * 32,
        "DUO_DATA_KEY": base64.b64encode(b"k" * 32).decode(),
        "DUO_BASE_URL": "http://127.0.0.1:8000",
        "DUO_INSTANCE": str(tmp_path),
        "DUO_SEAL_FOLDER": str(tmp_path / "zegel"),
    }


def test_a_new_key_for_a_test_is_made(tmp_path: Path, environment: dict[str, str]) -> None:
    made = CliRunner().invoke(zegel, ["nieuw", "--proef"], env=environment)
    assert made.exit_code == 0, made.output
    keys = load_keys(tmp_path / "zegel")
    assert keys.current.id in made.output
    assert len(load_credential_keys(tmp_path / "zegel").keys) == 1
    assert "TEST - geen echt zegel" in made.output
    assert "TEST - geen echt zegel" in keys.authorities[0].name


def test_an_operator_names_himself_and_his_time_stamp_authority(tmp_path: Path, environment: dict[str, str]) -> None:
    refused = CliRunner().invoke(zegel, ["nieuw"], env=environment)
    assert refused.exit_code == 1
    assert "--proef" in refused.output
    environment["DUO_OPERATOR"] = "Stichting Voorbeeld"
    made = CliRunner().invoke(zegel, ["nieuw"], env=environment)
    assert made.exit_code == 0, made.output
    assert "DUO_TSA_URLS" in made.output
    folder = tmp_path / "zegel"
    assert load_keys(folder).authorities == ()
    root = folder / f"{load_keys(folder).current_id}-root.pem"
    assert CliRunner().invoke(zegel, ["vertrouw", str(root)], env=environment).exit_code == 0
    assert CliRunner().invoke(zegel, ["vertrouw", str(root)], env=environment).exit_code == 0
    assert len(load_keys(folder).authorities) == 1


def test_a_key_is_revoked(tmp_path: Path, environment: dict[str, str]) -> None:
    CliRunner().invoke(zegel, ["nieuw", "--proef"], env=environment)
    key_id = load_keys(tmp_path / "zegel").current_id
    assert CliRunner().invoke(zegel, ["intrekken", "unknown"], env=environment).exit_code == 1
    assert CliRunner().invoke(zegel, ["intrekken", key_id], env=environment).exit_code == 0
    assert load_keys(tmp_path / "zegel").current.revoked_at is not None


def test_missing_settings_are_one_clear_line() -> None:
    refused = CliRunner().invoke(zegel, ["nieuw"], env={"DUO_SECRET_KEY": ""})
    assert refused.exit_code == 1
    assert refused.output.count("\n") == 1
    assert "DUO_SECRET_KEY" in refused.output
