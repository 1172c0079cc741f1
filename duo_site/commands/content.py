"""`duo content`: the pages below content/, checked by building the site on an empty database in memory."""

import secrets
from collections.abc import Iterable
from pathlib import Path

from duo_site.app import create_app
from duo_site.pages.commands import make_content_commands
from duo_site.pages.problems import Problem
from duo_site.settings import Settings


def _load() -> Iterable[Problem]:
    """Build the site, which reads all content, without needing any setting."""
    nowhere = Path("nowhere")
    app = create_app(
        Settings(
            secret_key=secrets.token_urlsafe(32),
            data_key=secrets.token_bytes(32),
            base_url="https://localhost",
            instance=nowhere,
            database_url="sqlite://",
            files_folder=nowhere,
            seal_folder=nowhere,
        )
    )
    warnings: tuple[Problem, ...] = app.extensions["duo"].parts["pages.warnings"]
    return warnings


content = make_content_commands(_load)
