"""The geometry of charts that the server draws as SVG. Pure: numbers in, places out.

Across, places are percentages of the picture, so that a chart fills any width while its letters keep their size.
Down, they are pixels. Templates draw them with the macros of `templates/components/chart.html`; the colours are
classes, and the texts (labels, values) are written by who asks for the chart, in the language of the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

_LEFT, _RIGHT = 11.0, 99.0
_TOP, _BASE, _HEIGHT = 14.0, 214.0, 244.0
_LETTERS_WIDE, _LETTERS_NARROW = 44, 30
_ROW_HEIGHT, _ROW_BAR, _WIDEST_ROW = 52.0, 18.0, 78.0


@dataclass(frozen=True)
class Tick:
    """A line across the picture with what it stands for."""

    y: float
    text: str


@dataclass(frozen=True)
class Label:
    """A word below the picture; `is_minor` where a narrow screen has no room for it."""

    x: float
    text: str
    is_minor: bool


@dataclass(frozen=True)
class Part:
    """A rectangle; `series` counts from 1 and chooses its colour, `text` is what it says when pointed at."""

    x: float
    y: float
    width: float
    height: float
    series: int
    text: str


@dataclass(frozen=True)
class ColumnChart:
    """Upright bars side by side, perhaps of several parts on top of each other."""

    height: float
    base: float
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    parts: tuple[Part, ...]
    kind: str = "columns"


@dataclass(frozen=True)
class Row:
    """A lying bar with its name above it and its value behind it."""

    y: float
    width: float
    label: str
    text: str


@dataclass(frozen=True)
class RowChart:
    """Lying bars below each other: for names that are long."""

    height: float
    bar: float
    rows: tuple[Row, ...]
    kind: str = "rows"


@dataclass(frozen=True)
class Point:
    """A value with the interval it lies in; a value of None leaves a gap. `text` is how the value is written."""

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Dot:
    """A point of a line, with what it says when pointed at."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class LineChart:
    """A line with a band around it. Lines and bands are the points of SVG paths, across from 0 to 100."""

    height: float
    base: float
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    lines: tuple[str, ...]
    bands: tuple[str, ...]
    dots: tuple[Dot, ...]
    kind: str = "line"


Chart = ColumnChart | RowChart | LineChart


def nice_step(top: float, most: int = 5) -> float:
    """Give a round step (1, 2 or 5 times a power of ten, at least 1) that reaches the top in at most so many steps."""
    rough = max(top / most, 1.0)
    power = 10.0 ** floor(log10(rough))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough * (1 - 1e-9))


def column_chart(
    labels: Sequence[str],
    series: Sequence[Sequence[float]],
    write: Callable[[float], str],
) -> ColumnChart:
    """Put upright bars side by side; of several series the second stands on the first, and so on."""
    totals = [sum(values) for values in zip(*series, strict=True)]
    top = max([*totals, 1.0])
    step = nice_step(top)
    scale = _Scale(0.0, ceil(top / step - 1e-9) * step)
    room = (_RIGHT - _LEFT) / max(len(labels), 1)
    parts: list[Part] = []
    for number, label in enumerate(labels):
        below = 0.0
        for order, values in enumerate(series, 1):
            if values[number]:
                y, foot = scale.place(below + values[number]), scale.place(below)
                text = f"{label}: {write(values[number])}"
                x = _LEFT + room * (number + 0.14)
                parts.append(Part(_round(x), y, _round(room * 0.72), _round(foot - y), order, text))
            below += values[number]
    places = [_LEFT + room * (number + 0.5) for number in range(len(labels))]
    return ColumnChart(_HEIGHT, _BASE, scale.ticks(step, write), _labels(labels, places), tuple(parts))


def row_chart(items: Sequence[tuple[str, float]], write: Callable[[float], str]) -> RowChart:
    """Put lying bars below each other, in the order given."""
    top = max([*(value for _label, value in items), 1e-9])
    rows = tuple(
        Row(number * _ROW_HEIGHT, _round(_WIDEST_ROW * value / top), label, write(value))
        for number, (label, value) in enumerate(items)
    )
    return RowChart(max(len(rows), 1) * _ROW_HEIGHT, _ROW_BAR, rows)


def line_chart(
    points: Sequence[Point], lowest: float, highest: float, step: float, write: Callable[[float], str]
) -> LineChart:
    """Draw a line through points side by side, with the band of their intervals; gaps stay gaps."""
    scale = _Scale(lowest, highest)
    room = (_RIGHT - _LEFT) / max(len(points), 1)
    places = [_LEFT + room * (number + 0.5) for number in range(len(points))]
    known = [number for number, point in enumerate(points) if point.value is not None]
    lines: list[str] = []
    bands: list[str] = []
    for stretch in _stretches(known):
        if len(stretch) == 1:
            continue
        lines.append(_path([(places[n], scale.place(points[n].value or 0.0)) for n in stretch]))
        around = [n for n in stretch if points[n].low is not None and points[n].high is not None]
        if len(around) == len(stretch):
            upper = [(places[n], scale.place(points[n].high or 0.0)) for n in around]
            lower = [(places[n], scale.place(points[n].low or 0.0)) for n in reversed(around)]
            bands.append(f"{_path(upper + lower)}Z")
    dots = tuple(
        Dot(_round(places[n]), scale.place(points[n].value or 0.0), f"{points[n].label}: {points[n].text}")
        for n in known
    )
    labels = _labels([point.label for point in points], places)
    return LineChart(_HEIGHT, _BASE, scale.ticks(step, write), labels, tuple(lines), tuple(bands), dots)


def distribution(counts: Sequence[float], write: Callable[[float], str]) -> ColumnChart:
    """Show how often each mark was given; the first count is that of mark 1."""
    return column_chart([str(mark) for mark in range(1, len(counts) + 1)], [counts], write)


@dataclass(frozen=True)
class _Scale:
    lowest: float
    highest: float

    def place(self, value: float) -> float:
        """Give the height of a value in pixels from the top; what lies outside is put on the edge."""
        share = (min(max(value, self.lowest), self.highest) - self.lowest) / (self.highest - self.lowest)
        return _round(_BASE - share * (_BASE - _TOP))

    def ticks(self, step: float, write: Callable[[float], str]) -> tuple[Tick, ...]:
        """Put a line at each step."""
        count = floor((self.highest - self.lowest) / step + 1e-9)
        values = [self.lowest + number * step for number in range(count + 1)]
        return tuple(Tick(self.place(value), write(value)) for value in values)


def _labels(texts: Sequence[str], places: Sequence[float]) -> tuple[Label, ...]:
    """Choose the labels for which there is room, and among them those that a narrow screen has room for too."""
    longest = max(map(len, texts), default=0) + 1
    every = max(1, ceil(len(texts) * longest / _LETTERS_WIDE))
    few = every * max(1, ceil(len(texts) / every * longest / _LETTERS_NARROW))
    return tuple(
        Label(_round(x), text, number % few != 0)
        for number, (text, x) in enumerate(zip(texts, places, strict=True))
        if number % every == 0
    )


def _stretches(numbers: Sequence[int]) -> list[list[int]]:
    """Split rising numbers where one is missing."""
    cuts = [place for place, (left, right) in enumerate(pairwise(numbers), 1) if right - left > 1]
    edges = [0, *cuts, len(numbers)]
    return [list(numbers[start:end]) for start, end in pairwise(edges) if start < end]


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_round(x)} {_round(y)}" for x, y in points)


def _round(value: float) -> float:
    return round(value, 2)
