"""What editors read about a text: what is wrong with it, in their own words."""

from typing import assert_never

from duo_site.web.i18n import gettext as _
from duo_site.wording.checks import Fault, Finding


def describe(finding: Finding) -> str:
    """Say in one or two sentences what is wrong."""
    detail = finding.detail
    match finding.fault:
        case Fault.EMPTY:
            return _("De tekst is leeg.")
        case Fault.TOO_LONG:
            return _("De tekst is te lang. Gebruik hoogstens %(most)s tekens.", most=detail)
        case Fault.PLACEHOLDERS:
            return _("Deze invulplekken ontbreken of zijn te veel: %(names)s", names=detail)
        case Fault.PERCENT:
            return _("Een los procentteken maakt de pagina stuk. Schrijf twee procenttekens.")
        case Fault.HTML:
            return _("De opmaak moet dezelfde zijn als in het origineel. Anders zijn: %(tags)s", tags=detail or "< >")
        case Fault.QUOTE:
            return _("Gebruik geen dubbele aanhalingstekens.")
        case Fault.CONTROL:
            return _("Er staat een onzichtbaar teken in de tekst. Typ de tekst opnieuw.")
        case Fault.FORMS:
            return _("Vul de tekst in voor één en voor meer.")
        case Fault.JE:
            return _("Wij spreken mensen aan met u.")
        case Fault.SENTENCE:
            return _("Deze zin heeft meer dan 20 woorden: %(sentence)s", sentence=detail)
        case Fault.TERM:
            return _("Gebruik een ander woord. %(advice)s", advice=detail)
        case Fault.SPACES:
            return _("Er staat een spatie te veel.")
        case Fault.DATE:
            return _("Schrijf een datum uit, zoals 22 november 2026.")
        case Fault.AMOUNT:
            return _("Schrijf het bedrag zoals in deze taal gewoon is.")
        case Fault.LENGTH:
            return _("De tekst is %(percent)s procent van het origineel. Kijk of hij past.", percent=detail)
        case Fault.END:
            return _("Het origineel eindigt met een leesteken, deze tekst niet.")
        case _:
            assert_never(finding.fault)
