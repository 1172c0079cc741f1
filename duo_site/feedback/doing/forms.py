"""What an editor writes about a change."""

from typing import Any
from uuid import UUID

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from duo_site.feedback.comments.domain import harmless
from duo_site.feedback.doing.domain import LONGEST_TEXT, Deed
from duo_site.feedback.domain import LONGEST_PAGE, is_own_path, page_of
from duo_site.web.clock import today
from duo_site.web.forms import DayField, SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

_TOO_LONG = _l("Gebruik hoogstens 600 tekens.")


def _clean(text: str | None) -> str:
    return harmless((text or "").replace("\r\n", "\n")).strip()


class _Text(TextAreaField):
    """A text that visitors will read."""

    def __init__(self, label: Any, **values: Any) -> None:
        rules = [InputRequired(_l("Vul deze tekst in.")), Length(max=LONGEST_TEXT, message=_TOO_LONG)]
        super().__init__(label, rules, filters=[_clean], **values)


class DeedForm(SiteForm):
    """A change of a page, in both languages."""

    pagina = StringField(
        _l("Welke pagina is veranderd?"),
        [InputRequired(_l("Vul het adres van de pagina in.")), Length(max=LONGEST_PAGE)],
        filters=[lambda text: (text or "").strip()],
    )
    datum = DayField(_l("Wanneer?"), [InputRequired(_l("Vul de datum in."))])
    gezegd_nl = _Text(_l("Wat zeiden bezoekers? (Nederlands)"))
    gezegd_en = _Text(_l("Wat zeiden bezoekers? (Engels)"))
    gedaan_nl = _Text(_l("Wat hebt u veranderd? (Nederlands)"))
    gedaan_en = _Text(_l("Wat hebt u veranderd? (Engels)"))
    publiek = BooleanField(_l("Bezoekers mogen dit zien"))

    def validate_pagina(self, field: StringField) -> None:
        """Ask for a page of this site that everybody can see."""
        if not is_own_path(field.data) or page_of(field.data) != field.data:
            raise ValidationError(_("Schrijf het adres zoals /particulier/diploma-kwijt."))

    def validate_datum(self, field: DayField) -> None:
        """Refuse a day that has not come yet."""
        if field.day and field.day > today():
            raise ValidationError(_("Deze datum is nog niet geweest."))

    def deed(self, key: UUID) -> Deed:
        """Give what was written, of a form that was found right."""
        assert self.datum.day is not None
        return Deed(
            key,
            self.pagina.data,
            self.datum.day,
            {"nl": self.gezegd_nl.data, "en": self.gezegd_en.data},
            {"nl": self.gedaan_nl.data, "en": self.gedaan_en.data},
            self.publiek.data,
        )
