"""What somebody wants to see of the figures, sent with GET: the address is the state."""

from wtforms import SelectField
from wtforms.validators import DataRequired, ValidationError

from duo_site.cijfers import words
from duo_site.cijfers.domain import ALL, Figures, Part, Series, Split
from duo_site.cijfers.values import VALUES
from duo_site.web.forms import QueryForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

EVERYTHING = "alles"


def write_part(part: Part) -> str:
    """Write a part as the address has it, such as `soort-hbo`."""
    return EVERYTHING if part.split is None else f"{part.split}-{part.value}"


def find_part(text: str) -> Part | None:
    """Find the part that an address means; None for one that there is not."""
    if text == EVERYTHING:
        return ALL
    split, _dash, value = text.partition("-")
    known = split in list(Split) and value in VALUES[Series.CONTROLES, Split(split)]
    return Part(Split(split), value) if known else None


class FiguresForm(QueryForm):
    """Which figures: what was counted, in which year, and of what."""

    wat = SelectField(_l("Wat wilt u zien?"), [DataRequired()], choices=[])
    jaar = SelectField(_l("Jaar"), [DataRequired()], choices=[])
    deel = SelectField(_l("Waarvan?"), [DataRequired()], choices={})

    def __init__(self, figures: Figures) -> None:
        super().__init__()
        self.wat.choices = [(series.value, str(name)) for series, name in words.SERIES.items()]
        self.jaar.choices = [(str(year), str(year)) for year in figures.years]
        everything = {str(words.EVERYTHING): [(EVERYTHING, str(words.EVERYTHING))]}
        self.deel.choices = everything | {
            str(words.SPLITS[split]): [
                (write_part(part), words.name_of(part))
                for part in (Part(split, value) for value in VALUES[Series.CONTROLES, split])
            ]
            for split in Split
        }
        # What is left out is the first of each list: a select always shows something.
        self.wat.data = self.wat.data or Series.DOWNLOADS.value
        self.jaar.data = self.jaar.data or (str(figures.years[0]) if figures.years else "")
        self.deel.data = self.deel.data or EVERYTHING

    def validate_deel(self, field: SelectField) -> None:
        """Refuse a value that these figures do not have."""
        part = find_part(field.data)
        if part is None or part.split is None or self.wat.data not in list(Series):
            return
        if part.value not in VALUES.get((Series(self.wat.data), part.split), ()):
            raise ValidationError(_("Dit is er alleen bij controles van bestanden."))

    @property
    def series(self) -> Series:
        """What was counted."""
        return Series(self.wat.data)

    @property
    def part(self) -> Part:
        """Of what."""
        return find_part(self.deel.data) or ALL
