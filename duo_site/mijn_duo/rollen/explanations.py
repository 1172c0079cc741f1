"""The words for what a rol lacks: what it is, and who can mend it."""

from dataclasses import dataclass
from typing import assert_never

from duo_site.identity import KENMERK_LABELS, MACHTIGING_LABELS, Permission, Rol, RolPolicy
from duo_site.mijn_duo.rollen.causes import (
    BeheerderSeesNoData,
    Cause,
    KenmerkMissing,
    NeverHeld,
    NoBeheerder,
    NotCounting,
    NothingHeld,
    NotLinked,
    RolElsewhere,
    RolEnded,
    RolLater,
)
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import ngettext
from duo_site.web.templating import format_day


@dataclass(frozen=True)
class Explanation:
    """A cause in words: a title, what is the matter, and what to do."""

    title: str
    text: str
    remedy: str


def explain(cause: Cause) -> Explanation:
    """Put a cause into words."""
    match cause:
        case KenmerkMissing(policy, kenmerk, beheerders):
            label = _(KENMERK_LABELS[kenmerk])
            text = _("U hebt de rol %(rol)s, maar nog geen %(kenmerk)s.", rol=_(policy.label), kenmerk=label)
            return Explanation(_("Uw rol mist een nummer"), text, _ask(beheerders))
        case NotCounting(policy, code, beheerders):
            text = _("Uw rol %(rol)s geldt niet voor instellingscode %(code)s.", rol=_(policy.label), code=code)
            return Explanation(_("Uw rol hoort hier niet"), text, _ask(beheerders))
        case RolEnded(policy, day, beheerders):
            text = _("Uw rol %(rol)s liep tot en met %(day)s.", rol=_(policy.label), day=format_day(day))
            return Explanation(_("Uw rol is beëindigd"), text, _ask_for((policy,), beheerders))
        case RolLater(policy, day, beheerders):
            text = _("Uw rol %(rol)s begint op %(day)s.", rol=_(policy.label), day=format_day(day))
            return Explanation(_("Uw rol begint later"), text, _ask_for((policy,), beheerders))
        case RolElsewhere(policy, place):
            text = _("Uw rol %(rol)s geldt bij %(place)s.", rol=_(policy.label), place=place)
            return Explanation(
                _("U werkt nu voor een andere onderwijsinstelling"), text, _("Kies eerst de goede plek.")
            )
        case BeheerderSeesNoData(policies, place):
            text = _("Deze pagina hoort bij de rol %(rol)s.", rol=_list_rollen(policies))
            remedy = _("Als beheerder van %(place)s kunt u die rol niet krijgen. Een medewerker wel.", place=place)
            return Explanation(_("Een beheerder ziet geen gegevens"), text, remedy)
        case NeverHeld(_, Permission() as machtiging, place, beheerders):
            label = _(MACHTIGING_LABELS[machtiging])
            text = _("Deze pagina hoort bij een machtiging: %(label)s.", label=label)
            missing = _("Die machtiging hebt u niet bij %(place)s.", place=place)
            return Explanation(_("U hebt deze machtiging niet"), f"{text} {missing}", _ask(beheerders))
        case NeverHeld(policies, _, place, beheerders):
            text = _("Deze pagina hoort bij de rol %(rol)s.", rol=_list_rollen(policies))
            missing = _("Die rol hebt u niet bij %(place)s.", place=place)
            return Explanation(_("U hebt deze rol niet"), f"{text} {missing}", _ask_for(policies, beheerders))
        case NoBeheerder(name):
            text = _("%(name)s heeft nog geen beheerder. Niemand kan u dus een rol geven.", name=name)
            remedy = _("Vraag het bevoegd gezag om een beheerder aan te wijzen.")
            return Explanation(_("Er is nog geen beheerder"), text, remedy)
        case NotLinked(beheerders):
            text = _("Uw inlog hoort nog niet bij een rol. Kreeg u een uitnodiging? Open dan de link in de e-mail.")
            return Explanation(_("Uw inlog is nog niet gekoppeld"), text, _ask(beheerders))
        case NothingHeld(beheerders):
            text = _("Zonder rol ziet u hier geen taken. Een rol krijgt u van de beheerder van uw onderwijsinstelling.")
            return Explanation(_("U hebt nog geen rol"), text, _ask(beheerders))
        case _:
            assert_never(cause)


def _list_rollen(policies: tuple[RolPolicy, ...]) -> str:
    """Name rollen of which one is enough."""
    *others, last = (_(policy.label) for policy in policies)
    return _("%(first)s of %(last)s", first=", ".join(others), last=last) if others else last


def _ask_for(policies: tuple[RolPolicy, ...], beheerders: tuple[str, ...]) -> str:
    """Say whom to ask for a rol: the rol of beheerder is not a beheerder's to give."""
    if all(policy.rol is Rol.BEHEERDER for policy in policies):
        return _("Deze rol geeft alleen het bevoegd gezag.")
    return _ask(beheerders)


def _ask(beheerders: tuple[str, ...]) -> str:
    """Say whom to ask; the bevoegd gezag where no beheerder is known."""
    if not beheerders:
        return _("Vraag het bevoegd gezag wie de beheerder is.")
    names = ", ".join(beheerders)
    return ngettext(
        "Vraag uw beheerder (%(names)s).", "Vraag een van uw beheerders (%(names)s).", len(beheerders), names=names
    )
