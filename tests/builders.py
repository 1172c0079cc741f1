"""Builders: settings and applications for tests, with everything kept in a folder of the test."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

from duo_site.settings import Settings

BASE_URL = "https://duo.test"


def make_settings(folder: Path, database_url: str | None = None, **changes: Any) -> Settings:
    """Make settings that keep everything below a folder."""
    settings = Settings.from_environment(
        {
            "DUO_SECRET_KEY": "a secret of the tests, long enough to pass",
            "DUO_DATA_KEY": base64.b64encode(b"tests" * 6 + b"!!").decode(),
            "DUO_BASE_URL": BASE_URL,
            "DUO_INSTANCE": str(folder),
            **({"DUO_DATABASE_URL": database_url} if database_url else {}),
        }
    )
    return replace(settings, **changes)
