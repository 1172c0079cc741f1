"""How comments, their states and what was done to them are written."""

from duo_site.feedback.comments.domain import Action, Marked, Stand
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.web.i18n import ngettext

STANDS = {
    Stand.NIEUW: _l("Nog te lezen"),
    Stand.AFGEHANDELD: _l("Afgehandeld"),
    Stand.WACHTRIJ: _l("Wacht op controle"),
    Stand.SPAM: _l("Spam"),
    Stand.ALLE: _l("Alles"),
}
MARKED = {
    Marked.LAAG: _l("1 tot en met 5"),
    Marked.MIDDEN: _l("6 en 7"),
    Marked.HOOG: _l("8 tot en met 10"),
    Marked.GEEN: _l("Geen cijfer"),
}
ACTIONS = {
    Action.AFHANDELEN: _l("Afhandelen"),
    Action.LABEL: _l("Een label geven"),
    Action.SPAM: _l("Als spam markeren"),
    Action.GOEDKEUREN: _l("Mee laten tellen"),
    Action.HEROPENEN: _l("Opnieuw openen"),
}


def ask(action: Action, count: int, label: str) -> str:
    """Ask whether something must be done to so many answers."""
    match action:
        case Action.AFHANDELEN:
            return ngettext("Wilt u %(num)s antwoord afhandelen?", "Wilt u %(num)s antwoorden afhandelen?", count)
        case Action.LABEL:
            return ngettext(
                "Wilt u %(num)s antwoord het label '%(label)s' geven?",
                "Wilt u %(num)s antwoorden het label '%(label)s' geven?",
                count,
                label=label,
            )
        case Action.SPAM:
            return ngettext(
                "Wilt u %(num)s antwoord als spam markeren?", "Wilt u %(num)s antwoorden als spam markeren?", count
            )
        case Action.GOEDKEUREN:
            return ngettext(
                "Wilt u %(num)s antwoord laten meetellen?", "Wilt u %(num)s antwoorden laten meetellen?", count
            )
        case Action.HEROPENEN:
            return ngettext(
                "Wilt u %(num)s antwoord opnieuw openen?", "Wilt u %(num)s antwoorden opnieuw openen?", count
            )


def tell(action: Action, count: int) -> str:
    """Tell what was done to how many answers."""
    match action:
        case Action.AFHANDELEN:
            return ngettext("%(num)s antwoord is afgehandeld.", "%(num)s antwoorden zijn afgehandeld.", count)
        case Action.LABEL:
            return ngettext("%(num)s antwoord kreeg het label.", "%(num)s antwoorden kregen het label.", count)
        case Action.SPAM:
            return ngettext(
                "%(num)s antwoord is als spam gemarkeerd.", "%(num)s antwoorden zijn als spam gemarkeerd.", count
            )
        case Action.GOEDKEUREN:
            return ngettext("%(num)s antwoord telt nu mee.", "%(num)s antwoorden tellen nu mee.", count)
        case Action.HEROPENEN:
            return ngettext("%(num)s antwoord is weer open.", "%(num)s antwoorden zijn weer open.", count)


def tell_undone(count: int) -> str:
    """Tell how many answers were put back."""
    if not count:
        return _("Er was niets meer om ongedaan te maken.")
    return ngettext("%(num)s antwoord is teruggezet.", "%(num)s antwoorden zijn teruggezet.", count)
