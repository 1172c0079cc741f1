"""Subscribing, changing and leaving: what is erased is erased, no hash of a former address is kept."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from duo_site.nieuwsbrief.domain import (
    MOST_LETTERS_A_DAY,
    MOST_REFUSALS,
    REFUSALS_COUNT_FOR,
    Address,
    Subscription,
    Topic,
    Wish,
)
from duo_site.nieuwsbrief.models import AbonnementRow, DagtellingRow, OnderwerpRow
from duo_site.nieuwsbrief.outcomes import AlreadyThere, Asked, EnoughLetters, ToConfirm
from duo_site.retention import count_deleted
from duo_site.secrecy import Secrecy


def ask(session: Session, secrecy: Secrecy, wish: Wish, at: datetime) -> Asked:
    """Enter what somebody asks for; it counts once the mailbox confirms it. Tells which letter to send."""
    if _count_letter(session, secrecy, wish.address, at) > MOST_LETTERS_A_DAY:
        return EnoughLetters()
    row = _find_or_make(session, secrecy, wish, at)
    if row.confirmed_at is not None:
        return AlreadyThere(_read(session, row))
    row.language, row.wanted_at = wish.language, at
    _choose(session, row.id, wish.topics)
    return ToConfirm(_read(session, row))


def confirm(session: Session, name: UUID, at: datetime) -> Subscription | None:
    """Let a subscription begin; doing it again changes nothing. None where there is none, or the link is too old."""
    row = session.get(AbonnementRow, name, with_for_update=True)
    if row is None or not _read(session, row).may_confirm(at):
        return None
    row.confirmed_at = row.confirmed_at or at
    session.flush()
    return _read(session, row)


def change(session: Session, name: UUID, topics: frozenset[Topic], language: str) -> Subscription | None:
    """Change what a subscription is about; None where there is none."""
    row = session.get(AbonnementRow, name, with_for_update=True)
    if row is None or row.confirmed_at is None:
        return None
    row.language, row.refusals, row.refused_at = language, 0, None
    _choose(session, row.id, topics)
    return _read(session, row)


def end(session: Session, name: UUID) -> bool:
    """Erase a subscription, whether confirmed or not; False where there is none."""
    return bool(count_deleted(session, delete(AbonnementRow).where(AbonnementRow.id == name)))


def find_subscription(session: Session, name: UUID) -> Subscription | None:
    """Find a subscription by its name."""
    row = session.get(AbonnementRow, name)
    return _read(session, row) if row else None


def refused_by(session: Session, name: UUID, at: datetime, *, is_gone: bool) -> None:
    """Count a refusal for good: a mailbox that does not exist, or refuses three issues in a year, gets no more."""
    row = session.get(AbonnementRow, name, with_for_update=True)
    if row is None:
        return
    is_recent = row.refused_at is not None and at - row.refused_at < REFUSALS_COUNT_FOR
    row.refusals, row.refused_at = (row.refusals if is_recent else 0) + 1, at
    session.flush()
    if is_gone or row.refusals >= MOST_REFUSALS:
        end(session, name)


def place_of(name: UUID) -> str:
    """Name the one place where the address of a subscription can be read."""
    return f"nieuwsbrief/{name.hex}"


def _find_or_make(session: Session, secrecy: Secrecy, wish: Wish, at: datetime) -> AbonnementRow:
    """Find the row of an address, or make it; two at once make one."""
    key = secrecy.lookup("nieuwsbrief", wish.address.key)
    known = select(AbonnementRow).where(AbonnementRow.address_key == key).with_for_update()
    name = uuid4()
    # Encrypted in any case, so that a known address does not take less time.
    blob = secrecy.encrypt(wish.address.text, place_of(name))
    found = session.scalar(known)
    if found is not None:
        return found
    row = AbonnementRow(
        id=name, address_key=key, address=blob, language=wish.language, wanted_at=at, confirmed_at=None, refusals=0
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return session.scalars(known).one()
    return row


def _count_letter(session: Session, secrecy: Secrecy, address: Address, at: datetime) -> int:
    """Count a letter to a mailbox; tells how many that are today."""
    key = secrecy.lookup("nieuwsbrief-dag", f"{at.date()}/{address.mailbox}")
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    first = dialect.insert(DagtellingRow).values(key=key, day=at.date(), count=1)
    counted = first.on_conflict_do_update(
        index_elements=[DagtellingRow.key], set_={"count": DagtellingRow.count + 1}
    ).returning(DagtellingRow.count)
    return int(session.execute(counted).scalar_one())


def _choose(session: Session, name: UUID, topics: Iterable[Topic]) -> None:
    session.flush()
    session.execute(delete(OnderwerpRow).where(OnderwerpRow.abonnement_id == name))
    session.execute(insert(OnderwerpRow), [{"abonnement_id": name, "topic": topic.value} for topic in sorted(topics)])


def _read(session: Session, row: AbonnementRow) -> Subscription:
    topics = session.scalars(select(OnderwerpRow.topic).where(OnderwerpRow.abonnement_id == row.id))
    return Subscription(row.id, frozenset(map(Topic, topics)), row.language, row.wanted_at, row.confirmed_at)
