"""The words for kinds and states (msgids), and the colour of a state."""

from duo_site.mijn_duo.zaken.domain import Status, Zaak, ZaakKind
from duo_site.web.i18n import gettext as _


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


KINDS = {
    ZaakKind.REGISTRATIEOVERZICHT: _n_("Registratieoverzicht"),
    ZaakKind.OBO: _n_("Overzicht basisregister onderwijs onderzoek (OBO)"),
    ZaakKind.SUBSIDIE: _n_("Opgave voor subsidie opleidingsscholen"),
    ZaakKind.JAARVERSLAG: _n_("Jaarverslaggeving"),
    ZaakKind.OPLEIDING: _n_("Wijziging van het opleidingsaanbod"),
}
EXPLANATIONS = {
    ZaakKind.REGISTRATIEOVERZICHT: _n_(
        "Een bestand met de diploma's die uw onderwijsinstelling heeft geleverd, met namen."
    ),
    ZaakKind.OBO: _n_("Een bestand voor onderzoek, zonder namen en geboortedatums."),
    ZaakKind.SUBSIDIE: _n_("Geef op hoeveel studenten uw opleidingsschool heeft."),
    ZaakKind.JAARVERSLAG: _n_("Dien de jaarrekening in."),
    ZaakKind.OPLEIDING: _n_("Meld een nieuwe, gewijzigde of eindigende opleiding."),
}
STATUSES = {
    Status.CONCEPT: _n_("Concept"),
    Status.INGEDIEND: _n_("Ingediend"),
    Status.IN_BEHANDELING: _n_("In behandeling"),
    Status.VRAAG: _n_("Aanvulling gevraagd"),
    Status.TOEGEKEND: _n_("Toegekend"),
    Status.AFGEWEZEN: _n_("Afgewezen"),
    Status.AFGEROND: _n_("Afgerond"),
    Status.NIET_GELUKT: _n_("Niet gelukt"),
    Status.INGETROKKEN: _n_("Ingetrokken"),
}
COLOURS = {
    Status.VRAAG: "warning",
    Status.TOEGEKEND: "good",
    Status.AFGEROND: "good",
    Status.AFGEWEZEN: "bad",
    Status.NIET_GELUKT: "bad",
}


def name_kind(kind: ZaakKind) -> str:
    """Name a kind in the language of the request."""
    return _(KINDS[kind])


def name_status(status: Status) -> str:
    """Name a state in the language of the request."""
    return _(STATUSES[status])


def show_zaak(zaak: Zaak) -> dict[str, str]:
    """Give the words with which a zaak is shown."""
    return {
        "kind": name_kind(zaak.kind),
        "status": name_status(zaak.status),
        "colour": COLOURS.get(zaak.status, "neutral"),
    }
