"""The filter of the comments, and what an editor does with those he chose."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from wtforms import HiddenField, IntegerField, SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from duo_site.feedback.comments.domain import (
    LONGEST_LABEL,
    LONGEST_QUERY,
    MOST_AT_ONCE,
    MOST_PAGES,
    Action,
    Marked,
    Stand,
    WantedComments,
    clean_label,
)
from duo_site.feedback.comments.words import ACTIONS, MARKED, STANDS
from duo_site.feedback.domain import Found
from duo_site.feedback.reading.forms import FilterForm, choices_of
from duo_site.feedback.reading.words import FOUND
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

ALL_FOUND, CHOSEN = "alles", "aangevinkt"


def _stripped(text: str | None) -> str:
    return " ".join((text or "").replace("\0", "").split())


class CommentsForm(FilterForm):
    """Which comments to show."""

    zoek = StringField(_l("Zoek in de tekst"), [Optional(), Length(max=LONGEST_QUERY)], filters=[_stripped])
    stand = SelectField(_l("Stand"), default=Stand.NIEUW.value)
    gevonden = SelectField(_l("Gevonden"), default="")
    cijfer = SelectField(_l("Cijfer"), default="")
    label = StringField(_l("Label"), [Optional(), Length(max=LONGEST_LABEL)], filters=[_stripped], id="filter-label")
    bladzijde = IntegerField(validators=[Optional(), NumberRange(1, MOST_PAGES)])

    def __init__(self) -> None:
        super().__init__()
        self.stand.choices = [SelectChoice(stand.value, str(name)) for stand, name in STANDS.items()]
        self.gevonden.choices = choices_of(FOUND)
        self.cijfer.choices = choices_of(MARKED)

    @property
    def is_narrow(self) -> bool:
        """Whether a filter is set that is not always in sight."""
        names = ("pagina", "onderdeel", "taak", "soort", "taal", "gevonden", "cijfer", "label")
        return self.is_own_period or any(self[name].data for name in names)

    def wanted_comments(self, today: date) -> WantedComments:
        """Give what is asked for, of a form that was found right."""
        return WantedComments(
            answers=self.wanted(today),
            stand=Stand(self.stand.data),
            query=self.zoek.data or "",
            found=Found(self.gevonden.data) if self.gevonden.data else None,
            marked=Marked(self.cijfer.data) if self.cijfer.data else None,
            label=clean_label(self.label.data or ""),
            page=self.bladzijde.data or 1,
        )


class ManyForm(SiteForm):
    """What to do, with which answers; asked once more before it happens."""

    actie = SelectField(_l("Wat wilt u doen?"), [InputRequired(_l("Kies wat u wilt doen."))])
    label = StringField(_l("Label"), [Length(max=LONGEST_LABEL)], filters=[lambda text: clean_label(text or "")])
    welke = HiddenField(_l("Welke antwoorden"), default=CHOSEN)
    keuze = SelectMultipleField(_l("Antwoorden"), validate_choice=False)

    def __init__(self) -> None:
        super().__init__()
        self.actie.choices = [SelectChoice(action.value, str(name)) for action, name in ACTIONS.items()]

    @property
    def action(self) -> Action:
        """What to do, of a form that was found right."""
        return Action(self.actie.data)

    @property
    def is_about_all(self) -> bool:
        """Whether everything that the filter finds is meant."""
        return bool(self.welke.data == ALL_FOUND)

    @property
    def chosen(self) -> Sequence[UUID]:
        """The answers that were ticked; what is no key is left out."""
        return tuple(key for text in self.keuze.data or () if (key := _read_key(text)) is not None)

    def validate_label(self, field: StringField) -> None:
        """Ask for a label where one is to be given."""
        if self.actie.data == Action.LABEL and not field.data:
            raise ValidationError(_("Vul het label in."))

    def validate_keuze(self, field: SelectMultipleField) -> None:
        """Ask for at least one answer, and for no more than can be done at once."""
        if not self.is_about_all and not self.chosen:
            raise ValidationError(_("Vink een of meer antwoorden aan."))
        if len(field.data or ()) > MOST_AT_ONCE:
            raise ValidationError(_("Kies hoogstens %(most)s antwoorden tegelijk.", most=MOST_AT_ONCE))


def _read_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
