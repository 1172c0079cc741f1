"""`duo opleidingen`: fill the register of opleidingen."""

from pathlib import Path

import click

from duo_site.audit import AuditLog
from duo_site.database import make_engine
from duo_site.deliveries.command_line import all_or_nothing_option, carry_out, files_argument
from duo_site.deliveries.process import Delivery, Listener
from duo_site.mijn_duo.opleidingen.delivery.checking import LAYOUT, CheckedLine
from duo_site.mijn_duo.opleidingen.delivery.writing import AanbodWriter
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now


@click.group()
def opleidingen() -> None:
    """Fill the register of opleidingen (CROHO)."""


@opleidingen.command("lever-in", context_settings={"max_content_width": 110})
@files_argument
@all_or_nothing_option
def deliver(files: tuple[Path, ...], alles_of_niets: bool) -> None:
    """Deliver opleidingen: JSON Lines or CSV (comma or semicolon), in UTF-8, one period of an opleiding a line.

    A period is known by instellingscode, opleidingscode and begindatum. The same line again changes nothing; with
    other values it is a correction. A change of an opleiding is two lines: the old period with its einddatum, and
    the next one; the oldest first. Periods of one opleiding do not overlap. A bad line is named with its field and
    the reason, and left out. The onderwijsinstelling must be there (duo rollen register). Exit code 0: every line is
    done; 1: lines were refused; 2: wrong usage.

    \b
    JSON Lines, here broken for reading; in the file it is one line:
      {"instellingscode": "99AB", "opleidingscode": "34560", "naam": "Verpleegkunde", "niveau": "bachelor",
       "talen": ["nl"], "leerroutes": ["voltijd", "duaal"], "begindatum": "2015-09-01", "einddatum": null}

    \b
    CSV, the same columns; words have a space between them, and an opleiding that goes on has no einddatum:
      instellingscode,opleidingscode,naam,niveau,talen,leerroutes,begindatum,einddatum
      99AB,34401,Bedrijfskunde,bachelor,nl en,voltijd deeltijd,2012-09-01,2026-08-31
      99AB,34401,Bedrijfskunde en Data,bachelor,nl en,voltijd,2026-09-01,

    \b
    niveau      mbo-1 mbo-2 mbo-3 mbo-4 associate-degree bachelor master
    talen       nl en de fr fy
    leerroutes  voltijd deeltijd duaal (hoger onderwijs), bol bbl derde-leerweg (mbo)

    \b
    Taking back a period that should never have been there; when it is gone, such a line changes nothing:
      {"instellingscode": "99AB", "opleidingscode": "34401", "begindatum": "2026-09-01", "ingetrokken": true}
      CSV: the columns instellingscode,opleidingscode,begindatum,ingetrokken (ja or nee) will do
    """
    settings = Settings.from_environment()
    engine, audit = make_engine(settings.database_url), AuditLog(Secrecy(settings.data_key).derive("audit"))
    at = now()

    def prepare(listener: Listener) -> Delivery[CheckedLine]:
        return Delivery(engine, audit, at, listener, "opleidingen-levering", LAYOUT, lambda: AanbodWriter(at))

    try:
        carry_out(files, prepare, all_or_nothing=alles_of_niets)
    finally:
        engine.dispose()
