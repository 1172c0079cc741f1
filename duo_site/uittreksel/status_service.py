"""Places in the status list: who gets which, and which no longer stand for a valid uittreksel.

A place is drawn by lot, so that it tells nothing of when a document was made, and never given twice. The list has a
power of two of places; when three of four drawn at once are taken, the next document is drawn from twice as many.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from duo_site.uittreksel.domain import MOST_PLACES, Status
from duo_site.uittreksel.models import CHANGED, UittrekselRow

SHORTEST_LIST = 2**17
"""131,072 places (Bitstring Status List v1.0 section 6.1): among so many one document is not known by its place."""

_DRAWN_AT_ONCE = 16
_TAKEN_WHEN_FULL = 12


class StatusListFull(Exception):
    """The longest status list has no places left: a second list is needed."""


@dataclass(frozen=True)
class StatusSummary:
    """What tells whether the list changed: its length, how many are no longer valid and since when the last is not."""

    size: int
    changed: int
    changed_at: datetime | None


def draw_status_index(session: Session, randbelow: Callable[[int], int]) -> int:
    """Draw a free place from a source of chance such as `secrets.randbelow`; raise StatusListFull."""
    size = _read_size(session)
    while size <= MOST_PLACES:
        drawn = list(dict.fromkeys(randbelow(size) for _ in range(_DRAWN_AT_ONCE)))
        taken = set(session.scalars(select(UittrekselRow.status_index).where(UittrekselRow.status_index.in_(drawn))))
        free = [place for place in drawn if place not in taken]
        if free and len(taken) < _TAKEN_WHEN_FULL:
            return free[0]
        size *= 2
    raise StatusListFull("The status list has no places left.")


def summarise_statuses(session: Session) -> StatusSummary:
    """Tell in one line how the status list stands."""
    changed, changed_at = session.execute(
        select(func.count(), func.max(UittrekselRow.status_since)).where(text(CHANGED))
    ).one()
    return StatusSummary(_read_size(session), changed, changed_at)


def list_changed(session: Session) -> dict[int, Status]:
    """List the places whose uittreksel is no longer valid, with what it is now."""
    changed = select(UittrekselRow.status_index, UittrekselRow.status).where(text(CHANGED))
    return {place: Status(status) for place, status in session.execute(changed)}


def _read_size(session: Session) -> int:
    """Tell how many places the list has: the power of two that holds the highest place given."""
    highest = session.scalar(select(func.max(UittrekselRow.status_index)))
    return max(SHORTEST_LIST, 1 << (highest or 0).bit_length())
