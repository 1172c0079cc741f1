"""What is asked before a student is looked up."""

from typing import Any

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import TextInput

from duo_site.mijn_duo.studentendossier.domain import Reden
from duo_site.mijn_duo.studentendossier.labels import REDENEN
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

_LONGEST = 20
_DIGITS = 9
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def read_number(text: str) -> str | None:
    """Read a persoonsgebonden nummer, with or without spaces, dots and hyphens; None where it is none.

    The register holds BSNs: nine digits that pass the 11-test (Wet algemene bepalingen burgerservicenummer).
    """
    digits = "".join(sign for sign in text if sign not in " .-")
    if len(text) > _LONGEST or len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return digits if total and total % 11 == 0 else None


class LookUpForm(SiteForm):
    """The number of one student, and why it is looked up."""

    nummer = StringField(
        _l("Persoonsgebonden nummer van de student"), [InputRequired(_l("Vul het nummer in."))], widget=TextInput()
    )
    reden = RadioField(_l("Waarom zoekt u deze student op?"), [InputRequired(_l("Kies een reden."))])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.reden.choices = [SelectChoice(reden.value, _(label)) for reden, label in REDENEN.items()]

    def validate_nummer(self, field: Any) -> None:
        """Refuse what cannot be a number of anybody."""
        if read_number(field.data or "") is None:
            raise ValidationError(_("Dit nummer klopt niet. Het heeft 9 cijfers. Kijk het nog eens na."))

    @property
    def number(self) -> str:
        """The number; only after the form was found right."""
        return read_number(self.nummer.data or "") or ""

    @property
    def reason(self) -> str:
        """The reason in words (msgid); only after the form was found right."""
        return REDENEN[Reden(self.reden.data)]
