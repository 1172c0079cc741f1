"""`duo zegel nieuw` makes a key and says which."""

import base64
from pathlib import Path

from click.testing import CliRunner

from duo_site.uittreksel.commands import zegel
from duo_site.uittreksel.keys import load_keys


def test_a_new_key_is_made(tmp_path: Path) -> None:
    environment = {
        "DUO_SECRET_KEY": "s" * 32,
        "DUO_DATA_KEY": base64.b64encode(b"k" * 32).decode(),
        "DUO_BASE_URL": "http://127.0.0.1:8000",
        "DUO_INSTANCE": str(tmp_path),
        "DUO_SEAL_FOLDER": str(tmp_path / "zegel"),
    }
    made = CliRunner().invoke(zegel, ["nieuw"], env=environment)
    assert made.exit_code == 0, made.output
    assert load_keys(tmp_path / "zegel").current.id in made.output
    assert "TEST - geen echt zegel" in made.output


def test_missing_settings_are_one_clear_line() -> None:
    refused = CliRunner().invoke(zegel, ["nieuw"], env={"DUO_SECRET_KEY": ""})
    assert refused.exit_code == 1
    assert refused.output.count("\n") == 1
    assert "DUO_SECRET_KEY" in refused.output
