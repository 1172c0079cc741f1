"""Which zaken somebody wants to see in a list."""

from collections.abc import Iterable
from typing import cast

from wtforms import IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import Length, NumberRange, Optional

from duo_site.mijn_duo.zaken.domain import Status, ZaakKind
from duo_site.mijn_duo.zaken.words import name_kind, name_status
from duo_site.web.forms import QueryForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l


class ListForm(QueryForm):
    """Which zaken to show."""

    status = SelectField(_l("Status"), default="", validate_choice=True)
    soort = SelectField(_l("Soort zaak"), default="", validate_choice=True)
    nummer = StringField(_l("Zaaknummer"), [Optional(), Length(max=20)], filters=[lambda text: (text or "").strip()])
    pagina = IntegerField(validators=[Optional(), NumberRange(1, 100_000)])

    def __init__(self, kinds: Iterable[ZaakKind], *, drafts: bool) -> None:
        super().__init__()
        hidden = () if drafts else (Status.CONCEPT,)
        statuses = [status for status in Status if status not in hidden]
        self.status.choices = [
            SelectChoice("", _("Alle")),
            SelectChoice("open", _("Alles wat nog loopt")),
            *(SelectChoice(status.value, name_status(status)) for status in statuses),
        ]
        self.soort.choices = [
            SelectChoice("", _("Alle")),
            *(SelectChoice(kind.value, name_kind(kind)) for kind in ZaakKind if kind in set(kinds)),
        ]

    def values(self) -> dict[str, str]:
        """Give what belongs in the address of another page of the list."""
        kept = {"status": self.status.data, "soort": self.soort.data, "nummer": self.nummer.data}
        return {name: cast(str, value) for name, value in kept.items() if value}
