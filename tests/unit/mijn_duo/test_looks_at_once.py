"""Looking up at the same moment: the limit of a day holds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import Engine, func, select

from duo_site.database import Base, reading_session, writing_session
from duo_site.identity import Sector
from duo_site.mijn_diplomas.logboek import WatchedRegister
from duo_site.mijn_diplomas.models import InzageRow
from duo_site.mijn_duo.studentendossier.domain import Asker, Seen, TooMany
from duo_site.mijn_duo.studentendossier.service import look_up
from duo_site.secrecy import Secrecy
from tests.moments import NOON

ASKER = Asker("somebody", "Medewerker bekostiging", "99AB", "Hogeschool", "Toelating")
MOST = 5


def test_two_at_once_do_not_pass_the_limit_together(empty_engine: Engine) -> None:
    Base.metadata.create_all(empty_engine)
    register = WatchedRegister(Secrecy(b"k" * 32))

    def look(day: int) -> Seen | TooMany:
        at = NOON + timedelta(days=day)
        with writing_session(empty_engine) as session:
            return look_up(
                session, register, "999990019", ASKER, Sector.HOGER_ONDERWIJS, most=MOST, at=at, today=at.date()
            )

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(look, [0] * 12))
    assert outcomes.count(Seen(())) == MOST
    assert outcomes.count(TooMany(MOST, warn=True)) == 1
    assert outcomes.count(TooMany(MOST, warn=False)) == 6
    with reading_session(empty_engine) as session:
        assert session.scalar(select(func.count()).select_from(InzageRow)) == MOST
    assert look(1) == Seen(()), "a new day"
