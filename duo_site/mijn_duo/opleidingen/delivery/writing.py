"""Writes the lines of a delivery into the aanbod, a batch at a time, in the transaction of the caller.

The onderwijsinstellingen of a batch are held until the transaction ends, as for the answer to a proposal.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from duo_site.deliveries.checking import FirstLines
from duo_site.deliveries.domain import BatchResult, Outcome, RawLine, RefusedLine, RowError
from duo_site.identity import Sector
from duo_site.mijn_duo.opleidingen.delivery.checking import (
    CheckedLine,
    DeliveredOpleiding,
    WithdrawnOpleiding,
    check_line,
)
from duo_site.mijn_duo.opleidingen.domain import LEERROUTES_OF, NIVEAUS_OF, Opleiding
from duo_site.mijn_duo.opleidingen.models import OpleidingRow
from duo_site.mijn_duo.opleidingen.service.reading import read_row
from duo_site.mijn_duo.opleidingen.service.recording import add_all, columns_of, settle_versions
from duo_site.mijn_duo.rollen.models import OnderwijsinstellingRow

_Place = tuple[str, str]
"""An instellingscode and an opleidingscode."""


class _Refused(Exception):
    """A line does not fit in the aanbod: its field and the reason."""


@dataclass
class _Changes:
    """The aanbod as it will be after a batch, and what the batch does to it."""

    periods: dict[_Place, dict[date, Opleiding]]
    ids: dict[tuple[_Place, date], int]
    inserts: dict[str, list[Opleiding]] = field(default_factory=lambda: defaultdict(list))
    updates: list[tuple[int, str, Opleiding]] = field(default_factory=list)
    deletes: dict[_Place, list[int]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class AanbodWriter:
    """Checks and writes the lines of one file; knows at which moment the delivery came in."""

    at: datetime
    first_lines: FirstLines = field(default_factory=FirstLines)

    def check(self, line: RawLine) -> CheckedLine | RefusedLine:
        """Make an opleiding or its withdrawal of a line."""
        return check_line(line)

    def write(self, session: Session, lines: Sequence[CheckedLine]) -> BatchResult:
        """Write the lines of a batch, in their order; those that do not fit are told."""
        sectors = _hold(session, {line.instellingscode for line in lines})
        changes = _find_periods(session, lines)
        counts, errors = Counter[Outcome](), list[RowError]()
        for line in lines:
            repeats = self.first_lines.note(line.key, line.line)
            try:
                outcome = _put(line, sectors.get(line.instellingscode), repeats, changes)
            except _Refused as refused:
                name, reason = refused.args
                errors.append(RowError(line.line, name, reason))
                outcome = Outcome.REFUSED
            counts[outcome] += 1
        self._write(session, changes)
        return BatchResult(counts, tuple(errors))

    def _write(self, session: Session, changes: _Changes) -> None:
        for (school, code), ids in changes.deletes.items():
            session.execute(delete(OpleidingRow).where(OpleidingRow.id.in_(ids)))
            settle_versions(session, school, {code})
        for number, school, one in changes.updates:
            kept = columns_of(school, one, self.at)
            session.execute(update(OpleidingRow).where(OpleidingRow.id == number).values(kept))
        for school, opleidingen in changes.inserts.items():
            add_all(session, school, opleidingen, self.at)


def _put(line: CheckedLine, sector: Sector | None, repeats: int | None, changes: _Changes) -> Outcome:
    """Put a line in the changes of its batch; raise _Refused where it does not fit."""
    if sector is None:
        raise _Refused("instellingscode", "deze onderwijsinstelling staat niet in het register (duo rollen register)")
    if isinstance(line, WithdrawnOpleiding):
        return _take_back(line, repeats, changes)
    place, new = (line.instellingscode, line.opleidingscode), line.opleiding
    periods = changes.periods[place]
    old = periods.get(new.starts_on)
    if old is not None and replace(new, zaak=old.zaak) == old:
        return Outcome.SAME
    _require_fit(line, sector, periods)
    if old is not None and repeats is not None:
        _refuse_repeat(repeats)
    number = changes.ids.get((place, new.starts_on))
    periods[new.starts_on] = replace(new, zaak=old.zaak) if old else new
    if number is None:
        changes.inserts[line.instellingscode].append(new)
        return Outcome.NEW
    changes.updates.append((number, line.instellingscode, periods[new.starts_on]))
    return Outcome.CHANGED


def _require_fit(line: DeliveredOpleiding, sector: Sector, periods: dict[date, Opleiding]) -> None:
    new = line.opleiding
    if new.niveau not in NIVEAUS_OF.get(sector, ()):
        raise _Refused("niveau", f"dit niveau hoort niet bij {sector.replace('-', ' ')}")
    if not set(new.leerroutes) <= set(LEERROUTES_OF.get(sector, ())):
        raise _Refused("leerroutes", f"deze leerroute hoort niet bij {sector.replace('-', ' ')}")
    last = new.ends_on or date.max
    for other in periods.values():
        overlaps = other.starts_on <= last and new.starts_on <= (other.ends_on or date.max)
        if overlaps and other.starts_on != new.starts_on:
            reason = f"deze periode overlapt die vanaf {other.starts_on}; geef die eerst een einddatum of trek die in"
            raise _Refused("begindatum", reason)


def _take_back(line: WithdrawnOpleiding, repeats: int | None, changes: _Changes) -> Outcome:
    place = line.instellingscode, line.opleidingscode
    if line.starts_on not in changes.periods[place]:
        return Outcome.SAME  # It was taken back before, or never delivered.
    if repeats is not None:
        _refuse_repeat(repeats)
    del changes.periods[place][line.starts_on]
    changes.deletes[place].append(changes.ids[place, line.starts_on])
    return Outcome.WITHDRAWN


def _refuse_repeat(first: int) -> None:
    raise _Refused("hele regel", f"deze periode staat ook op regel {first}, met andere gegevens; de eerste geldt")


def _hold(session: Session, schools: set[str]) -> dict[str, Sector]:
    """Hold the aanbod of onderwijsinstellingen until the transaction ends; gives the sector of those that are known."""
    query = (
        select(OnderwijsinstellingRow.instellingscode, OnderwijsinstellingRow.sector)
        .where(OnderwijsinstellingRow.instellingscode.in_(schools))
        .order_by(OnderwijsinstellingRow.instellingscode)
        .with_for_update()
    )
    return {school: Sector(sector) for school, sector in session.execute(query)}


def _find_periods(session: Session, lines: Sequence[CheckedLine]) -> _Changes:
    """Find what the aanbod holds of the opleidingen of a batch."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        wanted[line.instellingscode].add(line.opleidingscode)
    changes = _Changes(defaultdict(dict), {})
    for school, codes in wanted.items():
        here = OpleidingRow.instellingscode == school, OpleidingRow.opleidingscode.in_(codes)
        for row in session.scalars(select(OpleidingRow).where(*here)):
            place = school, row.opleidingscode
            changes.periods[place][row.starts_on] = read_row(row)
            changes.ids[place, row.starts_on] = row.id
    return changes
