"""`duo audit`: the chain of audit lines."""

import click

from duo_site.audit import AuditLog
from duo_site.database import make_engine, reading_session
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings


@click.group()
def audit() -> None:
    """Look after the audit log."""


@audit.command("check")
def check() -> None:
    """Check that no audit line was changed, added or removed. Exit code 1 where one was."""
    settings = Settings.from_environment()
    log = AuditLog(Secrecy(settings.data_key).derive("audit"))
    with reading_session(make_engine(settings.database_url)) as session:
        report = log.check(session)
    if not report.is_whole:
        places = ", ".join(str(number) for number in report.broken_at[:20])
        raise click.ClickException(f"The chain of {report.lines} lines breaks at line {places}.")
    click.echo(f"The chain of {report.lines} lines is whole.")
