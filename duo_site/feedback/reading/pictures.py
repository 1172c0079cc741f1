"""The charts of the dashboard, with the tables that belong to them."""

from dataclasses import dataclass

from duo_site.feedback.reading.domain import Figures, Tally
from duo_site.feedback.reading.statistics import Week
from duo_site.feedback.reading.words import (
    name_week,
    write_count,
    write_mark,
    write_mean,
    write_percentage,
    write_share,
)
from duo_site.web.charts import Chart, Point, column_chart, distribution, line_chart
from duo_site.web.i18n import gettext as _

_LOWEST_MARK, _HIGHEST_MARK = 1.0, 10.0


@dataclass(frozen=True)
class Picture:
    """A chart with its words and its table."""

    name: str
    title: str
    description: str
    chart: Chart
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    series: tuple[str, ...] = ()


def draw(figures: Figures) -> tuple[Picture, ...]:
    """Make the charts of a period."""
    return (_found(figures), _marks_by_week(figures), _answers(figures), _marks(figures))


def _found(figures: Figures) -> Picture:
    points = [_found_point(week, tally) for week, tally in figures.weeks]
    return Picture(
        "gevonden",
        _("Gevonden per week"),
        _("De lijn is het deel dat 'ja' zei. De band is waar het echte deel ligt, 19 van de 20 keer."),
        line_chart(points, 0.0, 1.0, 0.25, write_percentage),
        (_("Week"), _("Gevonden")),
        tuple((_full(week), write_share(tally.found)) for week, tally in figures.weeks),
    )


def _found_point(week: Week, tally: Tally) -> Point:
    found = tally.found
    if not found.is_known:
        return Point(name_week(week))
    return Point(name_week(week), found.value, found.interval.low, found.interval.high, write_share(found))


def _marks_by_week(figures: Figures) -> Picture:
    points = [_mark_point(week, tally) for week, tally in figures.weeks]
    return Picture(
        "cijfer",
        _("Cijfer per week"),
        _("De lijn is het gemiddelde cijfer. De band is waar het echte gemiddelde ligt, 19 van de 20 keer."),
        line_chart(points, _LOWEST_MARK, _HIGHEST_MARK, 3.0, write_count),
        (_("Week"), _("Cijfer")),
        tuple((_full(week), write_mean(tally.sample)) for week, tally in figures.weeks),
    )


def _mark_point(week: Week, tally: Tally) -> Point:
    sample = tally.sample
    if not sample.is_known:
        return Point(name_week(week))
    interval = sample.interval
    return Point(name_week(week), sample.mean, interval.low, interval.high, write_mark(sample.mean))


def _answers(figures: Figures) -> Picture:
    whole = [tally.complete for _week, tally in figures.weeks]
    partial = [tally.partial for _week, tally in figures.weeks]
    return Picture(
        "antwoorden",
        _("Antwoorden per week"),
        _("Een antwoord is compleet als alles is ingevuld waarvoor geen typen nodig is."),
        column_chart([name_week(week) for week, _tally in figures.weeks], (whole, partial), write_count),
        (_("Week"), _("Compleet"), _("Deels ingevuld")),
        tuple((_full(week), write_count(tally.complete), write_count(tally.partial)) for week, tally in figures.weeks),
        (_("Compleet"), _("Deels ingevuld")),
    )


def _marks(figures: Figures) -> Picture:
    marks = figures.total.now.marks
    return Picture(
        "verdeling",
        _("Verdeling van de cijfers"),
        _("Hoe vaak elk cijfer is gegeven in deze periode."),
        distribution(marks, write_count),
        (_("Cijfer"), _("Aantal")),
        tuple((str(mark), write_count(count)) for mark, count in enumerate(marks, 1)),
    )


def _full(week: Week) -> str:
    return _("Week %(number)s van %(year)s", number=week.number, year=week.year)
