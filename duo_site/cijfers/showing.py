"""What the page of the figures shows: each picture with its table, in the language of the request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_decimal

from duo_site.cijfers import words
from duo_site.cijfers.domain import ALL, SPLITS, Figure, Figures, Month, Part, Series, Split
from duo_site.cijfers.history import HISTORY, Precision
from duo_site.cijfers.satisfaction import Estimate, Satisfaction
from duo_site.cijfers.values import VALUES
from duo_site.web.charts import Chart, Point, column_chart, line_chart, row_chart
from duo_site.web.i18n import current_language
from duo_site.web.i18n import gettext as _

Cells = tuple[object, ...]


@dataclass(frozen=True)
class Picture:
    """A chart with its title, what there is to see in it, and its table; `name` is unique on the page."""

    name: str
    title: str
    description: str
    chart: Chart
    head: tuple[str, ...]
    rows: tuple[Cells, ...]
    numeric: tuple[int, ...]


def write_number(value: float) -> str:
    """Write a number in the language of the request."""
    return str(format_decimal(value, locale=current_language()))


def write_count(figure: Figure | None) -> str:
    """Write a count, or the word for one that is hidden."""
    return _("verborgen") if figure is None or figure.count is None else write_number(figure.count)


def write_month(month: Month) -> str:
    """Write a month with its year."""
    return str(format_date(month.first_day, "MMMM y", locale=current_language()))


def write_short_month(month: Month) -> str:
    """Write the name of a month, short."""
    return str(format_date(month.first_day, "LLL", locale=current_language()))


def draw_months(figures: Figures, series: Series, year: int, part: Part) -> Picture:
    """Show a year month by month."""
    months = figures.months_of(year)
    found = [figures.find(series, year, month.number, part) for month in months]
    name = str(words.SERIES[series])
    title = _("%(what)s per maand in %(year)s", what=name, year=year)
    if part != ALL:
        title = _("%(what)s per maand in %(year)s: %(part)s", what=name, year=year, part=words.name_of(part))
    chart = column_chart([write_short_month(month) for month in months], [_heights(found)], write_number)
    rows = tuple((write_month(month), write_count(figure)) for month, figure in zip(months, found, strict=True))
    return Picture("maanden", title, _describe(found), chart, (_("Maand"), _("Aantal")), rows, (1,))


def draw_split(figures: Figures, series: Series, year: int, split: Split) -> Picture:
    """Show of what a period consists: the year where it has ended, else its last month."""
    month = None if figures.is_complete(year) else figures.months_of(year)[-1]
    period = str(year) if month is None else write_month(month)
    parts = [Part(split, value) for value in VALUES[series, split]]
    found = [figures.find(series, year, month.number if month else None, part) for part in parts]
    named = [(words.name_of(part), figure) for part, figure in zip(parts, found, strict=True)]
    bars = sorted(((name, figure.count) for name, figure in named if figure and figure.count), key=lambda bar: -bar[1])
    title = {
        Split.SOORT: _("Per soort diploma in %(period)s", period=period),
        Split.TAAL: _("Per taal in %(period)s", period=period),
        Split.OORDEEL: _("Per uitkomst in %(period)s", period=period),
    }[split]
    rows = tuple((name, write_count(figure)) for name, figure in named)
    head = (str(words.SPLITS[split]), _("Aantal"))
    return Picture(split.value, title, _describe(found), row_chart(bars, write_number), head, rows, (1,))


def list_splits(figures: Figures, series: Series, year: int) -> list[Picture]:
    """Show of what a period consists, in every way that there is."""
    return [draw_split(figures, series, year, split) for split in SPLITS[series]]


def draw_marks(satisfaction: Sequence[Satisfaction], months: Sequence[Month]) -> Picture:
    """Show the mean mark of each month."""
    return _draw_estimates(
        "rapportcijfer",
        _("Rapportcijfer per maand"),
        _("Het gemiddelde van alle cijfers van 1 tot en met 10. De band laat zien hoe zeker dat is."),
        _by_month(satisfaction, months, lambda each: each.mark),
        (1, 10, 3),
    )


def draw_found(satisfaction: Sequence[Satisfaction], months: Sequence[Month]) -> Picture:
    """Show the share of each month that found it."""
    return _draw_estimates(
        "gevonden",
        _("Gevonden wat men zocht, in procenten"),
        _("Hoeveel van de 100 bezoekers helemaal vonden wat zij zochten. De band laat zien hoe zeker dat is."),
        _by_month(satisfaction, months, lambda each: each.found),
        (0, 100, 25),
    )


def draw_history() -> Picture:
    """Show the years from before this site counted."""
    qualified = {Precision.ALMOST: _("bijna %(count)s"), Precision.OVER: _("meer dan %(count)s")}
    chart = row_chart([(str(past.year), past.count) for past in HISTORY], write_number)
    rows = tuple((past.year, qualified[past.precision] % {"count": write_number(past.count)}) for past in HISTORY)
    return Picture(
        "geschiedenis",
        _("Downloads per jaar volgens persberichten"),
        _("Ronde getallen. Van 2019 is geen getal bekend."),
        chart,
        (_("Jaar"), _("Aantal")),
        rows,
        (1,),
    )


def _by_month(
    satisfaction: Sequence[Satisfaction], months: Sequence[Month], choose: Callable[[Satisfaction], Estimate | None]
) -> list[tuple[Month, Estimate | None]]:
    known = {each.month: choose(each) for each in satisfaction}
    return [(month, known.get(month)) for month in months]


def _draw_estimates(
    name: str,
    title: str,
    description: str,
    months: list[tuple[Month, Estimate | None]],
    scale: tuple[float, float, float],
) -> Picture:
    points = [
        Point(write_short_month(month), each.value, each.low, each.high, write_number(each.value))
        if each
        else Point(write_short_month(month))
        for month, each in months
    ]
    few = _("te weinig antwoorden")
    rows = tuple(
        (write_month(month), write_number(each.value), _span(each), write_number(each.answers))
        if each
        else (write_month(month), few, "", "")
        for month, each in months
    )
    head = (_("Maand"), _("Waarde"), _("Zeker tussen"), _("Antwoorden"))
    return Picture(name, title, description, line_chart(points, *scale, write_number), head, rows, (1, 2, 3))


def _span(estimate: Estimate) -> str:
    low, high = write_number(estimate.low), write_number(estimate.high)
    return _("%(low)s en %(high)s", low=low, high=high)


def _heights(found: Sequence[Figure | None]) -> list[float]:
    return [float(figure.count) if figure and figure.count else 0.0 for figure in found]


def _describe(found: Sequence[Figure | None]) -> str:
    """Say in a sentence what there is to see: the highest, or that all is hidden."""
    counts = [figure.count for figure in found if figure and figure.count is not None]
    hidden = len(found) - len(counts)
    if not counts:
        return _("Alle aantallen zijn verborgen.")
    if not hidden:
        return _("Het hoogste aantal is %(most)s.", most=write_number(max(counts)))
    return _(
        "Het hoogste aantal is %(most)s. Verborgen aantallen hebben geen balk: %(hidden)s.",
        most=write_number(max(counts)),
        hidden=hidden,
    )
