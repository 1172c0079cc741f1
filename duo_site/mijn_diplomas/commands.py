"""`duo register`: fill the register."""

from pathlib import Path

import click

from duo_site.audit import AuditLog
from duo_site.database import make_engine
from duo_site.deliveries.command_line import all_or_nothing_option, carry_out, files_argument
from duo_site.mijn_diplomas.delivery.process import diploma_delivery
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now, today


@click.group()
def register() -> None:
    """Fill the diploma register."""


@register.command("lever-in", context_settings={"max_content_width": 110})
@files_argument
@all_or_nothing_option
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
    audit = AuditLog(secrecy.derive("audit"))
    at, day = now(), today()
    try:
        carry_out(
            files,
            lambda listener: diploma_delivery(engine, secrecy, audit, at, day, listener),
            all_or_nothing=alles_of_niets,
        )
    finally:
        engine.dispose()
