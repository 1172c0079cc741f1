"""What the nieuwsbrief knows of people goes in time; the figures of an issue stay."""

from datetime import timedelta

from sqlalchemy import func, select

from duo_site.database import reading_session, writing_session
from duo_site.nieuwsbrief.models import BezorgingRow, DagtellingRow
from duo_site.nieuwsbrief.retention import NIEUWSBRIEF
from duo_site.retention import erase_expired
from tests.unit.nieuwsbrief.conftest import Mailing, Postman


def test_deliveries_and_counts_go_and_figures_stay(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe("een@voorbeeld.invalid", "twee@voorbeeld.invalid")
    number = mailing.begin()
    postman.answers["een@voorbeeld.invalid"] = ["552 5.2.2 Full"]
    mailing.work()
    for days, left in ((89, 2), (2, 0)):
        mailing.at += timedelta(days=days)
        with writing_session(mailing.engine) as session:
            erase_expired(session, NIEUWSBRIEF, mailing.at)
        with reading_session(mailing.engine) as session:
            assert session.scalar(select(func.count(BezorgingRow.id))) == left
            assert session.scalar(select(func.count(DagtellingRow.key))) == 0
    assert mailing.figures(number) == {"verstuurd": 1, "geweigerd": 1}
    assert (mailing.issue(number).changed_by, mailing.subscribers()) == ("Els", 2)
    with writing_session(mailing.engine) as session:
        erase_expired(session, NIEUWSBRIEF, mailing.at + timedelta(days=300))
    assert mailing.issue(number).changed_by == ""
