"""The revisions make exactly the tables of the models, on both databases, and can be taken back."""

from datetime import date

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Engine, inspect, text

import duo_site.app  # noqa: F401  The rooms' models register themselves when they are imported.
from duo_site import migrations
from duo_site.database import Base, reading_session, writing_session
from tests.moments import NOON


def table_names(engine: Engine) -> set[str]:
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    return {name for name in names if not name.startswith(migrations.SEARCH_INDEX)}


def test_the_revisions_make_the_tables_of_the_models(empty_engine: Engine) -> None:
    revision = migrations.upgrade(empty_engine)
    assert migrations.list_differences(empty_engine) == []
    assert table_names(empty_engine) == set(Base.metadata.tables)
    assert migrations.upgrade(empty_engine) == revision, "once more changes nothing"


def test_the_revisions_can_be_taken_back(empty_engine: Engine) -> None:
    migrations.upgrade(empty_engine)
    command.downgrade(migrations.make_config(empty_engine), "base")
    assert table_names(empty_engine) == set()
    migrations.upgrade(empty_engine)
    assert migrations.list_differences(empty_engine) == []


def test_upgrading_leaves_what_is_there(empty_engine: Engine) -> None:
    migrations.upgrade(empty_engine)
    with writing_session(empty_engine) as session:
        session.execute(text("INSERT INTO rate_count (key, count, ends_at) VALUES ('a', 1, 2)"))
    migrations.upgrade(empty_engine)
    with reading_session(empty_engine) as session:
        assert session.execute(text("SELECT count FROM rate_count")).scalar_one() == 1


def test_references_are_kept_after_an_upgrade(sqlite_engine: Engine) -> None:
    migrations.upgrade(sqlite_engine)
    with sqlite_engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_the_models_alone_differ_in_nothing(empty_engine: Engine) -> None:
    Base.metadata.create_all(empty_engine)
    assert migrations.list_differences(empty_engine) == []


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE rate_count ADD COLUMN extra INTEGER",
        "ALTER TABLE rate_count DROP COLUMN count",
        "DROP TABLE rate_count",
        "CREATE TABLE extra (id INTEGER)",
        "DROP INDEX ix_rate_count_ends_at",
    ],
)
def test_a_difference_is_found(empty_engine: Engine, change: str) -> None:
    Base.metadata.create_all(empty_engine)
    with writing_session(empty_engine) as session:
        session.execute(text(change))
    assert migrations.list_differences(empty_engine)


def test_every_table_has_a_named_key() -> None:
    for table in Base.metadata.tables.values():
        assert table.primary_key.name == f"pk_{table.name}"
        assert all(constraint.name for constraint in table.constraints), table.name


def test_uittreksels_from_before_get_a_place_in_the_status_list(empty_engine: Engine) -> None:
    config = migrations.make_config(empty_engine)
    command.upgrade(config, "0001")
    of_0001 = [kept for kept in Base.metadata.tables["uittreksel"].columns if kept.name != "status_index"]
    before = sa.table("uittreksel", *(sa.column(kept.name, kept.type) for kept in of_0001))
    row = {
        "version": 1,
        "language": "nl",
        "with_grades": True,
        "day": date(2026, 11, 21),
        "sha256": "x",
        "inhoud": b"x",
        "status": "geldig",
        "status_since": NOON,
        "created_at": NOON,
    }
    rows = [{"number": f"N{number}", "diploma_key": f"D{number}", **row} for number in range(7)]
    with writing_session(empty_engine) as session:
        session.execute(sa.insert(before), rows)
    migrations.upgrade(empty_engine)
    with reading_session(empty_engine) as session:
        places = list(session.execute(text("SELECT status_index FROM uittreksel")).scalars())
    assert len(set(places)) == 7
    assert all(0 <= place < 2**17 for place in places)
    assert migrations.list_differences(empty_engine) == []


def test_rollen_from_before_stay_what_they_were(empty_engine: Engine) -> None:
    config = migrations.make_config(empty_engine)
    command.upgrade(config, "0002")
    row = {"bestuursnummer": "99001", "starts_on": date(2026, 9, 1), "given_by": "x", "instellingscode": "99AB"}
    names = ("subject", "rol", *row)
    before = sa.table("roltoekenning", *(sa.column(name, sa.Date() if name == "starts_on" else None) for name in names))
    rollen = ("medewerker-bekostiging", "beheerder-bekostiging-en-opleidingen")
    with writing_session(empty_engine) as session:
        session.execute(sa.insert(before), [{"subject": rol[:5], "rol": rol, **row} for rol in rollen])
    migrations.upgrade(empty_engine)
    with reading_session(empty_engine) as session:
        found = session.execute(text("SELECT rol, instellingscode, machtigingen FROM roltoekenning ORDER BY id")).all()
    # The rol of beheerder counts for the bestuur as a whole.
    assert [tuple(one) for one in found] == [(rollen[0], "99AB", ""), (rollen[1], "", "")]
    assert migrations.list_differences(empty_engine) == []
