"""The form with which a diplomahouder chooses how his uittreksel will be."""

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from duo_site.mijn_diplomas.domain import Diploma
from duo_site.uittreksel.domain import Language
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import current_language
from duo_site.web.i18n import lazy_gettext as _l

_CHOOSE = _l("Kies een van de twee mogelijkheden.")


class UittrekselForm(SiteForm):
    """Language and cijferlijst; the second only where there is something to choose."""

    taal = RadioField(
        _l("In welke taal wilt u het uittreksel?"),
        choices=[SelectChoice("nl", _l("Nederlands")), SelectChoice("en", _l("Engels"))],
        validators=[InputRequired(_CHOOSE)],
        default=current_language,
    )
    cijferlijst = RadioField(
        _l("Wilt u de cijferlijst erbij?"),
        choices=[SelectChoice("ja", _l("Ja, met cijferlijst")), SelectChoice("nee", _l("Nee, zonder cijferlijst"))],
        validators=[InputRequired(_CHOOSE)],
        default="ja",
    )

    def __init__(self, diploma: Diploma) -> None:
        super().__init__()
        if not diploma.cijfers or diploma.grades_are_required:
            del self.cijferlijst

    @property
    def language(self) -> Language:
        """Give the chosen language."""
        return "en" if self.taal.data == "en" else "nl"

    @property
    def wants_grades(self) -> bool:
        """Whether the cijferlijst was asked for."""
        return "cijferlijst" in self and self.cijferlijst.data == "ja"
