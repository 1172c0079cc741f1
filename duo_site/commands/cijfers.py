"""`duo cijfers`: the public figures in the terminal; what is hidden on the page is hidden here."""

import csv
import json
import sys
from collections.abc import Sequence

import click

from duo_site.cijfers.api import PERIOD
from duo_site.cijfers.domain import Figure, Figures, Series, lies_between
from duo_site.cijfers.files import COUNTS, describe_all, write_table
from duo_site.cijfers.satisfaction import Satisfaction, read_satisfaction
from duo_site.cijfers.service import read_figures
from duo_site.database import make_engine, reading_session
from duo_site.feedback.reading.monthly import list_months
from duo_site.settings import Settings
from duo_site.web.clock import today
from duo_site.web.spreadsheet import harmless

_HEAD = ("periode", "wat", "verdeling", "waarde", "aantal")


class _Period(click.ParamType[str]):
    """A year or a month."""

    name = "period"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take a period as ISO 8601 writes it."""
        if not PERIOD.fullmatch(value):
            self.fail(f"{value} is no year or month; write 2026 or 2026-10.", param, ctx)
        return value


@click.command()
@click.option("--wat", type=click.Choice([series.value for series in Series]), default=None, help="Only these figures.")
@click.option("--van", "first", type=_Period(), default=None, help="From this year or month on (2026 or 2026-10).")
@click.option("--tot", "last", type=_Period(), default=None, help="Up to and including this year or month.")
@click.option("--verdeling", is_flag=True, default=False, help="In the table: also by soort, taal and oordeel.")
@click.option("--csv", "as_csv", is_flag=True, default=False, help="Print CSV, with every division.")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print what GET /api/v1/cijfers answers.")
def cijfers(wat: str | None, first: str | None, last: str | None, verdeling: bool, as_csv: bool, as_json: bool) -> None:
    """Print the public figures: downloads, uittreksels, controles and numbers that were looked up.

    Counts under 10 are hidden, and others so that those cannot be worked out. A month is there when it has ended.
    Exit code 0: printed; 1: there is nothing in this period; 2: wrong usage.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json do not go together.")
    settings = Settings.from_environment()
    figures, satisfaction = _read(settings)
    chosen = list(figures.select(series=Series(wat) if wat else None, first=first or "", last=last or ""))
    opinions = [each for each in satisfaction if lies_between(str(each.month), first or "", last or "")]
    if not chosen and not opinions:
        raise click.ClickException("There are no figures in this period.")
    if as_json:
        everything = describe_all(figures, chosen, opinions, base_url=settings.base_url, operator=settings.operator)
        click.echo(json.dumps(everything, ensure_ascii=False, indent=2))
    elif as_csv:
        head, rows = write_table(COUNTS, chosen, opinions, settings.base_url)
        written = csv.writer(sys.stdout, lineterminator="\n")
        written.writerows([harmless(cell) for cell in row] for row in (head, *rows))
    else:
        _print_table([figure for figure in chosen if verdeling or figure.part.split is None])
        _print_opinions(opinions)


def _read(settings: Settings) -> tuple[Figures, tuple[Satisfaction, ...]]:
    engine = make_engine(settings.database_url)
    with reading_session(engine) as session:
        read = read_figures(session, today()), read_satisfaction(session, list_months, today())
    engine.dispose()
    return read


def _print_table(figures: Sequence[Figure]) -> None:
    rows = [
        (
            figure.period,
            figure.series.value,
            figure.part.split.value if figure.part.split else "alles",
            figure.part.value or "alles",
            "verborgen" if figure.count is None else str(figure.count),
        )
        for figure in figures
    ]
    widths = [max(len(row[place]) for row in (_HEAD, *rows)) for place in range(len(_HEAD))]
    for row in (_HEAD, *rows):
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths[:-1], strict=True)]
        click.echo("  ".join([*cells, row[-1].rjust(widths[-1])]))


def _print_opinions(opinions: Sequence[Satisfaction]) -> None:
    for each in opinions:
        for name, estimate, unit in (("cijfer", each.mark, ""), ("gevonden", each.found, "%")):
            if estimate:
                interval = f"{estimate.low:g}{unit} - {estimate.high:g}{unit}"
                click.echo(f"{each.month}  {name}  {estimate.value:g}{unit}  ({interval}, n = {estimate.answers})")
