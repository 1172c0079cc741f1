"""The form that asks for which onderwijsinstelling somebody is here."""

from typing import Any

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from duo_site.identity import Werkplek
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l


class WerkplekForm(SiteForm):
    """One of the places where somebody works."""

    keuze = RadioField(
        _l("Voor welke onderwijsinstelling bent u hier?"),
        validators=[InputRequired(_l("Kies een onderwijsinstelling."))],
        validate_choice=True,
    )

    def __init__(self, werkplekken: tuple[Werkplek, ...], **values: Any) -> None:
        super().__init__(**values)
        self.keuze.choices = [SelectChoice(place.key, _name(place)) for place in werkplekken]


def _name(place: Werkplek) -> str:
    """Name a place with the number that people know it by."""
    if place.instellingscode:
        return _("%(name)s (instellingscode %(code)s)", name=place.name, code=place.instellingscode)
    return _("%(name)s (bestuursnummer %(number)s)", name=place.name, number=place.bestuursnummer)
