"""The audit log: whatever is changed, removed or put in is found, and acts are written down or do not happen."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from duo_site.audit import AuditHead, AuditLine, AuditLog, AuditReport
from duo_site.database import Base, reading_session, writing_session
from tests.moments import NOON

LOG = AuditLog(b"k" * 32)
OTHER_LOG = AuditLog(b"o" * 32)


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    Base.metadata.create_all(empty_engine, tables=[AuditLine.__table__, AuditHead.__table__])  # type: ignore[list-item]
    return empty_engine


def write(session: Session, number: int, log: AuditLog = LOG) -> None:
    log.write(
        session, action="inloggen", target="digid", result="gelukt", actor=f"pseudoniem-{number}", origin="192.0.2.0",
        at=NOON + timedelta(seconds=number, microseconds=number),
    )  # fmt: skip


def write_lines(engine: Engine, number: int) -> None:
    for line in range(number):
        with writing_session(engine) as session:
            write(session, line)


def check(engine: Engine) -> AuditReport:
    with reading_session(engine) as session:
        return LOG.check(session)


def test_an_untouched_chain_is_whole(engine: Engine) -> None:
    assert check(engine) == AuditReport(0, ())
    write_lines(engine, 5)
    assert check(engine) == AuditReport(5, ())


def test_two_lines_in_one_transaction(engine: Engine) -> None:
    with writing_session(engine) as session:
        write(session, 1)
        write(session, 2)
    assert check(engine) == AuditReport(2, ())


def remove_last(session: Session) -> None:
    session.execute(delete(AuditLine).where(AuditLine.number == 5))


def remove_last_and_turn_back(session: Session) -> None:
    """Do what somebody does who knows the tables, but not the key."""
    remove_last(session)
    chain = session.execute(select(AuditLine.chain).where(AuditLine.number == 4)).scalar_one()
    session.execute(update(AuditHead).values(number=4, chain=chain))


def insert_line(session: Session) -> None:
    session.execute(
        insert(AuditLine).values(
            number=6, at=NOON, action="a", target="b", result="c", actor="d", origin="e", chain="0" * 64
        )
    )


def swap(session: Session) -> None:
    for number, to in ((2, 99), (3, 2), (99, 3)):
        session.execute(update(AuditLine).where(AuditLine.number == number).values(number=to))


@pytest.mark.parametrize(
    ("tamper", "at"),
    [
        *(
            (lambda session, field=field, value=value: session.execute(
                update(AuditLine).where(AuditLine.number == 3).values({field: value})), 3)
            for field, value in (
                ("action", "x"), ("target", "x"), ("result", "mislukt"), ("actor", "x"), ("origin", "x"),
                ("at", NOON + timedelta(seconds=2, microseconds=3)), ("chain", "0" * 64),
            )
        ),
        (lambda session: session.execute(delete(AuditLine).where(AuditLine.number == 1)), 2),
        (lambda session: session.execute(delete(AuditLine).where(AuditLine.number == 3)), 4),
        (remove_last, 5),
        (remove_last_and_turn_back, 5),
        (insert_line, 6),
        (swap, 2),
        (lambda session: session.execute(delete(AuditHead)), 6),
        (lambda session: session.execute(update(AuditHead).values(number=9)), 6),
        (lambda session: session.execute(update(AuditHead).values(seal="0" * 64)), 6),
        (lambda session: write(session, 6, OTHER_LOG), 7),
    ],
)  # fmt: skip
def test_tampering_is_found(engine: Engine, tamper: Callable[[Session], object], at: int) -> None:
    write_lines(engine, 5)
    with writing_session(engine) as session:
        tamper(session)
    report = check(engine)
    assert not report.is_whole
    assert report.broken_at[0] == at


@pytest.mark.parametrize("tamper", [remove_last, remove_last_and_turn_back])
def test_lines_written_afterwards_do_not_hide_it(engine: Engine, tamper: Callable[[Session], object]) -> None:
    write_lines(engine, 5)
    with writing_session(engine) as session:
        tamper(session)
    write_lines(engine, 3)
    assert not check(engine).is_whole


def test_without_a_line_the_act_does_not_happen(engine: Engine) -> None:
    write_lines(engine, 1)
    AuditHead.__table__.drop(engine)  # type: ignore[attr-defined]

    def act() -> None:
        with writing_session(engine) as session:
            session.execute(update(AuditLine).values(result="de daad"))
            write(session, 2)

    with pytest.raises(DBAPIError, match="audit_head"):
        act()
    with reading_session(engine) as session:
        assert session.execute(select(AuditLine.result)).scalar_one() == "gelukt"


def test_many_writers_make_one_chain(engine: Engine) -> None:
    failures: list[Exception] = []

    def work(start: int) -> None:
        try:
            for number in range(start, start + 10):
                with writing_session(engine) as session:
                    write(session, number)
        except Exception as error:
            failures.append(error)

    threads = [Thread(target=work, args=(start * 100,)) for start in range(6)]
    for thread in threads:
        thread.start()
    reports = [check(engine) for _ in range(5)]
    for thread in threads:
        thread.join()
    assert not failures
    assert all(report.is_whole for report in reports), "a check while others write is no alarm"
    assert check(engine) == AuditReport(60, ())
