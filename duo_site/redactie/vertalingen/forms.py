"""The forms of the editors of texts."""

from wtforms import HiddenField, IntegerField, RadioField, SearchField, SelectChoice, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from duo_site.web.forms import QueryForm, SiteForm
from duo_site.web.i18n import LANGUAGES
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.wording.domain import LONGEST_TEXT, TextKey

ALL, TO_CHECK, CHANGED, UNPUBLISHED = "alle", "controleren", "gewijzigd", "niet-gepubliceerd"


class ListForm(QueryForm):
    """Which texts are listed; the address is the state."""

    taal = RadioField(
        _l("Taal"),
        [Optional(), AnyOf(LANGUAGES)],
        choices=[SelectChoice("nl", _l("Nederlands")), SelectChoice("en", _l("Engels"))],
        default="en",
        validate_choice=False,
    )
    q = SearchField(_l("Zoek in de teksten"), [Optional(), Length(max=100)])
    staat = RadioField(
        _l("Welke teksten?"),
        [Optional(), AnyOf([ALL, TO_CHECK, CHANGED, UNPUBLISHED])],
        choices=[
            SelectChoice(ALL, _l("Alle teksten")),
            SelectChoice(TO_CHECK, _l("Te controleren")),
            SelectChoice(CHANGED, _l("Gewijzigd door redacteuren")),
            SelectChoice(UNPUBLISHED, _l("Nog niet gepubliceerd")),
        ],
        default=ALL,
        validate_choice=False,
    )
    pagina = IntegerField(default=1, validators=[Optional(), NumberRange(1, 1000)])


class TextForm(SiteForm):
    """A text in one language, with the version it was shown in."""

    een = TextAreaField(_l("Tekst"), [InputRequired(_l("Vul de tekst in.")), Length(max=2 * LONGEST_TEXT)])
    meer = TextAreaField(_l("Tekst voor meer dan één"), [Optional(), Length(max=2 * LONGEST_TEXT)])
    reden = StringField(_l("Waarom laat u de tekst zo?"), [Optional(), Length(max=200)])
    versie = HiddenField(validators=[InputRequired()])

    def texts(self, key: TextKey) -> tuple[str, ...]:
        """Give the forms that the text needs, with the line ends of the site."""
        given = (self.een.data, self.meer.data) if key.plural else (self.een.data,)
        return tuple((text or "").replace("\r\n", "\n") for text in given)

    @property
    def seen(self) -> int:
        """The version that the editor saw; 0 for none, or for nonsense."""
        return int(self.versie.data) if (self.versie.data or "").isdecimal() else 0


class PublishForm(SiteForm):
    """Putting texts in force over the number that was shown."""

    nummer = HiddenField(validators=[InputRequired()])

    @property
    def seen(self) -> int:
        """The number that the editor saw; nonsense is a number that never was."""
        return int(self.nummer.data) if (self.nummer.data or "").isdecimal() else -1
