"""The words of proposals: what they do, what is wrong with them, and how a zaak shows them."""

from collections.abc import Mapping
from typing import Any

from duo_site.mijn_duo.opleidingen.domain import Leerroute, Taal
from duo_site.mijn_duo.opleidingen.labels import LEERROUTES, NIVEAUS, TALEN
from duo_site.mijn_duo.opleidingen.proposal import Problem, Soort, Voorstel
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.web.templating import format_day

SOORTEN = {
    Soort.NIEUW: _l("Nieuwe opleiding melden"),
    Soort.WIJZIGING: _l("Opleiding wijzigen"),
    Soort.EINDE: _l("Opleiding beëindigen"),
}
PROBLEMS = {
    Problem.CODE: _l("Een opleidingscode heeft 5 cijfers, bijvoorbeeld 34560."),
    Problem.CODE_TAKEN: _l("Deze opleidingscode is op die dag al in gebruik bij uw onderwijsinstelling."),
    Problem.NAME: _l("Vul de naam van de opleiding in."),
    Problem.NIVEAU: _l("Kies een niveau dat bij uw onderwijsinstelling past."),
    Problem.TAAL: _l("Kies ten minste één taal."),
    Problem.LEERROUTE: _l("Kies ten minste één leerroute."),
    Problem.DAY: _l("Vul een datum in."),
    Problem.DAY_PAST: _l("Kies vandaag of een latere dag."),
    Problem.DAY_FAR: _l("Kies een dag binnen 5 jaar."),
    Problem.NOT_RUNNING: _l("De opleiding loopt niet op die dag."),
    Problem.LATER_VERSION: _l("Er begint al een andere wijziging op die dag of later. Kies een dag daarna."),
    Problem.ENDS_THEN: _l("De opleiding eindigt al op die dag."),
    Problem.NOTHING_CHANGED: _l("U hebt niets gewijzigd. Wijzig de naam, de taal of de leerroute."),
    Problem.PENDING: _l("Er loopt al een zaak over deze opleiding. Wacht op het antwoord, of trek die zaak in."),
    Problem.MOVED: _l("Deze onderwijsinstelling hoort niet meer bij uw bestuur."),
}
MISFITS = {
    Problem.CODE_TAKEN: _l("De opleidingscode is op die dag al in gebruik bij deze onderwijsinstelling."),
    Problem.NIVEAU: _l("Het niveau past niet bij deze onderwijsinstelling."),
    Problem.NOT_RUNNING: _l("De opleiding loopt niet op die dag."),
    Problem.LATER_VERSION: _l("Er begint al een andere wijziging op die dag of later."),
    Problem.ENDS_THEN: _l("De opleiding eindigt al op die dag."),
    Problem.MOVED: _l("De onderwijsinstelling hoort niet meer bij het bestuur van deze zaak."),
}
"""Why the agency cannot grant a proposal, in words for who answers it."""


def describe_inhoud(inhoud: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Tell what a proposal holds: term and value, with how it was where that changes."""
    voorstel, was = Voorstel.from_inhoud(inhoud), inhoud.get("was") or {}
    rows = [(_("Soort wijziging"), str(SOORTEN[voorstel.soort])), (_("Opleidingscode"), voorstel.opleidingscode)]
    rows.append((_("Naam"), _beside(voorstel.name, was.get("naam", ""))))
    if voorstel.niveau:
        rows.append((_("Niveau"), str(NIVEAUS[voorstel.niveau])))
    elif voorstel.soort is Soort.NIEUW:
        rows.append((_("Niveau"), _beside("", "")))
    rows += [
        (_("Taal"), _beside(_list_talen(voorstel.talen), _list_talen(was.get("talen", ())))),
        (_("Leerroute"), _beside(_list_routes(voorstel.leerroutes), _list_routes(was.get("leerroutes", ())))),
    ]
    term = _("Laatste dag") if voorstel.soort is Soort.EINDE else _("Geldt vanaf")
    return [*rows, (term, format_day(voorstel.day) if voorstel.day else _beside("", ""))]


def _beside(now: str, before: str) -> str:
    """Write a value, with the old one beside it where that differs."""
    if not now:
        return _("nog niet ingevuld")
    return _("%(now)s (eerst: %(before)s)", now=now, before=before) if before and before != now else now


def _list_talen(words: Any) -> str:
    return ", ".join(str(TALEN[Taal(word)]) for word in words)


def _list_routes(words: Any) -> str:
    return ", ".join(str(LEERROUTES[Leerroute(word)]) for word in words)
