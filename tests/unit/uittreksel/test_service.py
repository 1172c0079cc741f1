"""The table of issued uittreksels: one number for each request, found by anybody who has the number."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from duo_site.database import reading_session, writing_session
from duo_site.secrecy import Secrecy
from duo_site.uittreksel import service
from duo_site.uittreksel.domain import Status, Stored, UittrekselInhoud, UittrekselRequest
from duo_site.uittreksel.files import FolderStore
from duo_site.uittreksel.models import UittrekselRow
from duo_site.uittreksel.number import new_number

REQUEST = UittrekselRequest("21PB:1", 1, "nl", with_grades=True, day=date(2026, 11, 21))
Build = Callable[..., UittrekselInhoud]


def number(seed: int) -> str:
    """Make a number that a test can make again."""
    return new_number(lambda size: bytes([seed]) * size)


def test_a_stored_uittreksel_is_found_again(
    engine: Engine, secrecy: Secrecy, inhoud: Build, at: datetime, tmp_path: Path
) -> None:
    files = FolderStore(tmp_path / "files", secrecy)
    with writing_session(engine) as session:
        assert service.find_existing(session, secrecy, REQUEST) is None
        stored = service.store(session, secrecy, REQUEST, inhoud(), files.put(b"document"), at)
    assert stored.is_new
    with reading_session(engine) as session:
        found = service.find_existing(session, secrecy, REQUEST)
        assert found == stored.uittreksel
        assert found.inhoud == inhoud()
        assert service.find_by_number(session, secrecy, inhoud().number.lower().replace("-", " ")) == found
        assert service.get(session, secrecy, inhoud().number) == found
        assert files.get(found.sha256) == b"document"
        for other in (
            replace(REQUEST, diploma_key="21PB:2"),
            replace(REQUEST, version=2),
            replace(REQUEST, language="en"),
            replace(REQUEST, with_grades=False),
            replace(REQUEST, day=date(2026, 11, 22)),
        ):
            assert service.find_existing(session, secrecy, other) is None


def test_unknown_and_malformed_numbers_are_alike(engine: Engine, secrecy: Secrecy) -> None:
    with reading_session(engine) as session:
        for text in (number(9), number(9)[:-1] + "0", "", "x" * 10_000):
            assert service.find_by_number(session, secrecy, text) is None
            with pytest.raises(service.UnknownUittreksel):
                service.get(session, secrecy, text)


def test_the_table_names_nobody(engine: Engine, secrecy: Secrecy, inhoud: Build, at: datetime) -> None:
    with writing_session(engine) as session:
        service.store(session, secrecy, REQUEST, inhoud(), "0" * 64, at)
    with reading_session(engine) as session:
        row = session.scalars(select(UittrekselRow)).one()
        assert b"Anja" not in row.inhoud


def test_who_comes_second_gets_the_first(engine: Engine, secrecy: Secrecy, inhoud: Build, at: datetime) -> None:
    def issue(seed: int) -> Stored:
        with writing_session(engine) as session:
            return service.store(session, secrecy, REQUEST, inhoud(number=number(seed)), f"{seed:064d}", at)

    with ThreadPoolExecutor(8) as pool:
        issued = list(pool.map(issue, range(16)))
    assert len({stored.uittreksel.number for stored in issued}) == 1
    assert len({stored.uittreksel.sha256 for stored in issued}) == 1
    assert sum(stored.is_new for stored in issued) == 1


def test_a_number_that_stands_for_another_diploma_is_an_accident(
    engine: Engine, secrecy: Secrecy, inhoud: Build, at: datetime
) -> None:
    from sqlalchemy.exc import IntegrityError

    with writing_session(engine) as session:
        service.store(session, secrecy, REQUEST, inhoud(), "0" * 64, at)
    with pytest.raises(IntegrityError), writing_session(engine) as session:
        service.store(session, secrecy, replace(REQUEST, diploma_key="21PB:2"), inhoud(), "1" * 64, at)


def test_withdrawal_and_correction_reach_the_valid_ones_of_that_diploma(
    engine: Engine, secrecy: Secrecy, inhoud: Build, at: datetime
) -> None:
    later = at + timedelta(days=1)
    with writing_session(engine) as session:
        for seed, request in enumerate(
            [REQUEST, replace(REQUEST, language="en"), replace(REQUEST, diploma_key="21PB:2")], start=1
        ):
            service.store(session, secrecy, request, inhoud(number=number(seed)), "0" * 64, at)
    with writing_session(engine) as session:
        assert service.set_status(session, "21PB:1", Status.VERVANGEN, later) == 2
        assert service.set_status(session, "21PB:1", Status.INGETROKKEN, later) == 0
    with reading_session(engine) as session:
        statuses = [service.get(session, secrecy, number(seed)) for seed in (1, 2, 3)]
    assert [found.status for found in statuses] == [Status.VERVANGEN, Status.VERVANGEN, Status.GELDIG]
    assert [found.status_since for found in statuses] == [later, later, at]
