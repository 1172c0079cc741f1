"""What is kept about looks at students goes in time: the logboek after five years, the counts after a month."""

from datetime import timedelta

from sqlalchemy import Engine, insert, select

from duo_site.database import Base, reading_session, writing_session
from duo_site.mijn_diplomas.models import InzageRow
from duo_site.mijn_diplomas.retention import INZAGES
from duo_site.mijn_duo.studentendossier.models import OpzoekdagRow
from duo_site.mijn_duo.studentendossier.retention import OPZOEKDAGEN
from duo_site.retention import erase_expired
from tests.moments import NOON

LINE = {
    "subject": "s",
    "organisation": "o",
    "instellingscode": "99AB",
    "function": "f",
    "reason": "r",
    "number": 1,
    "looker": "l",
}


def test_old_lines_and_counts_go_and_new_ones_stay(empty_engine: Engine) -> None:
    Base.metadata.create_all(empty_engine)
    old, new = NOON - timedelta(days=5 * 365 + 1), NOON - timedelta(days=5 * 365 - 1)
    days = [NOON.date() - timedelta(days=number) for number in (0, 30, 31)]
    with writing_session(empty_engine) as session:
        session.execute(insert(InzageRow), [LINE | {"at": old}, LINE | {"at": new}])
        session.execute(insert(OpzoekdagRow), [{"subject": "s", "day": day, "number": 1} for day in days])
    with writing_session(empty_engine) as session:
        erased = erase_expired(session, (INZAGES, OPZOEKDAGEN), NOON)
    assert erased == {INZAGES.kind: 1, OPZOEKDAGEN.kind: 1}
    with reading_session(empty_engine) as session:
        assert list(session.scalars(select(InzageRow.at))) == [new]
        assert set(session.scalars(select(OpzoekdagRow.day))) == set(days[:2])
