"""`duo rollen`: what the bevoegd gezag does."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, select, update

from duo_site import migrations
from duo_site.audit import AuditLine
from duo_site.cli import duo
from duo_site.database import make_engine, reading_session, writing_session
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import Sector
from duo_site.jobs import JobRow, JobState
from duo_site.mijn_duo.rollen.models import RoltoekenningRow, UitnodigingRow
from duo_site.mijn_duo.rollen.service import find_onderwijsinstelling

HEAD = "instellingscode;naam;plaats;sector;bekostiging;bestuursnummer;bestuur\n"
LINE = "97XY;Hogeschool Zee;Zierikzee;hoger-onderwijs;bekostigd;97001;Stichting Zee\n"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("DUO_SECRET_KEY", "a secret of the tests, long enough to pass")
    monkeypatch.setenv("DUO_DATA_KEY", "dGVzdHN0ZXN0c3Rlc3RzdGVzdHN0ZXN0c3Rlc3RzISE=")
    monkeypatch.setenv("DUO_BASE_URL", "https://duo.test")
    monkeypatch.setenv("DUO_INSTANCE", str(tmp_path))
    engine = make_engine(f"sqlite:///{tmp_path / 'duo.sqlite'}")
    migrations.upgrade(engine)
    with writing_session(engine) as session:
        keep_demo_register(session)
    return engine


def run(*words: str) -> Result:
    return CliRunner().invoke(duo, ["rollen", *words])


def test_a_beheerder_is_invited_by_mail(engine: Engine, tmp_path: Path) -> None:
    result = run("beheerder", "99001", "--naam", "Carla Smit", "--email", "carla@voorbeeld.invalid")
    assert result.exit_code == 0, result.output
    assert "An invitation goes to carla@voorbeeld.invalid" in result.output
    assert "has 0 beheerder(s) now; two are advised" in result.output
    assert "invited Carla Smit" in run("lijst", "99001").output
    assert "e-mail waiting" in run("lijst", "99001").output
    assert CliRunner().invoke(duo, ["jobs", "--once"]).exit_code == 0
    [letter] = (tmp_path / "post").glob("*.eml")
    assert b"https://duo.test/mijn-duo/uitnodiging/" in letter.read_bytes().replace(b"=\n", b"")
    assert "e-mail sent" in run("lijst", "99001").output
    with reading_session(engine) as session:
        row = session.scalars(select(UitnodigingRow)).one()
        line = session.scalars(select(AuditLine)).one()
    assert (row.rol, row.instellingscode, row.invited_by_name) == (
        "beheerder-bekostiging-en-opleidingen",
        "",
        "het bevoegd gezag",
    )
    assert (line.action, line.actor) == ("beheerder-aanwijzen", "bevoegd-gezag")


def test_after_mail_that_was_given_up_the_command_can_be_run_again(engine: Engine, tmp_path: Path) -> None:
    words = ("beheerder", "99001", "--naam", "Carla", "--email", "carla@voorbeeld.invalid")
    assert run(*words).exit_code == 0
    assert "invited-already" in run(*words).output
    with writing_session(engine) as session:
        session.execute(update(JobRow).values(state=JobState.FAILED))
    assert "e-mail given up" in run("lijst", "99001").output
    assert run(*words).exit_code == 0
    with reading_session(engine) as session:
        old, new = session.scalars(select(UitnodigingRow).order_by(UitnodigingRow.id))
    assert (old.withdrawn_at is None, new.withdrawn_at) == (False, None)


def test_the_last_beheerder_goes_only_when_that_is_meant(engine: Engine) -> None:
    for name in ("carla", "willem"):
        result = run("beheerder", "99001", "--naam", name, "--inlog", f"eh-{name}")
        assert result.exit_code == 0, result.output
    assert "two are advised" not in result.output
    with reading_session(engine) as session:
        first, second = session.scalars(select(RoltoekenningRow.id).order_by(RoltoekenningRow.id))
    assert f"{first:6} carla" in run("lijst", "99001").output
    assert run("beheerder-einde", "99001", str(first)).exit_code == 0
    refused = run("beheerder-einde", "99001", str(second))
    assert refused.exit_code == 1
    assert "last beheerder" in refused.output
    assert run("beheerder-einde", "99001", str(second), "--toch").exit_code == 0
    assert run("beheerder-einde", "99001", str(second)).exit_code == 1, "it is over already"


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("beheerder", "99001", "--naam", "x"), "--email", 2),
        (("beheerder", "11111", "--naam", "x", "--inlog", "x"), "unknown-place", 1),
        (("lijst", "11111"), "knows no bestuur", 1),
        (("beheerder-einde", "99001", "7"), "no beheerder with number 7", 1),
    ],
)
def test_what_cannot_be_is_told(engine: Engine, words: tuple[str, ...], said: str, code: int) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert said in result.output


def test_the_register_is_filled_from_a_file(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "scholen.csv"
    file.write_text(HEAD + LINE, encoding="utf-8-sig")
    assert run("register", str(file)).output == "1 onderwijsinstellingen are in the register.\n"
    file.write_text((HEAD + LINE.replace("Hogeschool Zee", "Zeehogeschool")).replace(";", ","))
    assert run("register", str(file)).exit_code == 0
    with reading_session(engine) as session:
        found = find_onderwijsinstelling(session, "97XY")
    assert found is not None
    assert (found.name, found.sector, found.bestuursnummer) == ("Zeehogeschool", Sector.HOGER_ONDERWIJS, "97001")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + LINE + LINE.replace("97XY", "xx97"), "line 3: instellingscode"),
        (HEAD + LINE.replace("hoger-onderwijs", "hoog"), "line 2: sector must be one of"),
        ("instellingscode;naam\n", "line 1: no column bekostiging"),
        (HEAD + "97XY;Zee\n", "line 2: bestuursnummer"),
    ],
)
def test_one_bad_line_changes_nothing(engine: Engine, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "scholen.csv"
    file.write_text(text)
    result = run("register", str(file))
    assert result.exit_code == 1
    assert said in result.output
    with reading_session(engine) as session:
        assert find_onderwijsinstelling(session, "97XY") is None
