"""`duo demo`: the whole demonstration with one command."""

from pathlib import Path

import click

from duo_site.demo.environment import demo_environment
from duo_site.demo.people import CAST
from duo_site.demo.preparation import prepare
from duo_site.demo.processes import run_together
from duo_site.settings import Settings, whole_environment

_PORTS = click.IntRange(1, 65535)


@click.command()
@click.option("--port", envvar="PORT", default=8000, type=_PORTS, show_default=True, help="Port of the site.")
@click.option("--idp-port", envvar="IDP_PORT", default=8001, type=_PORTS, show_default=True, help="Port of the logins.")
@click.option("--instance", envvar="DUO_INSTANCE", default="instance", type=click.Path(path_type=Path), help="Folder.")
@click.option("--only-prepare", is_flag=True, default=False, help="Make the database and the data, and stop.")
def demo(port: int, idp_port: int, instance: Path, only_prepare: bool) -> None:
    """Run the site with invented people, on this machine alone. Ctrl-C ends it; the data stay."""
    environment = demo_environment(whole_environment(), instance.resolve(), port, idp_port)
    settings = Settings.from_environment(environment)
    if not settings.demonstration:
        raise click.ClickException("DUO_OPERATOR is set: invented people do not belong on a real site.")
    prepare(settings, click.echo)
    if only_prepare:
        return
    click.echo(f"\nThe site:        {settings.base_url}")
    click.echo(f"The logins:      http://127.0.0.1:{idp_port}")
    click.echo("\nWho can log in:")
    for person in CAST:
        click.echo(f"  {person.name:22} {person.means:12} {person.who}")
    click.echo("\nCtrl-C ends both.\n")
    run_together(environment, settings, port)
