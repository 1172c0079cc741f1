"""The forms of the editors of texts."""

from wtforms import HiddenField, IntegerField, RadioField, SearchField, SelectChoice, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from duo_site.web.forms import QueryForm, SiteForm
from duo_site.web.i18n import LANGUAGES
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.wording.domain import LONGEST_TEXT, TextKey

_MOST_DIGITS = 9
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
        return _read_number(self.versie.data) or 0


class PublishForm(SiteForm):
    """Putting texts in force over the number that was shown."""

    nummer = HiddenField(validators=[InputRequired()])

    @property
    def seen(self) -> int:
        """The number that the editor saw; nonsense is a number that never was."""
        number = _read_number(self.nummer.data)
        return -1 if number is None else number


def _read_number(text: str | None) -> int | None:
    """Read a number that a page of ours wrote; None for what it cannot have written, however long."""
    return int(text) if text and len(text) <= _MOST_DIGITS and text.isdecimal() else None
