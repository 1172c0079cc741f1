"""Counting: one row for each month, soort and language, on both databases, and none is lost when many count at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Engine, select

from duo_site.database import Base, reading_session, writing_session
from duo_site.tally import Act, Counted, TallyRow, tally, tally_all

DAY = date(2026, 5, 12)
HBO = Act(Counted.DOWNLOAD, "hbo", "nl")


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    """Give a database with the table of counts."""
    Base.metadata.tables["tally"].create(empty_engine)
    return empty_engine


def rows(engine: Engine) -> dict[tuple[date, str, str, str], int]:
    with reading_session(engine) as session:
        found = session.scalars(select(TallyRow)).all()
        return {(row.month, row.what, row.soort, row.language): row.count for row in found}


def test_counts_are_added_up_by_month(engine: Engine) -> None:
    with writing_session(engine) as session:
        tally(session, Counted.DOWNLOAD, "hbo", "nl", DAY)
        tally(session, Counted.DOWNLOAD, "hbo", "nl", date(2026, 5, 31))
        tally(session, Counted.DOWNLOAD, "hbo", "en", DAY)
        tally_all(session, {HBO: 3, Act(Counted.CONTROLE, "onbekend", "api"): 2}, date(2026, 6, 1))
        tally_all(session, {}, DAY)
    assert rows(engine) == {
        (date(2026, 5, 1), "download", "hbo", "nl"): 2,
        (date(2026, 5, 1), "download", "hbo", "en"): 1,
        (date(2026, 6, 1), "download", "hbo", "nl"): 3,
        (date(2026, 6, 1), "controle", "onbekend", "api"): 2,
    }


def test_what_is_rolled_back_was_not_counted(engine: Engine) -> None:
    with writing_session(engine) as session:
        tally(session, Counted.DOWNLOAD, "hbo", "nl", DAY)
        session.rollback()
    assert rows(engine) == {}


def test_many_at_once_lose_none(engine: Engine) -> None:
    acts = [HBO, Act(Counted.CONTROLE, "wo", "en"), Act(Counted.NUMMER, "mbo", "nl")]

    def count(worker: int) -> None:
        for turn in range(20):
            with writing_session(engine) as session:
                tally_all(session, dict.fromkeys(acts if (worker + turn) % 2 else acts[::-1], 1), DAY)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count, range(4)))
    assert set(rows(engine).values()) == {80}
