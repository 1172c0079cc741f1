"""Writing issues: drafts that several editors may write, and reading what was sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from duo_site.nieuwsbrief.domain import Contents, DeliveryState, Issue, IssueState, Item, Topic
from duo_site.nieuwsbrief.models import NAME, BezorgingRow, UitgaveRow
from duo_site.nieuwsbrief.outcomes import ChangedMeanwhile, Kept, NoDraft, Saved


def save_draft(
    session: Session, contents: Contents, by: str, at: datetime, *, number: int = 0, version: int = 0, key: str = ""
) -> Saved:
    """Make a draft under a key of chance, or replace the one that was seen; nothing is overwritten unseen."""
    if not number:
        row = _make(session, contents, by, at, key)
        issue = read_row(session, row)
        return Kept(issue) if issue.contents == contents else ChangedMeanwhile(issue)
    found = session.get(UitgaveRow, number, with_for_update=True)
    if found is None or found.state != IssueState.CONCEPT:
        return NoDraft()
    issue = read_row(session, found)
    if issue.contents == contents:
        return Kept(issue)  # Sent twice, or nothing was changed.
    if found.version != version:
        return ChangedMeanwhile(issue)
    _write(found, contents)
    found.version, found.changed_by, found.changed_at = found.version + 1, by[:NAME], at
    session.flush()
    return Kept(read_row(session, found))


def throw_away(session: Session, number: int) -> bool:
    """Throw a draft away; False where there is none."""
    row = session.get(UitgaveRow, number, with_for_update=True)
    if row is None or row.state != IssueState.CONCEPT:
        return False
    session.delete(row)
    session.flush()
    return True


def find_issue(session: Session, number: int) -> Issue | None:
    """Find an issue by its number."""
    row = session.get(UitgaveRow, number)
    return read_row(session, row) if row else None


def find_public_issue(session: Session, number: int) -> Issue | None:
    """Find an issue of the archive."""
    found = find_issue(session, number)
    return found if found and found.is_public else None


def list_issues(session: Session, most: int = 200) -> list[Issue]:
    """List the issues, what changed last on top."""
    rows = session.scalars(select(UitgaveRow).order_by(UitgaveRow.changed_at.desc(), UitgaveRow.id.desc()).limit(most))
    return _read_rows(session, rows.all())


def list_public_issues(session: Session, most: int = 200) -> list[Issue]:
    """List the issues of the archive, the newest on top."""
    sent = select(UitgaveRow).where(UitgaveRow.sent_at.is_not(None))
    rows = session.scalars(sent.order_by(UitgaveRow.sent_at.desc(), UitgaveRow.id.desc()).limit(most))
    return _read_rows(session, rows.all())


def read_row(session: Session, row: UitgaveRow) -> Issue:
    """Make the value of a row, with what became of it so far."""
    return _read_rows(session, [row])[0]


def _read_rows(session: Session, rows: Sequence[UitgaveRow]) -> list[Issue]:
    """Make the values of rows, with one question for the figures of all that are on their way."""
    counted: dict[int, dict[DeliveryState, int]] = {row.id: {} for row in rows if row.state != IssueState.CONCEPT}
    if counted:
        states = select(BezorgingRow.uitgave_id, BezorgingRow.state, func.count())
        of_these = states.where(BezorgingRow.uitgave_id.in_(counted)).group_by(
            BezorgingRow.uitgave_id, BezorgingRow.state
        )
        for number, state, count in session.execute(of_these):
            counted[number][DeliveryState(state)] = count
    return [
        _read(row, counted.get(row.id) or {DeliveryState(name): n for name, n in row.figures.items()}) for row in rows
    ]


def _read(row: UitgaveRow, figures: dict[DeliveryState, int]) -> Issue:
    contents = Contents(
        row.title,
        row.introduction,
        row.language,
        frozenset(map(Topic, row.topics)),
        tuple(Item(**item) for item in row.items),
    )
    return Issue(
        row.id,
        row.version,
        contents,
        IssueState(row.state),
        row.changed_by,
        row.changed_at,
        row.sent_at,
        row.finished_at,
        figures,
    )


def _make(session: Session, contents: Contents, by: str, at: datetime, key: str) -> UitgaveRow:
    """Make a draft; sent twice with one key it makes one."""
    known = select(UitgaveRow).where(UitgaveRow.key == key)
    existing = session.scalar(known)
    if existing is not None:
        return existing
    row = UitgaveRow(
        key=key, version=1, state=IssueState.CONCEPT, turn=0, changed_by=by[:NAME], changed_at=at, figures={}
    )
    _write(row, contents)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return session.scalars(known).one()
    return row


def _write(row: UitgaveRow, contents: Contents) -> None:
    row.title, row.introduction, row.language = contents.title, contents.introduction, contents.language
    row.topics = sorted(topic.value for topic in contents.topics)
    items: list[Any] = [{"title": item.title, "text": item.text, "link": item.link} for item in contents.items]
    row.items = items
