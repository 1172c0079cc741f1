"""The command line of this room: `duo controle`."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from duo_site.controle import service
from duo_site.controle.batch import Checked
from duo_site.controle.domain import Oordeel, Outcome, RegisterEntry
from duo_site.controle.inspection import inspect
from duo_site.controle.inspection_pool import MOST_BYTES
from duo_site.controle.judging import judge
from duo_site.controle.offline import judge_offline, read_downloaded
from duo_site.controle.report import make_report
from duo_site.database import make_engine, reading_session
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.uittreksel.proofs.key_document import UnreadableKeyDocument
from duo_site.web.clock import now

Check = Callable[[bytes], tuple[Outcome, RegisterEntry | None]]

_MOST_LIST_BYTES = 64 * 1024 * 1024
_PATH = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--sleutels", type=_PATH, default=None, help="Key list of /api/v1/sleutels: check without the site.")
@click.option("--statuslijst", type=_PATH, default=None, help="Status list of /api/v1/statuslijst, with --sleutels.")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print what POST /api/v1/controles answers.")
def controle(files: tuple[str, ...], sleutels: Path | None, statuslijst: Path | None, as_json: bool) -> None:
    """Check whether uittreksels are genuine; prints one word per file, with its reasons.

    The words: geldig, ingetrokken, vervangen, gewijzigd, niet-van-ons, geen-zegel, niet-te-controleren.
    Exit code 0 when every file is geldig, 1 when one is not.

    With --sleutels and --statuslijst it needs no settings, no database and no network. A status list that is too old,
    or none, makes a file niet-te-controleren.
    """
    if statuslijst is not None and sleutels is None:
        raise click.UsageError("--statuslijst needs --sleutels.")
    checked: list[Checked] = []
    with _online() if sleutels is None else _offline(sleutels, statuslijst) as check:
        for name in files:
            with Path(name).open("rb") as file:
                outcome, entry = check(file.read(MOST_BYTES + 1))
            checked.append(Checked(name, outcome, entry))
            if not as_json:
                click.echo(f"{outcome.oordeel}\t{name}\t{', '.join(outcome.redenen)}")
    if as_json:
        rows = [row.for_programs() for row in make_report(checked, now()).rows]
        click.echo(json.dumps({"controles": rows}, ensure_ascii=False, indent=2))
    if any(file.outcome.oordeel is not Oordeel.GELDIG for file in checked):
        raise click.exceptions.Exit(1)


@contextmanager
def _online() -> Iterator[Check]:
    """Check against the keys and the register of this site."""
    settings = Settings.from_environment()
    secrecy, engine = Secrecy(settings.data_key), make_engine(settings.database_url)

    def check(data: bytes) -> tuple[Outcome, RegisterEntry | None]:
        judged = judge(data, settings.seal_folder, now(), inspect)
        with reading_session(engine) as session:
            return service.confirm(session, secrecy, judged)

    yield check
    engine.dispose()


@contextmanager
def _offline(key_list: Path, status_list: Path | None) -> Iterator[Check]:
    """Check against lists that were downloaded; end with one clear line when the key list cannot be read."""
    try:
        downloaded = read_downloaded(_read(key_list), _read(status_list) if status_list else None, now())
    except UnreadableKeyDocument as error:
        raise click.ClickException(f"{key_list}: {error}") from error
    yield lambda data: (judge_offline(data, downloaded, now()), None)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_LIST_BYTES)
