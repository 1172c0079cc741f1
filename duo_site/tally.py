"""Counts what the site does for people: per month, soort and language, and nothing of anybody. Knows no Flask.

A row says how often something was done in a month. There is no moment, no number and no address in it, so that nobody
can be found in it; what of it is shown stands in docs/decisions/0027-public-figures.md.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from duo_site.database import Base

UNKNOWN = "onbekend"
"""The soort of what bears no seal of ours."""
NO_LANGUAGE = "api"
"""The language of what a program asked: the API has none."""


class Counted(StrEnum):
    """What is counted."""

    UITTREKSEL = "uittreksel"
    """An uittreksel that was made; its soort is that of the diploma, its language that of the document."""
    DOWNLOAD = "download"
    """A file of an uittreksel that was handed out, each time."""
    CONTROLE = "controle"
    """A file or QR code that was judged, on the pages or for a program; the language is that of the page."""
    NUMMER = "nummer"
    """A number of an uittreksel that was looked up and found."""
    OORDEEL = "oordeel"
    """A file that was judged, once more: here the soort is the oordeel."""


class Act(NamedTuple):
    """What is counted together in a month."""

    what: Counted
    soort: str
    language: str


class TallyRow(Base):
    """How often something was done in a month; `month` is its first day."""

    __tablename__ = "tally"

    month: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(20), primary_key=True)
    soort: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))


def month_of(day: date) -> date:
    """Give the first day of the month of a day."""
    return day.replace(day=1)


def tally(session: Session, what: Counted, soort: str, language: str, day: date) -> None:
    """Count one in the caller's transaction."""
    tally_all(session, {Act(what, soort, language): 1}, day)


def tally_all(session: Session, counts: Mapping[Act, int], day: date) -> None:
    """Count several in the caller's transaction, in one statement and in one order, so that none waits in a ring."""
    if not counts:
        return
    month = month_of(day)
    rows = [
        {"month": month, "what": act.what.value, "soort": act.soort, "language": act.language, "count": counts[act]}
        for act in sorted(counts)
    ]
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    fresh = dialect.insert(TallyRow).values(rows)
    added = {"count": TallyRow.__table__.c.count + fresh.excluded["count"]}
    session.execute(fresh.on_conflict_do_update(index_elements=["month", "what", "soort", "language"], set_=added))
