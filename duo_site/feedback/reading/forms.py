"""The filter of the figures: its address is its state."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import Length, Optional

from duo_site.feedback.domain import LONGEST_PAGE, Kind, Task
from duo_site.feedback.reading.domain import Period, Wanted, days_between, days_of
from duo_site.feedback.reading.words import KINDS, LANGUAGES, PERIODS, SECTIONS, TASKS
from duo_site.web.forms import DayField, QueryForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l


def choices_of(names: Mapping[Any, Any]) -> list[SelectChoice]:
    """Make the choices of a list that also has "all"."""
    return [SelectChoice("", _("Alle")), *(SelectChoice(str(value), str(name)) for value, name in names.items())]


class FilterForm(QueryForm):
    """Which answers to show."""

    periode = SelectField(_l("Periode"), default=Period.WEKEN_13.value)
    van = DayField(_l("Of vanaf"), [Optional()])
    tot = DayField(_l("Tot en met"), [Optional()])
    pagina = StringField(
        _l("Pagina"), [Optional(), Length(max=LONGEST_PAGE)], filters=[lambda text: (text or "").strip()]
    )
    onderdeel = SelectField(_l("Onderdeel"), default="")
    taak = SelectField(_l("Taak"), default="")
    soort = SelectField(_l("Soort vraag"), default="")
    taal = SelectField(_l("Taal"), default="")

    def __init__(self) -> None:
        super().__init__()
        self.periode.choices = [SelectChoice(period.value, str(name)) for period, name in PERIODS.items()]
        self.onderdeel.choices = choices_of(SECTIONS)
        self.taak.choices = choices_of(TASKS)
        self.soort.choices = choices_of(KINDS)
        self.taal.choices = choices_of(LANGUAGES)

    @property
    def is_own_period(self) -> bool:
        """Whether the days were typed, which goes before the choice of a period."""
        return self.van.day is not None or self.tot.day is not None

    def wanted(self, today: date) -> Wanted:
        """Give what is asked for, of a form that was found right."""
        own = days_between(self.van.day, self.tot.day, today)
        return Wanted(
            days=own if self.is_own_period else days_of(Period(self.periode.data), today),
            page=self.pagina.data or "",
            section=self.onderdeel.data or None,
            task=Task(self.taak.data) if self.taak.data else None,
            kind=Kind(self.soort.data) if self.soort.data else None,
            language=self.taal.data or "",
        )

    def values(self, **changed: str) -> dict[str, str]:
        """Give what belongs in the address of a page with this filter, with some of it changed."""
        typed = {field.name: field.data for field in self if isinstance(field.data, str) and field.name != "stap"}
        days = {field.name: f"{field.day:%d-%m-%Y}" for field in (self.van, self.tot) if field.day}
        return {name: value for name, value in (typed | days | changed).items() if value}
