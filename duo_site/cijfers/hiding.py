"""Which counts are hidden so that none under ten can be seen or worked out. Pure.

The rule, and why it holds, stand in docs/decisions/0027-public-figures.md. In short: what is known of hidden counts
are sums of rows (a month) and columns (a year). A hidden count can be more than one number when counts can be moved
around a ring of hidden cells, so that each sum stays what it is (the cycle canceling of network flows).
"""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 10
"""A count under this is hidden."""
FREEDOM = 5
"""By how much at least a hidden count could be another number, as far as anybody can work out."""

Place = tuple[int, str]
"""A month and a column; month 0 is the row of the year totals."""

_YEAR = 0


@dataclass(frozen=True)
class Hidden:
    """A hidden count, and between which bounds somebody knows it to lie who knows why it is hidden."""

    value: int
    low: int
    high: int | None

    @property
    def up(self) -> int:
        """By how much it could be more, as far as its own bounds go."""
        return FREEDOM if self.high is None else self.high - self.value

    @property
    def down(self) -> int:
        """By how much it could be less, as far as its own bounds go."""
        return self.value - self.low


def hide_in_sum(counts: Mapping[str, int]) -> frozenset[str]:
    """Choose the parts of a sum that is shown itself which are hidden.

    Those under ten, and as long as they can be worked out the smallest of the others too; at last all.
    """
    hidden = {name for name, count in counts.items() if count < FEWEST}
    others = sorted(set(counts) - hidden, key=lambda name: (counts[name], name))
    while hidden and others and not _is_safe_sum([_hide(counts[name]) for name in hidden]):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def hide_year_totals(cells: Mapping[Place, int], totals: Mapping[str, int]) -> frozenset[str]:
    """Choose the columns whose total over the year is hidden.

    `cells` are the hidden counts by month and column; `totals` are those of the columns that hold one. The totals of
    the months and of the year are known. A total under ten is hidden, and as long as a hidden count can be worked out
    the smallest of the others too; at last all. A column without hidden cells never is: everybody can add it up.
    """
    hidden = {column for column, total in totals.items() if total < FEWEST}
    others = sorted(set(totals) - hidden, key=lambda column: (totals[column], column))
    while others and not _Ring(cells, hidden).is_safe():
        hidden.add(others.pop(0))
    return frozenset(hidden)


def _hide(count: int) -> Hidden:
    """Say what somebody who knows our rule knows of a hidden count: that it is under ten, or that it is not."""
    return Hidden(count, 0, FEWEST - 1) if count < FEWEST else Hidden(count, FEWEST, None)


def _is_safe_sum(cells: list[Hidden]) -> bool:
    up, down = sum(cell.up for cell in cells), sum(cell.down for cell in cells)
    return all(
        min(cell.up, down - cell.down, FREEDOM) + min(cell.down, up - cell.up, FREEDOM) >= FREEDOM for cell in cells
    )


class _Ring:
    """The hidden cells of a year as a network: rows and columns are joined by the cells they share.

    The hidden total of a column stands in the row of the year, with its sign turned, so that every line has a sum
    that is known.
    """

    def __init__(self, cells: Mapping[Place, int], hidden_totals: set[str]) -> None:
        self._cells = {place: _hide(count) for place, count in cells.items()}
        for column in hidden_totals:
            total = sum(count for (_month, name), count in cells.items() if name == column)
            self._cells[_YEAR, column] = Hidden(-total, -total - FREEDOM, 0)
        self._in_row: dict[int, list[Place]] = defaultdict(list)
        self._in_column: dict[str, list[Place]] = defaultdict(list)
        for place in self._cells:
            self._in_row[place[0]].append(place)
            self._in_column[place[1]].append(place)

    def is_safe(self) -> bool:
        """Tell whether every hidden count and total keeps its freedom."""
        return all(self._freedom(place) >= FREEDOM for place in self._cells)

    def _freedom(self, place: Place) -> int:
        more = self._shift(place, 1, FREEDOM)
        return more if more >= FREEDOM else more + self._shift(place, -1, FREEDOM - more)

    def _shift(self, place: Place, step: int, most: int) -> int:
        """Tell by how much a cell can be moved one way, while others move along and every sum stays."""
        moved: dict[Place, int] = defaultdict(int)
        room = min(most, self._cells[place].up if step > 0 else self._cells[place].down)
        for distance in range(room):
            way = self._find_way(place, step, moved)
            if way is None:
                return distance
            for number, other in enumerate(way):
                moved[other] += step if number % 2 else -step
        return room

    def _find_way(self, place: Place, step: int, moved: Mapping[Place, int]) -> list[Place] | None:
        """Find the cells that move along: from the column of a cell, turn by turn, back to its row."""
        row, column = place
        before: dict[Place, Place | None] = {}
        waiting: deque[tuple[str, Place | None]] = deque([(column, None)])
        seen_columns, seen_rows = {column}, set[int]()
        while waiting:
            here, came_by = waiting.popleft()
            for against in self._in_column[here]:
                if against == place or against[0] in seen_rows or not self._can_move(against, -step, moved):
                    continue
                before[against] = came_by
                seen_rows.add(against[0])
                if against[0] == row:
                    return _trace(against, before)
                for along in self._in_row[against[0]]:
                    if along[1] not in seen_columns and self._can_move(along, step, moved):
                        before[along] = against
                        seen_columns.add(along[1])
                        waiting.append((along[1], along))
        return None

    def _can_move(self, place: Place, step: int, moved: Mapping[Place, int]) -> bool:
        cell = self._cells[place]
        return moved[place] < cell.up if step > 0 else -moved[place] < cell.down


def _trace(last: Place, before: Mapping[Place, Place | None]) -> list[Place]:
    way, at = [], last if last in before else None
    while at is not None:
        way.append(at)
        at = before[at]
    return way[::-1]
