"""The words of the pages of the beheerder: why something was refused, and what a line of the history says."""

from duo_site.identity import MACHTIGING_LABELS, POLICY_OF, Rol
from duo_site.mijn_duo.rollen.domain import BEVOEGD_GEZAG, Change, Refusal
from duo_site.mijn_duo.rollen.service.history import HistoryLine
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.web.templating import format_day

REFUSALS = {
    Refusal.HIMSELF: _l("U kunt uzelf geen rol geven. Vraag een andere beheerder."),
    Refusal.ONLY_BEVOEGD_GEZAG: _l("Deze rol geeft alleen het bevoegd gezag."),
    Refusal.NO_KENMERK: _l("Kies een onderwijsinstelling. Zonder instellingscode werkt deze rol niet."),
    Refusal.UNKNOWN_PLACE: _l("Kies een onderwijsinstelling van uw eigen bestuur."),
    Refusal.OTHER_SECTOR: _l("Deze rol bestaat niet in de sector van deze onderwijsinstelling."),
    Refusal.IS_BEHEERDER: _l("Deze persoon is beheerder. Een beheerder krijgt geen andere rol bij hetzelfde bestuur."),
    Refusal.HOLDS_ROLLEN: _l("Deze persoon heeft al een andere rol bij dit bestuur. Beëindig die eerst."),
    Refusal.WRONG_DATES: _l("De einddatum ligt voor de begindatum."),
    Refusal.WRONG_MACHTIGING: _l("Deze machtiging past niet bij deze rol."),
    Refusal.HELD_ALREADY: _l("Deze persoon heeft deze rol al in deze periode."),
    Refusal.INVITED_ALREADY: _l("Dit adres heeft al een uitnodiging voor deze rol. Stuur die opnieuw of trek die in."),
    Refusal.CHANGED_MEANWHILE: _l("Iemand anders wijzigde deze rol intussen. Hieronder staat de nieuwe stand."),
}
FIELD_OF = {
    Refusal.NO_KENMERK: "instellingscode",
    Refusal.UNKNOWN_PLACE: "instellingscode",
    Refusal.OTHER_SECTOR: "rol",
    Refusal.WRONG_DATES: "tot",
    Refusal.WRONG_MACHTIGING: "studenten",
    Refusal.HELD_ALREADY: "rol",
    Refusal.INVITED_ALREADY: "email",
}
"""The field of a form that a refusal is about; others are about the form as a whole."""


def name_rol(rol: Rol) -> str:
    """Name a rol in the language of the request."""
    return _(POLICY_OF[rol].label)


def name_actor(name: str) -> str:
    """Name who did something: the bevoegd gezag in the language of the request, people as they are called."""
    return _(name) if name == BEVOEGD_GEZAG.name else name


def describe(line: HistoryLine) -> str:
    """Tell in a sentence what happened."""
    values = {"actor": name_actor(line.actor), "rol": name_rol(line.rol), "name": line.name}
    match line.kind:
        case Change.INVITED:
            said = _("%(actor)s nodigde %(name)s uit voor de rol %(rol)s.", **values)
        case Change.WITHDRAWN:
            said = _("%(actor)s trok de uitnodiging van %(name)s voor de rol %(rol)s in.", **values)
        case Change.ACCEPTED:
            said = _("%(name)s aanvaardde de uitnodiging voor de rol %(rol)s.", **values)
        case Change.GIVEN:
            said = _("%(actor)s gaf %(name)s de rol %(rol)s.", **values)
        case Change.CHANGED:
            said = _("%(actor)s wijzigde de rol %(rol)s van %(name)s.", **values)
        case Change.ENDED:
            said = _("%(actor)s beëindigde de rol %(rol)s van %(name)s.", **values)
    return said[:1].upper() + said[1:]


def describe_terms(line: HistoryLine) -> str:
    """Tell for which kenmerk, from when until when, and with which machtigingen."""
    parts = [_("instellingscode %(code)s", code=line.instellingscode)] if line.instellingscode else []
    if line.ends_on:
        parts.append(
            _("van %(start)s tot en met %(end)s", start=format_day(line.starts_on), end=format_day(line.ends_on))
        )
    else:
        parts.append(_("vanaf %(start)s", start=format_day(line.starts_on)))
    parts += [_("met machtiging: %(label)s", label=_(MACHTIGING_LABELS[one])) for one in line.machtigingen]
    return "; ".join(parts)
