"""The access review as a table for a spreadsheet."""

from duo_site.identity import MACHTIGING_LABELS
from duo_site.mijn_duo.rollen.service.review import ReviewLine
from duo_site.mijn_duo.rollen.words import name_actor, name_rol
from duo_site.web.i18n import gettext as _


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


HEAD = (
    _n_("Naam"),
    _n_("E-mailadres"),
    _n_("Rol"),
    _n_("Machtiging"),
    _n_("Instellingscode"),
    _n_("Onderwijsinstelling"),
    _n_("Bestuursnummer"),
    _n_("Inlogmiddel"),
    _n_("Niveau"),
    _n_("Laatst ingelogd"),
    _n_("Geldig vanaf"),
    _n_("Geldig tot en met"),
    _n_("Gegeven door"),
)


def write_row(line: ReviewLine) -> tuple[str, ...]:
    """Write a line as cells; dates and moments in ISO 8601, moments in UTC."""
    held = line.toekenning
    return (
        line.name,
        line.email,
        name_rol(held.rol),
        ", ".join(_(MACHTIGING_LABELS[one]) for one in sorted(held.machtigingen)),
        held.instellingscode,
        line.place,
        held.bestuursnummer,
        "eHerkenning",
        line.level,
        line.last_login_at.strftime("%Y-%m-%dT%H:%M:%SZ") if line.last_login_at else "",
        held.starts_on.isoformat(),
        held.ends_on.isoformat() if held.ends_on else "",
        name_actor(held.given_by),
    )
