"""Writes a batch of checked lines to the register, in the transaction of the caller."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from duo_site.deliveries.domain import BatchResult, Outcome, RowError
from duo_site.mijn_diplomas.delivery.content import columns_of, hash_content, new_public_id
from duo_site.mijn_diplomas.delivery.domain import DeliveredDiploma, Withdrawal
from duo_site.mijn_diplomas.domain import DiplomaStatus
from duo_site.mijn_diplomas.models import DiplomahouderRow, DiplomaRow
from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.service import set_status

_LOCK_NUMBER = 0x6C6576  # "lev": on PostgreSQL one delivery at a time writes, as on SQLite
_DIPLOMAS = cast(Table, DiplomaRow.__table__)
_HOLDERS = cast(Table, DiplomahouderRow.__table__)


@dataclass(frozen=True)
class GoodLine:
    """A line that may be written; `repeats` is the earlier line of the same file with the same key."""

    content: DeliveredDiploma | Withdrawal
    repeats: int | None = None


@dataclass
class _Known:
    """A diploma as the register holds it, or will hold it after this batch."""

    id: int | None
    public_id: str
    content: str
    version: int
    status: str
    holder_id: int


@dataclass
class _Changes:
    """What a batch does, gathered before it is written."""

    inserts: dict[str, dict[str, Any]] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    uittreksels: list[tuple[str, Status]] = field(default_factory=list)
    counts: Counter[Outcome] = field(default_factory=Counter)
    errors: list[RowError] = field(default_factory=list)


class BatchWriter:
    """Writes batches; knows how to encrypt and at which moment the delivery came in."""

    def __init__(self, secrecy: Secrecy, at: datetime) -> None:
        self._secrecy = secrecy
        self._at = at

    def write(self, session: Session, lines: Sequence[GoodLine]) -> BatchResult:
        """Write the lines of a batch: new ones are added, others compared and changed where they differ."""
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})
        known = _find_known(session, {line.content.levering for line in lines})
        holders = self._find_or_add_holders(
            session, {line.content.bsn for line in lines if isinstance(line.content, DeliveredDiploma)}
        )
        changes = _Changes()
        for line in lines:
            if isinstance(line.content, Withdrawal):
                outcome = self._withdraw(line.content, line.repeats, known, changes)
            else:
                holder = holders[line.content.bsn]
                outcome = self._deliver(line.content, line.repeats, holder, known, changes)
            changes.counts[outcome] += 1
        _write(session, changes, self._at)
        return BatchResult(changes.counts, tuple(changes.errors))

    def _deliver(
        self,
        diploma: DeliveredDiploma,
        repeats: int | None,
        holder_id: int,
        known: dict[str, _Known],
        changes: _Changes,
    ) -> Outcome:
        content, old = hash_content(self._secrecy, diploma), known.get(diploma.levering)
        if old is None:
            values = columns_of(self._secrecy, diploma, content, holder_id, self._at)
            new = _Known(None, new_public_id(), content, 1, DiplomaStatus.GELDIG, holder_id)
            known[diploma.levering] = new
            changes.inserts[diploma.levering] = {
                "levering": diploma.levering, "public_id": new.public_id, "version": 1, "delivered_at": self._at,
                **values,
            }  # fmt: skip
            return Outcome.NEW
        is_withdrawn = old.status == DiplomaStatus.INGETROKKEN
        if old.content == content and not (is_withdrawn and diploma.reinstates):
            # A repeat of what was delivered before its withdrawal does not undo the withdrawal.
            return Outcome.SAME
        if repeats is not None:
            return _refuse_repeat(diploma.line, repeats, changes)
        changes.uittreksels.append((old.public_id, Status.VERVANGEN))
        if old.holder_id != holder_id:
            # It was somebody else's: the old uittreksels must not be within reach of the new holder.
            old.public_id, old.holder_id = new_public_id(), holder_id
        old.version, old.content, old.status = old.version + 1, content, DiplomaStatus.GELDIG
        values = columns_of(self._secrecy, diploma, content, holder_id, self._at)
        changes.updates.append(
            {"b_id": old.id, "b_version": old.version, "b_public_id": old.public_id, **_bound(values)}
        )
        return Outcome.CHANGED

    def _withdraw(
        self, withdrawal: Withdrawal, repeats: int | None, known: dict[str, _Known], changes: _Changes
    ) -> Outcome:
        old = known.get(withdrawal.levering)
        if old is None:
            reason = "deze sleutel staat niet in het register, dus er is niets om in te trekken"
            changes.errors.append(RowError(withdrawal.line, "levering", reason))
            return Outcome.REFUSED
        if old.status == DiplomaStatus.INGETROKKEN:
            return Outcome.SAME
        if repeats is not None:
            return _refuse_repeat(withdrawal.line, repeats, changes)
        old.status = DiplomaStatus.INGETROKKEN
        changes.uittreksels.append((old.public_id, Status.INGETROKKEN))
        changes.updates.append({"b_id": old.id, "b_status": old.status.value, "b_updated_at": self._at})
        return Outcome.WITHDRAWN

    def _find_or_add_holders(self, session: Session, bsns: set[str]) -> dict[str, int]:
        lookups = {bsn: self._secrecy.lookup("bsn", bsn) for bsn in bsns}
        found = _find_holders(session, lookups.values())
        missing = {bsn: lookup for bsn, lookup in lookups.items() if lookup not in found}
        if missing:
            session.execute(
                insert(_HOLDERS),
                [{"bsn": self._secrecy.encrypt(bsn), "bsn_lookup": lookup} for bsn, lookup in missing.items()],
            )
            found |= _find_holders(session, missing.values())
        return {bsn: found[lookup] for bsn, lookup in lookups.items()}


def _refuse_repeat(line: int, first: int, changes: _Changes) -> Outcome:
    reason = f"deze sleutel staat ook op regel {first}, met andere gegevens; de eerste geldt"
    changes.errors.append(RowError(line, "levering", reason))
    return Outcome.REFUSED


def _find_known(session: Session, leveringen: set[str]) -> dict[str, _Known]:
    columns = _DIPLOMAS.c
    wanted = (columns.levering, columns.id, columns.public_id, columns.content, columns.version, columns.status)
    found = session.execute(select(*wanted, columns.holder_id).where(columns.levering.in_(leveringen)))
    return {row[0]: _Known(*row[1:]) for row in found}


def _find_holders(session: Session, lookups: Iterable[str]) -> dict[str, int]:
    found = session.execute(
        select(DiplomahouderRow.bsn_lookup, DiplomahouderRow.id).where(DiplomahouderRow.bsn_lookup.in_(list(lookups)))
    )
    return {row.bsn_lookup: row.id for row in found}


def _bound(values: dict[str, object]) -> dict[str, object]:
    return {f"b_{name}": value for name, value in values.items()}


def _write(session: Session, changes: _Changes, at: datetime) -> None:
    """Write what was gathered, with few statements: Core, because the ORM takes three times as long."""
    if changes.inserts:
        session.execute(insert(_DIPLOMAS), list(changes.inserts.values()))
    by_shape: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for values in changes.updates:
        by_shape.setdefault(tuple(values), []).append(values)
    for names, rows in by_shape.items():
        columns: dict[str, Any] = {name.removeprefix("b_"): bindparam(name) for name in names if name != "b_id"}
        changed = update(_DIPLOMAS).where(_DIPLOMAS.c.id == bindparam("b_id")).values(columns)
        session.connection().execute(changed, rows)
    for public_id, status in changes.uittreksels:
        set_status(session, public_id, status, at)
