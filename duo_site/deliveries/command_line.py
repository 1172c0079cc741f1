"""What all commands that deliver have in common: their arguments, a bar, one clear line, the exit code."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from duo_site.deliveries.domain import DeliveryReport
from duo_site.deliveries.process import Checked, Delivery, Listener

_CLEAR_LINE = "\r\x1b[K"

files_argument = click.argument(
    "files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
all_or_nothing_option = click.option(
    "--alles-of-niets", is_flag=True, default=False, help="Write nothing at all if one line is bad."
)


def carry_out(
    files: tuple[Path, ...], prepare: Callable[[Listener], Delivery[Checked]], *, all_or_nothing: bool
) -> None:
    """Deliver files and tell how it went; raise ClickException where a line was refused or the database fails."""
    with _progress(files) as listener:
        delivery = prepare(listener)
        try:
            report = delivery.deliver_all_or_nothing(files) if all_or_nothing else delivery.deliver(files)
        except (OperationalError, ProgrammingError) as error:
            _fail_on_database(error)
    _conclude(report)


@contextmanager
def _progress(files: tuple[Path, ...]) -> Iterator[Listener]:
    """Show a bar on a terminal, and name bad lines on standard error."""
    several, shows_bar = len(files) > 1, sys.stderr.isatty()

    def tell(path: Path, problem: str) -> None:
        # On a terminal the problem takes the place of the bar, which is drawn again below it.
        start = _CLEAR_LINE if shows_bar else ""
        click.echo(f"{start}{path.name}: {problem}" if several else f"{start}{problem}", err=True)

    with ExitStack() as stack:
        if not shows_bar:
            yield Listener(tell, lambda path, read: None)
            return
        size = sum(path.stat().st_size for path in files)
        bar = stack.enter_context(click.progressbar(length=size, label="Inleveren", file=sys.stderr))
        yield Listener(tell, lambda path, read: bar.update(read))


def _fail_on_database(error: OperationalError | ProgrammingError) -> NoReturn:
    """End with one line; what was reported before is in the register."""
    kind = type(error.orig).__name__
    advice = "Bestaan de tabellen (duo db upgrade) en is de database bereikbaar?"
    raise click.ClickException(f"De database doet het niet ({kind}). {advice} U kunt dezelfde levering herhalen.")


def _conclude(report: DeliveryReport) -> None:
    click.echo(f"{report}.")
    if report.stopped:
        raise click.ClickException("Er is niets geleverd: verbeter de genoemde regels en lever opnieuw.")
    if not report.is_clean:
        raise click.ClickException("De genoemde regels zijn niet geleverd; de andere staan in het register.")
