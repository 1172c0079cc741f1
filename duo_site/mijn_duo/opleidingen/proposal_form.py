"""The form of a proposal; a draft may be kept unfinished."""

import secrets
from typing import Any

from wtforms import HiddenField, RadioField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import Length, Optional, Regexp

from duo_site.identity import Sector
from duo_site.mijn_duo.opleidingen.domain import LEERROUTES_OF, NIVEAUS_OF, Leerroute, Niveau, Opleiding, Taal
from duo_site.mijn_duo.opleidingen.labels import LEERROUTES, NIVEAUS, TALEN
from duo_site.mijn_duo.opleidingen.models import NAME_LENGTH
from duo_site.mijn_duo.opleidingen.proposal import Problem, Soort, Voorstel
from duo_site.mijn_duo.opleidingen.words import PROBLEMS
from duo_site.web.forms import DayField, SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l


def _stripped(text: str | None) -> str:
    return " ".join((text or "").split())


class VoorstelForm(SiteForm):
    """A proposal: which fields it has follows from what it does."""

    opleidingscode = StringField(_l("Opleidingscode"), [Length(max=10)], filters=[_stripped])
    naam = StringField(_l("Naam van de opleiding"), [Length(max=NAME_LENGTH)], filters=[_stripped])
    niveau = RadioField(_l("Niveau"), [Optional()])
    talen = SelectMultipleField(_l("In welke taal is het onderwijs?"))
    leerroutes = SelectMultipleField(_l("Welke leerroutes zijn er?"))
    dag = DayField(_l("Vanaf welke dag?"), [Optional()])
    versie = HiddenField(validators=[Regexp("[0-9]{0,9}$")])
    sleutel = HiddenField(validators=[Regexp("[A-Za-z0-9_-]{0,64}$")])

    def __init__(self, soort: Soort, code: str, sector: Sector | None, **values: Any) -> None:
        super().__init__(**values)
        self.soort, self.code = soort, code
        self.niveau.choices = [SelectChoice(one.value, NIVEAUS[one]) for one in NIVEAUS_OF.get(sector, ())]  # type: ignore[arg-type]
        self.talen.choices = [SelectChoice(one.value, TALEN[one]) for one in Taal]
        self.leerroutes.choices = [SelectChoice(one.value, LEERROUTES[one]) for one in LEERROUTES_OF.get(sector, ())]  # type: ignore[arg-type]
        if soort is Soort.EINDE:
            self.dag.label.text = _("Wat is de laatste dag?")
        for name in self.left_out:
            del self[name]
        for name in ("opleidingscode", "naam", "niveau", "talen", "leerroutes", "dag"):
            if name in self:
                self[name].flags.required = True

    @property
    def left_out(self) -> tuple[str, ...]:
        """The fields that this proposal does not have."""
        return {
            Soort.NIEUW: (),
            Soort.WIJZIGING: ("opleidingscode", "niveau"),
            Soort.EINDE: ("opleidingscode", "niveau", "naam", "talen", "leerroutes"),
        }[self.soort]

    def read(self, before: Opleiding | None) -> Voorstel:
        """Read the proposal; what it does not ask is as it was before."""
        new, ends = self.soort is Soort.NIEUW, self.soort is Soort.EINDE
        niveau = Niveau(self.niveau.data) if new and self.niveau.data else None
        return Voorstel(
            self.soort,
            self.opleidingscode.data if new else self.code,
            before.name if ends and before else self.naam.data,
            niveau if new else before.niveau if before else None,
            before.talen if ends and before else tuple(Taal(word) for word in self.talen.data or ()),
            before.leerroutes if ends and before else tuple(Leerroute(word) for word in self.leerroutes.data or ()),
            self.dag.day,
        )

    def complain(self, problems: dict[str, Problem]) -> None:
        """Say at each field what is wrong; what is about no field of this form, at the day."""
        for name, problem in problems.items():
            field = self[name if name in self else "dag"]
            field.errors = [*field.errors, str(PROBLEMS[problem])]

    @property
    def version(self) -> int:
        """The version of the draft that was seen; 0 for a new one."""
        return int(self.versie.data or 0)


def values_of(voorstel: Voorstel) -> dict[str, Any]:
    """Give the values with which the form of a draft begins."""
    return {
        "opleidingscode": voorstel.opleidingscode,
        "naam": voorstel.name,
        "niveau": voorstel.niveau.value if voorstel.niveau else None,
        "talen": [taal.value for taal in voorstel.talen],
        "leerroutes": [route.value for route in voorstel.leerroutes],
        "dag": voorstel.day,
    }


def new_key() -> str:
    """Make the word by which a form that is sent twice is known."""
    return secrets.token_urlsafe(16)
