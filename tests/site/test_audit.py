"""An act and its line in the audit log stand or fall together, and `duo audit check` reads the log."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select, text

from duo_site.audit import AuditLine
from duo_site.commands import audit
from duo_site.database import make_engine, reading_session, writing_session
from duo_site.web.limits import RateCount
from tests.builders import make_settings
from tests.site.client import LookingClient
from tests.site.conftest import client_of, make_app


def what_happened(app: Flask) -> tuple[list[str], list[str]]:
    with reading_session(app.extensions["duo"].engine) as database:
        acts = list(database.execute(select(RateCount.key).where(RateCount.key == "daad")).scalars())
        return acts, list(database.execute(select(AuditLine.action)).scalars())


def test_an_act_without_its_line_has_not_happened(trial: LookingClient, trial_app: Flask) -> None:
    trial_app.testing = False
    assert trial.post("/proef/daad").status_code == 500
    trial_app.testing = True
    assert what_happened(trial_app) == ([], [])
    assert trial.post("/proef/daad", data={"gelukt": "ja"}).status_code == 303
    assert what_happened(trial_app) == (["daad"], ["daad"])


def test_the_command_tells_whether_the_chain_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'audit.sqlite'}"
    app = make_app(tmp_path, url)
    settings = make_settings(tmp_path, url)
    for name in ("SECRET_KEY", "BASE_URL", "DATABASE_URL"):
        monkeypatch.setenv(f"DUO_{name}", getattr(settings, name.lower()))
    monkeypatch.setenv("DUO_DATA_KEY", "dGVzdHN0ZXN0c3Rlc3RzdGVzdHN0ZXN0c3Rlc3RzISE=")
    monkeypatch.setenv("DUO_INSTANCE", str(tmp_path))
    assert client_of(app).get("/inloggen/digid/terug?state=x").status_code == 303, "a refused login is written down"
    whole = CliRunner().invoke(audit, ["check"])
    assert (whole.exit_code, whole.output) == (0, "The chain of 1 lines is whole.\n")
    engine = make_engine(url)
    with writing_session(engine) as session:
        session.execute(text("UPDATE audit_line SET result = 'gelukt'"))
    engine.dispose()
    broken = CliRunner().invoke(audit, ["check"])
    assert broken.exit_code == 1
    assert "breaks at line 1" in broken.output
    app.extensions["duo"].engine.dispose()
