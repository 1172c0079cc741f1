"""`duo rollen`: what the bevoegd gezag and the operator do about rollen."""

from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from duo_site.audit import AuditLog
from duo_site.database import make_engine, reading_session, writing_session
from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.delivery import BadLine, read_register
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Given, Grant, NotGiven
from duo_site.mijn_duo.rollen.letters import list_letters, post_invitation
from duo_site.mijn_duo.rollen.service.appointing import LastBeheerder, appoint, dismiss, invite_beheerder
from duo_site.mijn_duo.rollen.service.invitations import Invited, withdraw
from duo_site.mijn_duo.rollen.service.invited import list_open
from duo_site.mijn_duo.rollen.service.register import find_bestuur, keep_bestuur, keep_onderwijsinstelling
from duo_site.mijn_duo.rollen.service.review import count_beheerders, list_review
from duo_site.outbox import Fate
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now, today
from duo_site.web.i18n import DUTCH

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def rollen() -> None:
    """Appoint the beheerders of an onderwijsinstelling, and fill the register of onderwijsinstellingen."""


@rollen.command("beheerder")
@click.argument("bestuursnummer")
@click.option("--naam", required=True, help="Name of the beheerder.")
@click.option("--email", help="E-mail address: an invitation goes there, valid for 7 days.")
@click.option("--inlog", help="Identifier of the login, where it is known already: the rol works at once.")
@click.option("--tot", type=_DAY, help="Last day of the rol (YYYY-MM-DD).")
def appoint_beheerder(
    bestuursnummer: str, naam: str, email: str | None, inlog: str | None, tot: datetime | None
) -> None:
    """Appoint a beheerder, as the bevoegd gezag of BESTUURSNUMMER decided. Two are advised."""
    if not email and not inlog:
        raise click.UsageError("Give --email (sends an invitation) or --inlog (the rol works at once).")
    settings = Settings.from_environment()
    until = tot.date() if tot else None
    grant = Grant(inlog or "", naam, Rol.BEHEERDER, bestuursnummer, "", today(), until, email=email or "")
    with writing_session(make_engine(settings.database_url)) as session:
        outcome = appoint(session, grant, now(), today()) if inlog else _invite(session, settings, grant)
        number = count_beheerders(session, bestuursnummer, today())
        if not isinstance(outcome, NotGiven):
            _write_down(session, settings, "beheerder-aanwijzen", bestuursnummer)
    match outcome:
        case NotGiven(reason):
            raise click.ClickException(f"Not appointed: {reason.value}.")
        case Invited():
            click.echo(f"An invitation goes to {grant.email}, sent by `duo jobs`. It is valid for 7 days.")
        case Given():
            click.echo(f"{naam} is beheerder of bestuur {bestuursnummer} from now on.")
    if number < 2:
        click.echo(f"Bestuur {bestuursnummer} has {number} beheerder(s) now; two are advised.", err=True)


@rollen.command("beheerder-einde")
@click.argument("bestuursnummer")
@click.argument("number", type=int)
@click.option("--toch", is_flag=True, default=False, help="Also where nobody is left who can give rollen.")
def dismiss_beheerder(bestuursnummer: str, number: int, toch: bool) -> None:
    """End the rol NUMBER of a beheerder at once; `duo rollen lijst` tells the numbers."""
    settings = Settings.from_environment()
    with writing_session(make_engine(settings.database_url)) as session:
        outcome = dismiss(session, bestuursnummer, number, now(), today(), although_last=toch)
        if outcome is None:
            _write_down(session, settings, "beheerder-beeindigen", f"roltoekenning/{number}")
        left = count_beheerders(session, bestuursnummer, today())
    if isinstance(outcome, LastBeheerder):
        raise click.ClickException("This is the last beheerder. Appoint another first, or add --toch.")
    if outcome is not None:
        raise click.ClickException(f"Bestuur {bestuursnummer} has no beheerder with number {number}.")
    click.echo(f"Ended. Bestuur {bestuursnummer} has {left} beheerder(s) now; two are advised.")


@rollen.command("lijst")
@click.argument("bestuursnummer")
def show_list(bestuursnummer: str) -> None:
    """List the rollen of a bestuur: number, name, rol, instellingscode, last login; and who is invited."""
    settings = Settings.from_environment()
    with reading_session(make_engine(settings.database_url)) as session:
        bestuur = find_bestuur(session, bestuursnummer)
        lines = list_review(session, bestuursnummer, today())
        invitations = list_open(session, bestuursnummer)
        letters = list_letters(session, invitations)
    if bestuur is None:
        raise click.ClickException(f"The register knows no bestuur {bestuursnummer}.")
    for line in lines:
        held = line.toekenning
        last = line.last_login_at.date().isoformat() if line.last_login_at else "never"
        click.echo(f"{line.number:6} {line.name:30} {held.rol:40} {held.instellingscode or '-':5} {last}")
    for one in invitations:
        fate = letters[one.number].fate.name if one.number in letters else "UNKNOWN"
        click.echo(f"invited {one.grant.name:29} {one.grant.rol:40} e-mail {fate.lower().replace('_', ' ')}")


@rollen.command("register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def fill_register(file: Path) -> None:
    """Fill the register of onderwijsinstellingen from a CSV file; a line that is there already is changed.

    Columns: instellingscode, naam, plaats, sector, bekostiging, bestuursnummer, bestuur. One bad line stops all.
    """
    settings, number = Settings.from_environment(), 0
    try:
        with writing_session(make_engine(settings.database_url)) as session:
            for bestuur, onderwijsinstelling in read_register(file):
                keep_bestuur(session, bestuur)
                keep_onderwijsinstelling(session, onderwijsinstelling)
                number += 1
    except (BadLine, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file.name}: {error}. Nothing was changed.") from error
    click.echo(f"{number} onderwijsinstellingen are in the register.")


def _invite(session: Session, settings: Settings, grant: Grant) -> Invited | NotGiven:
    """Invite a beheerder; an invitation whose e-mail was given up is taken back first."""
    invitations = [one for one in list_open(session, grant.bestuursnummer) if one.grant.rol is Rol.BEHEERDER]
    letters = list_letters(session, invitations)
    for one in invitations:
        is_lost = one.number in letters and letters[one.number].fate is Fate.GIVEN_UP
        if is_lost and one.grant.email == grant.email:
            withdraw(session, BEVOEGD_GEZAG, grant.bestuursnummer, one.number, now())
    outcome = invite_beheerder(session, grant, now())
    if isinstance(outcome, Invited):
        post_invitation(session, Secrecy(settings.data_key), outcome, settings.base_url, DUTCH, now())
    return outcome


def _write_down(session: Session, settings: Settings, action: str, target: str) -> None:
    """Add a line to the audit log in the transaction of the act."""
    log = AuditLog(Secrecy(settings.data_key).derive("audit"))
    log.write(session, action=action, target=target, result="gelukt", actor="bevoegd-gezag", origin="duo", at=now())
