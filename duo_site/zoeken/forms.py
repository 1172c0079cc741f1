"""The form of a search, sent with GET: the address is its state."""

from wtforms import IntegerField, SearchField
from wtforms.validators import AnyOf, Length, NumberRange, Optional

from duo_site.web.forms import QueryForm
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.zoeken.domain import LONGEST_QUESTION, Kind


class SearchForm(QueryForm):
    """What is searched for, among which pages, and which ten of them."""

    q = SearchField(
        _l("Waar zoekt u naar?"),
        [
            Optional(),
            Length(max=LONGEST_QUESTION, message=_l("Gebruik hoogstens %(max)d tekens. Een paar woorden is genoeg.")),
        ],
        filters=[lambda text: " ".join(text.split()) if text else ""],
    )
    soort = SearchField(validators=[Optional(), AnyOf(list(Kind))])
    pagina = IntegerField(default=1, validators=[Optional(), NumberRange(1, 100)])
