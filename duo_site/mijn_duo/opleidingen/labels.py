"""How the pages name the words of the aanbod."""

from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Stand, Taal
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.web.templating import format_day

NIVEAUS = {
    Niveau.ENTREE: _l("mbo niveau 1 (entree)"),
    Niveau.MBO_2: _l("mbo niveau 2"),
    Niveau.MBO_3: _l("mbo niveau 3"),
    Niveau.MBO_4: _l("mbo niveau 4"),
    Niveau.ASSOCIATE_DEGREE: _l("associate degree"),
    Niveau.BACHELOR: _l("bachelor"),
    Niveau.MASTER: _l("master"),
}
LEERROUTES = {
    Leerroute.VOLTIJD: _l("voltijd"),
    Leerroute.DEELTIJD: _l("deeltijd"),
    Leerroute.DUAAL: _l("duaal"),
    Leerroute.BOL: _l("bol (leren op school)"),
    Leerroute.BBL: _l("bbl (werken en leren)"),
    Leerroute.DERDE_LEERWEG: _l("derde leerweg"),
}
TALEN = {
    Taal.NEDERLANDS: _l("Nederlands"),
    Taal.ENGELS: _l("Engels"),
    Taal.DUITS: _l("Duits"),
    Taal.FRANS: _l("Frans"),
    Taal.FRIES: _l("Fries"),
}
STANDEN = {
    Stand.LOPEND: (_l("loopt"), "good"),
    Stand.KOMEND: (_l("begint later"), "neutral"),
    Stand.BEEINDIGD: (_l("beëindigd"), "warning"),
}


def name_talen(opleiding: Opleiding) -> str:
    """Name the languages of instruction."""
    return ", ".join(str(TALEN[taal]) for taal in opleiding.talen)


def name_leerroutes(opleiding: Opleiding) -> str:
    """Name the leerroutes."""
    return ", ".join(str(LEERROUTES[route]) for route in opleiding.leerroutes)


def describe(opleiding: Opleiding) -> list[tuple[str, str]]:
    """Tell what an opleiding is: term and value."""
    return [
        (_("Naam"), opleiding.name),
        (_("Niveau"), str(NIVEAUS[opleiding.niveau])),
        (_("Taal"), name_talen(opleiding)),
        (_("Leerroute"), name_leerroutes(opleiding)),
    ]


def describe_period(opleiding: Opleiding) -> str:
    """Tell from when until when."""
    start = format_day(opleiding.starts_on)
    if opleiding.ends_on is None:
        return _("vanaf %(start)s", start=start)
    return _("van %(start)s tot en met %(end)s", start=start, end=format_day(opleiding.ends_on))


def list_changes(before: Opleiding, after: Opleiding) -> list[str]:
    """Tell in what a version differs from the one before it, a sentence each."""
    pairs = zip(describe(before), describe(after), strict=True)
    changed = [
        _("%(term)s: eerst %(old)s, nu %(new)s.", term=term, old=old, new=new)
        for (term, old), (_term, new) in pairs
        if old != new
    ]
    return changed or [_("Hetzelfde als daarvoor.")]
