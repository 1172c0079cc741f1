"""The revisions make exactly the tables of the models, on both databases, and can be taken back."""

from datetime import date

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Engine, inspect, text

import duo_site.app  # noqa: F401  The rooms' models register themselves when they are imported.
from duo_site import migrations
from duo_site.database import Base, reading_session, writing_session
from duo_site.secrecy import Secrecy
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


def test_an_address_from_before_goes_to_the_bestuur_it_came_from(empty_engine: Engine) -> None:
    config = migrations.make_config(empty_engine)
    command.upgrade(config, "0011")
    people = [("bram", "bram@b.invalid"), ("carla", "carla@a.invalid"), ("driss", "")]
    places = [{"who": who, "place": place} for who, _ in people for place in ("10001", "20002")]
    accepted = [("10001", "old@a.invalid"), ("10001", "bram@a.invalid"), ("20002", "bram@b.invalid")]
    with writing_session(empty_engine) as session:
        session.execute(
            text("INSERT INTO medewerker (subject, name, email, level) VALUES (:who, '', :email, '')"),
            [{"who": who, "email": email} for who, email in people],
        )
        session.execute(
            text(
                "INSERT INTO roltoekenning (subject, rol, instellingscode, bestuursnummer, machtigingen, starts_on,"
                " given_by) VALUES (:who, 'x', '', :place, '', '2026-09-01', 'x')"
            ),
            places,
        )
        session.execute(
            text(
                "INSERT INTO uitnodiging (token_hash, bestuursnummer, instellingscode, rol, machtigingen, name, email,"
                " starts_on, invited_by, invited_by_name, made_at, expires_at, accepted_by) VALUES (:email, :place, '',"
                " 'x', '', 'x', :email, '2026-09-01', '', 'x', '2026-09-01 00:00:00', '2026-09-08 00:00:00', 'bram')"
            ),
            [{"place": place, "email": email} for place, email in accepted],
        )
    migrations.upgrade(empty_engine)
    with reading_session(empty_engine) as session:
        found = session.execute(text("SELECT subject, bestuursnummer, email FROM medewerker_email ORDER BY 1, 2")).all()
    assert [tuple(one) for one in found] == [
        ("bram", "10001", "bram@a.invalid"),
        ("bram", "20002", "bram@b.invalid"),
        ("carla", "10001", "carla@a.invalid"),
        ("carla", "20002", "carla@a.invalid"),
    ]
    command.downgrade(config, "0011")
    with reading_session(empty_engine) as session:
        kept = session.execute(text("SELECT subject, email FROM medewerker ORDER BY 1")).all()
    assert [tuple(one) for one in kept] == [("bram", "bram@b.invalid"), ("carla", "carla@a.invalid"), ("driss", "")]


def test_opleidingen_from_before_are_the_version_of_their_days(empty_engine: Engine) -> None:
    config = migrations.make_config(empty_engine)
    command.upgrade(config, "0008")
    with writing_session(empty_engine) as session:
        session.execute(text("INSERT INTO bestuur VALUES ('99001', 'Bestuur')"))
        session.execute(
            text("INSERT INTO onderwijsinstelling VALUES ('99AB', 'School', 'Dam', 'hoger-onderwijs', '99001', 'b')")
        )
        for code, day in (("34560", "2015-09-01"), ("34560", "2021-09-01"), ("34777", "2020-09-01")):
            session.execute(
                text(
                    "INSERT INTO opleiding (instellingscode, opleidingscode, name, niveau, talen, leerroutes,"
                    " search_text, zaak, starts_on, recorded_at)"
                    " VALUES ('99AB', :code, 'x', 'bachelor', ' nl ', 'voltijd', 'x', '', :day, '2026-01-01')"
                ),
                {"code": code, "day": day},
            )
    migrations.upgrade(empty_engine)
    query = "SELECT cast(version_from AS text), cast(version_until AS text) FROM opleiding ORDER BY id"
    with reading_session(empty_engine) as session:
        found = [tuple(row) for row in session.execute(text(query))]
    assert found == [("0001-01-01", "2021-09-01"), ("2021-09-01", "9999-12-31"), ("0001-01-01", "9999-12-31")]
    assert migrations.list_differences(empty_engine) == []


def test_messages_from_before_are_encrypted_and_can_be_read_back(empty_engine: Engine) -> None:
    key = b"k" * 32
    config = migrations.make_config(empty_engine, key)
    command.upgrade(config, "0009")
    zaak = ("Z2026-000001", "subsidie-opleidingsscholen", "ingediend", "99001", "99AB", "{}", 1, *("",) * 5)
    columns = "number, kind, status, bestuursnummer, instellingscode, inhoud, version, entered_by, entered_by_subject"
    columns += ", changed_by, changed_by_subject, handed_in_by"
    values = ", ".join(f"'{value}'" for value in zaak)
    message = "INSERT INTO zaak_bericht (zaak_id, at, by_name, by_subject, agency, text)"
    with writing_session(empty_engine) as session:
        session.execute(
            text(f"INSERT INTO zaak (id, {columns}, made_at, changed_at) VALUES (7, {values}, :at, :at)"),
            {"at": "2026-05-12 12:00:00"},
        )
        for words in ("Hoeveel scholen?", "Vier."):
            session.execute(
                text(f"{message} VALUES (7, :at, '', '', :agency, :words)"),
                {"at": "2026-05-12 12:00:00", "agency": False, "words": words},
            )
    with pytest.raises(Exception, match="data key"):
        migrations.upgrade(empty_engine)
    migrations.upgrade(empty_engine, key)
    secrecy = Secrecy(key)
    with reading_session(empty_engine) as session:
        kept = session.execute(text("SELECT contents FROM zaak_bericht ORDER BY id")).scalars().all()
    assert [secrecy.decrypt(bytes(one), "zaak/7/bericht") for one in kept] == ["Hoeveel scholen?", "Vier."]
    assert migrations.list_differences(empty_engine) == []
    command.downgrade(config, "0009")
    with reading_session(empty_engine) as session:
        assert list(session.execute(text("SELECT text FROM zaak_bericht ORDER BY id")).scalars()) == [
            "Hoeveel scholen?",
            "Vier.",
        ]


def test_answers_from_before_count(empty_engine: Engine) -> None:
    command.upgrade(migrations.make_config(empty_engine), "0012")
    names = ("id", "day", "page", "doel", "gevonden", "cijfer", "opmerking", "language")
    before = sa.table("survey_answer", *(sa.column(name, sa.Date() if name == "day" else None) for name in names))
    row = {"day": date(2026, 11, 21), "page": "/contact", "opmerking": "", "language": "nl"}
    rows = [
        {**row, "id": "0" * 31 + "1", "gevonden": "ja", "doel": "anders", "cijfer": 8},
        {**row, "id": "0" * 31 + "2", "gevonden": "nee", "doel": None, "cijfer": 8},
    ]
    with writing_session(empty_engine) as session:
        session.execute(sa.insert(before), rows)
    migrations.upgrade(empty_engine)
    with reading_session(empty_engine) as session:
        answers = session.execute(text("SELECT task, kind, complete, gemist, state FROM survey_answer ORDER BY id"))
        assert [tuple(one) for one in answers] == [
            ("pagina", "vraaglijst", True, "", "geteld"),
            ("pagina", "vraaglijst", False, "", "geteld"),
        ]
        total = "SELECT page, answers, complete, ja, deels, nee, mark_8, mark_9 FROM survey_total"
        assert tuple(session.execute(text(total)).one()) == ("/contact", 2, 1, 1, 0, 1, 2, 0)
    assert migrations.list_differences(empty_engine) == []
