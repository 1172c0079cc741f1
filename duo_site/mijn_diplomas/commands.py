"""`duo register`: fill the register."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from duo_site.audit import AuditLog
from duo_site.database import make_engine
from duo_site.mijn_diplomas.delivery.domain import DeliveryReport
from duo_site.mijn_diplomas.delivery.process import Delivery, Listener
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now, today

_CLEAR_LINE = "\r\x1b[K"


@click.group()
def register() -> None:
    """Fill the diploma register."""


@register.command("lever-in", context_settings={"max_content_width": 110})
@click.argument(
    "files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--alles-of-niets", is_flag=True, default=False, help="Write nothing at all if one line is bad.")
def deliver(files: tuple[Path, ...], alles_of_niets: bool) -> None:
    """Deliver diplomas to the register: JSON Lines or CSV (comma or semicolon), in UTF-8, one diploma a line.

    A bad line is named with its field and the reason, and left out. Repeating a delivery changes nothing. A
    correction carries the same key (levering) and other values; uittreksels made before become "vervangen". A
    withdrawal makes them "ingetrokken". Exit code 0: every line is done; 1: lines were refused; 2: wrong usage.

    \b
    JSON Lines, here broken for reading; in the file it is one line:
      {"levering": "99AB-2024-00017", "bsn": "999990019", "achternaam": "Vries", "tussenvoegsel": "de",
       "voornamen": "Anja Maria", "geboortedatum": "1988-03-14", "document": "diploma", "soort": "vo",
       "bekostiging": "bekostigd", "opleidingscode": "", "opleiding": "vwo", "profiel": "Natuur en techniek",
       "niveau_nlqf": "4+", "instellingscode": "98CD", "onderwijsinstelling": "Heuvelrijk College",
       "plaats": "Vaals", "behaald_op": "2006-06-14",
       "cijfers": [{"vak": "Nederlands", "se": "7.1", "ce": "6.8", "eind": "7"}]}

    \b
    CSV, the same columns (cijfers as JSON; an empty column is an empty value):
      levering,bsn,achternaam,tussenvoegsel,voornamen,geboortedatum,document,soort,bekostiging,opleidingscode,
        opleiding,profiel,niveau_nlqf,instellingscode,onderwijsinstelling,plaats,behaald_op,cijfers
      99AB-2024-00018,999990019,Vries,de,Anja Maria,1988-03-14,diploma,hbo,bekostigd,34560,
        Bachelor Verpleegkunde,,6,99AB,Hogeschool Waterland,Monnickendam,2010-07-02,

    \b
    A withdrawal, and the way back (the whole diploma, with "ingetrokken": false):
      {"levering": "99AB-2024-00017", "ingetrokken": true}
      CSV: a column ingetrokken with ja or nee; a file with only the columns levering,ingetrokken will do
    """
    settings = Settings.from_environment()
    secrecy = Secrecy(settings.data_key)
    engine = make_engine(settings.database_url)
    with _progress(files) as listener:
        delivery = Delivery(engine, secrecy, AuditLog(secrecy.derive("audit")), now(), today(), listener)
        try:
            report = delivery.deliver_all_or_nothing(files) if alles_of_niets else delivery.deliver(files)
        except (OperationalError, ProgrammingError) as error:
            _fail_on_database(error)
    engine.dispose()
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
