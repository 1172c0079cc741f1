"""How long each kind of data is kept: the page /privacy shows the rules and `duo opruimen` carries them out.

A rule stands in `retention.py` of the room that keeps the data; `app.py` puts them in one table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Delete
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class RetentionRule:
    """A kind of data, how long it is kept and why (msgids), and what erases it.

    `keep` is None for what stays; `erase` deletes what is older than the moment it gets and tells how many that were.
    """

    kind: str
    keep: timedelta | None
    period: str
    why: str
    erase: Callable[[Session, datetime], int] | None = None


def mark(text: str) -> str:
    """Mark a text of a rule for the catalogue; it is translated where it is shown."""
    return text


def count_deleted(session: Session, statement: Delete) -> int:
    """Carry out a deletion and tell how many rows went."""
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def erase_expired(session: Session, rules: tuple[RetentionRule, ...], now: datetime) -> dict[str, int]:
    """Erase what has passed its time, per kind; tells how many of each."""
    return {
        rule.kind: rule.erase(session, now - rule.keep)
        for rule in rules
        if rule.erase is not None and rule.keep is not None
    }
