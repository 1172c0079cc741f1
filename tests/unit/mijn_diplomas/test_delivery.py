"""Deliveries one after another: repeats, corrections, withdrawals, all or nothing."""

from datetime import date
from pathlib import Path

from sqlalchemy import select, text

from duo_site.audit import AuditLine
from duo_site.database import reading_session, writing_session
from duo_site.mijn_diplomas.models import DiplomahouderRow
from duo_site.mijn_diplomas.service import find_diploma, list_diplomas
from duo_site.uittreksel.domain import Document, Status, UittrekselInhoud, UittrekselRequest
from duo_site.uittreksel.service import store
from tests.unit.mijn_diplomas.builders import NOW, TODAY, Register, counts, make_row, write_json_lines

FENNA = "999990032"
NUMBER = "0000-0000-0000-0000-0000-0000-0000"


def issue_uittreksel(register: Register) -> None:
    """Enter an uittreksel of the only diploma, as if its holder had made one."""
    row = register.row()
    inhoud = UittrekselInhoud(
        NUMBER, "nl", Document.DIPLOMA, ("vwo",), None, "Anja", date(1988, 3, 14), "Heuvelrijk", "Vaals",
        TODAY, None, TODAY, (), "https://duo.test/controle", None,
    )  # fmt: skip
    request = UittrekselRequest(row.public_id, row.version, "nl", True, TODAY)
    with writing_session(register.engine) as session:
        store(session, register.secrecy, request, inhoud, "0" * 64, NOW)


def status_of_uittreksel(register: Register) -> Status:
    with reading_session(register.engine) as session:
        return Status(session.execute(text("select status from uittreksel")).scalar_one())


def test_a_repeat_changes_nothing(register: Register) -> None:
    rows = [make_row(levering=f"98CD-{number}") for number in range(3)]
    assert counts(register.deliver(*rows)) == {"nieuw": 3}
    before = [(row.public_id, row.version, row.updated_at) for row in register.rows()]
    assert counts(register.deliver(*rows)) == {"gelijk": 3}
    assert [(row.public_id, row.version, row.updated_at) for row in register.rows()] == before


def test_other_spelling_of_the_same_is_no_correction(register: Register) -> None:
    register.deliver(make_row())
    same = make_row(achternaam="  Vries ", cijfers=make_row()["cijfers"], tussenvoegsel="de")
    assert counts(register.deliver(same)) == {"gelijk": 1}


def test_a_correction_raises_the_version_and_replaces_the_uittreksels(register: Register) -> None:
    register.deliver(make_row())
    issue_uittreksel(register)
    public_id = register.row().public_id
    assert counts(register.deliver(make_row(voornamen="Anja Marije"))) == {"gewijzigd": 1}
    assert (register.row().version, register.row().public_id) == (2, public_id)
    assert status_of_uittreksel(register) is Status.VERVANGEN
    asker = register.secrecy.lookup("bsn", "999990019")
    with reading_session(register.engine) as session:
        found = find_diploma(session, register.secrecy, asker, public_id)
    assert found is not None
    assert found.holder.full_name == "Anja Marije de Vries"


def test_a_corrected_bsn_moves_the_diploma_out_of_reach_of_the_first(register: Register) -> None:
    register.deliver(make_row())
    issue_uittreksel(register)
    public_id = register.row().public_id
    assert counts(register.deliver(make_row(bsn=FENNA))) == {"gewijzigd": 1}
    assert register.row().public_id != public_id
    assert status_of_uittreksel(register) is Status.VERVANGEN
    with reading_session(register.engine) as session:
        assert list_diplomas(session, register.secrecy.lookup("bsn", "999990019")) == ()
        assert len(list_diplomas(session, register.secrecy.lookup("bsn", FENNA))) == 1


def test_a_withdrawal_stands_until_it_is_taken_back(register: Register) -> None:
    register.deliver(make_row())
    issue_uittreksel(register)
    withdrawal = {"levering": "98CD-1", "ingetrokken": True}
    assert counts(register.deliver(withdrawal)) == {"ingetrokken": 1}
    assert status_of_uittreksel(register) is Status.INGETROKKEN
    assert counts(register.deliver(withdrawal)) == {"gelijk": 1}
    assert counts(register.deliver(make_row())) == {"gelijk": 1}
    assert register.row().status == "ingetrokken"
    assert counts(register.deliver(make_row(ingetrokken=False))) == {"gewijzigd": 1}
    assert (register.row().status, register.row().version) == ("geldig", 2)
    assert status_of_uittreksel(register) is Status.INGETROKKEN


def test_a_withdrawal_of_what_is_not_there_is_refused(register: Register) -> None:
    assert counts(register.deliver({"levering": "98CD-9", "ingetrokken": True})) == {"geweigerd": 1}
    assert register.problems == [
        "regel 1, levering: deze sleutel staat niet in het register, dus er is niets om in te trekken"
    ]


def test_a_key_that_comes_twice_in_a_file(register: Register) -> None:
    other = make_row(plaats="Elders")
    assert counts(register.deliver(make_row(), make_row(), other)) == {"nieuw": 1, "gelijk": 1, "geweigerd": 1}
    assert register.problems == [
        "regel 3, levering: deze sleutel staat ook op regel 1, met andere gegevens; de eerste geldt"
    ]
    assert register.row().plaats == "Vaals"
    both = (make_row(), {"levering": "98CD-1", "ingetrokken": True})
    assert counts(register.deliver(*both)) == {"gelijk": 1, "geweigerd": 1}


def test_a_key_that_comes_twice_far_apart(register: Register) -> None:
    rows = [make_row(levering=f"98CD-{number}") for number in range(600)]
    assert counts(register.deliver(*rows, rows[0] | {"plaats": "Elders"})) == {"nieuw": 600, "geweigerd": 1}


def test_all_or_nothing(register: Register, tmp_path: Path) -> None:
    good = [make_row(levering=f"98CD-{number}") for number in range(600)]
    first = write_json_lines(tmp_path / "a.jsonl", good)
    wrong = write_json_lines(tmp_path / "b.jsonl", [make_row(levering="x", bsn="1")])
    unknown = write_json_lines(tmp_path / "c.jsonl", [{"levering": "niet-daar", "ingetrokken": True}])
    for second in (wrong, unknown):
        report = register.delivery.deliver_all_or_nothing([first, second])
        assert (report.stopped, counts(report), register.rows()) == (True, {"geweigerd": 1}, [])
    report = register.delivery.deliver_all_or_nothing([first])
    assert (report.stopped, counts(report), len(register.rows())) == (False, {"nieuw": 600}, 600)


def test_nothing_of_a_person_is_readable_in_the_database(register: Register) -> None:
    register.deliver(make_row(achternaam="Zeldzaamheid"))
    row = register.row()
    with reading_session(register.engine) as session:
        holder = session.execute(select(DiplomahouderRow)).scalar_one()
    assert register.secrecy.decrypt(holder.bsn) == "999990019"
    kept = b"".join(file.read_bytes() for file in register.folder.glob("register.sqlite*"))
    assert row.levering.encode() in kept
    for secret in ("999990019", "Zeldzaamheid", "1988-03-14"):
        assert secret.encode() not in kept


def test_what_changes_is_written_in_the_audit_log(register: Register) -> None:
    register.deliver(make_row())
    register.deliver(make_row())
    with reading_session(register.engine) as session:
        (line,) = session.scalars(select(AuditLine))
    assert (line.action, line.result) == ("register-levering", "nieuw 1")
    assert line.target.endswith("regels 1-1")
