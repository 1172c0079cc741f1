"""The form of the diplomahulp: one question at a time, sent with GET."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired

from duo_site.diplomahulp.domain import Bekostiging, Dataset
from duo_site.diplomahulp.reading import Field, Problem
from duo_site.diplomahulp.texts import bekostiging_label, complaint, translator
from duo_site.web.forms import QueryForm
from duo_site.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ChoiceGroup:
    """Choices that belong together, under a heading of their own."""

    label: str
    options: tuple[Any, ...]


class QuestionForm(QueryForm):
    """The parts of a question; what is right and wrong is told by `reading`, for pages and API alike."""

    soort = RadioField(_l("Welk diploma hebt u?"), [InputRequired()], choices=[])
    bekostiging = RadioField(_l("Betaalde de overheid de opleiding?"), [InputRequired()], choices=[])
    jaar = StringField(_l("In welk jaar haalde u het diploma?"), [InputRequired()])

    def __init__(self, dataset: Dataset, language: str, arguments: MultiDict[str, str] | None = None) -> None:
        super().__init__(arguments)
        _ = translator(language)
        self._dataset, self._language = dataset, language
        self.soort.choices = [SelectChoice(key, _(soort.label)) for key, soort in dataset.soorten.items()]
        self.bekostiging.choices = [
            SelectChoice(choice.value, bekostiging_label(choice, language)) for choice in Bekostiging
        ]

    def groups(self) -> list[ChoiceGroup]:
        """Give the choices of soort by group."""
        _ = translator(self._language)
        options = {option.data: option for option in self.soort}
        return [
            ChoiceGroup(
                _(label), tuple(options[soort.key] for soort in self._dataset.soorten.values() if soort.group == key)
            )
            for key, label in self._dataset.groups.items()
        ]

    def complain(self, field: Field, problem: Problem, today: date) -> None:
        """Show at a field what is wrong with it."""
        self[field].errors = [complaint(field, problem, self._dataset, today, self._language)]
