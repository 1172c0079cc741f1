"""What is asked for in the aanbod."""

from datetime import date
from typing import Any

from wtforms import IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import Length, NumberRange, Optional

from duo_site.identity import Sector
from duo_site.mijn_duo.opleidingen.domain import NIVEAUS_OF, Niveau, Stand, Taal
from duo_site.mijn_duo.opleidingen.labels import NIVEAUS, TALEN
from duo_site.mijn_duo.opleidingen.search_text import LONGEST_QUERY, read_query
from duo_site.mijn_duo.opleidingen.service.reading import Wanted
from duo_site.web.forms import DayField, QueryForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

_ALL = "alle"


class AsOfForm(QueryForm):
    """The day that counts."""

    op = DayField(_l("Zoals op (dag-maand-jaar)"), [Optional()])


class SearchForm(AsOfForm):
    """The search of the list, with its filters; the address is its state."""

    q = StringField(_l("Naam of opleidingscode"), [Length(max=LONGEST_QUERY)])
    niveau = SelectField(_l("Niveau"), default="")
    taal = SelectField(_l("Taal"), default="")
    stand = SelectField(_l("Status"), default=Stand.LOPEND.value)
    pagina = IntegerField(validators=[Optional(), NumberRange(1, 1_000)])

    def __init__(self, sector: Sector | None, **values: Any) -> None:
        super().__init__(**values)
        niveaus = NIVEAUS_OF.get(sector, ()) if sector else ()
        self.niveau.choices = [
            SelectChoice("", _("Alle niveaus")),
            *(SelectChoice(niveau.value, NIVEAUS[niveau]) for niveau in niveaus),
        ]
        self.taal.choices = [
            SelectChoice("", _("Alle talen")),
            *(SelectChoice(taal.value, label) for taal, label in TALEN.items()),
        ]
        self.stand.choices = [
            SelectChoice(Stand.LOPEND.value, _("Loopt op die dag")),
            SelectChoice(Stand.KOMEND.value, _("Begint later")),
            SelectChoice(Stand.BEEINDIGD.value, _("Beëindigd")),
            SelectChoice(_ALL, _("Alles")),
        ]

    def wanted(self, today: date) -> Wanted:
        """Read what is asked for."""
        return Wanted(
            self.op.day or today,
            read_query(self.q.data or ""),
            Niveau(self.niveau.data) if self.niveau.data else None,
            Taal(self.taal.data) if self.taal.data else None,
            None if self.stand.data == _ALL else Stand(self.stand.data),
        )

    def state(self) -> dict[str, str]:
        """Give what belongs in the address of another page of the same search."""
        asked = {name: self[name].data for name in ("q", "niveau", "taal")}
        kept = {name: value for name, value in asked.items() if value}
        if self.stand.data != Stand.LOPEND.value:
            kept["stand"] = self.stand.data
        return {**kept, **({"op": f"{self.op.day:%d-%m-%Y}"} if self.op.day else {})}
