"""The two questions of /inloggen and the query of the press archive."""

from typing import ClassVar

from wtforms import Field, Form, HiddenField, IntegerField, RadioField, SelectChoice
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional, StopValidation

from duo_site.identity import Sector
from duo_site.pages.login_choice import Visitor
from duo_site.web.forms import QueryForm
from duo_site.web.i18n import lazy_gettext as _l

SECTORS = {
    Sector.PRIMAIR_ONDERWIJS: _l("Primair onderwijs"),
    Sector.VOORTGEZET_ONDERWIJS: _l("Voortgezet onderwijs"),
    Sector.MIDDELBAAR_BEROEPSONDERWIJS: _l("Middelbaar beroepsonderwijs"),
    Sector.HOGER_ONDERWIJS: _l("Hoger onderwijs"),
}
VISITORS = {
    Visitor.PARTICULIER: _l("Voor mijn eigen diploma's"),
    Visitor.ORGANISATIE: _l("Voor mijn werk bij een onderwijsinstelling"),
    Visitor.REDACTIE: _l("Voor mijn werk aan deze site"),
}
_CHOOSE = _l("Kies een van de antwoorden.")


class _NeededOnSecondQuestion:
    """The sector is asked of who works at an onderwijsinstelling, once the first question is answered."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: Form, field: Field) -> None:
        if field.data:
            return
        if form["wie"].data == Visitor.ORGANISATIE and form["vraag"].data == "2":
            raise StopValidation(_CHOOSE)
        raise StopValidation


class LoginChoiceForm(QueryForm):
    """Who are you, and in which sector do you work?

    `vraag` is the number of the question that was answered, so that an empty answer can be told from a first visit.
    """

    wie = RadioField(
        _l("Waarvoor wilt u inloggen?"),
        [InputRequired(_CHOOSE), AnyOf(list(Visitor), _CHOOSE)],
        choices=[SelectChoice(visitor.value, label) for visitor, label in VISITORS.items()],
        validate_choice=False,
    )
    sector = RadioField(
        _l("In welke sector werkt u?"),
        [_NeededOnSecondQuestion(), AnyOf(list(Sector), _CHOOSE)],
        choices=[SelectChoice(sector.value, label) for sector, label in SECTORS.items()],
        validate_choice=False,
    )
    vraag = HiddenField(validators=[Optional(), AnyOf(["1", "2"])])


class ArchiveForm(QueryForm):
    """Which year and page of the press archive?"""

    jaar = IntegerField(validators=[Optional(), NumberRange(1900, 2200)])
    pagina = IntegerField(default=1, validators=[Optional(), NumberRange(1, 10_000)])
