"""What people fill in for a zaak. A draft may be kept unfinished; what is missing is said where it is handed in."""

import secrets
from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from duo_site.mijn_duo.zaken.domain import OVERVIEWS, Inhoud, Status, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.overview.making import CSV, XLSX
from duo_site.mijn_duo.zaken.own_kinds import FIELDS, OPTIONAL, is_school_year, list_problems, school_years
from duo_site.mijn_duo.zaken.words import name_status
from duo_site.web.clock import today
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

_LONGEST = 2000
_KEY = r"[A-Za-z0-9_-]{0,64}"


def _stripped(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def new_key() -> str:
    """Make the word by which a form that is sent twice is known."""
    return secrets.token_urlsafe(16)


class DraftForm(SiteForm):
    """A draft: which version was seen, and the word that makes a new one be made once."""

    versie = HiddenField(validators=[Regexp("[0-9]{0,9}$")])
    sleutel = HiddenField(validators=[Regexp(f"{_KEY}$")])

    def __init__(self, kind: ZaakKind, **values: Any) -> None:
        super().__init__(**values)
        self.kind = kind
        for name in FIELDS[kind]:
            # A draft may be unfinished, so no validator says this; only what is handed in must be whole.
            self[name].flags.required = name not in OPTIONAL

    @property
    def version(self) -> int:
        """The version that was seen; 0 for a new draft."""
        return int(self.versie.data or 0)

    @property
    def inhoud(self) -> dict[str, str]:
        """What was filled in."""
        return {name: self[name].data or "" for name in FIELDS[self.kind]}

    def keep_choices(self, kept: Inhoud) -> None:
        """Let a draft keep what could be chosen when it was made."""

    def is_whole(self) -> bool:
        """Tell whether it can be handed in; says at each field what is missing."""
        problems = list_problems(self.kind, self.inhoud, today().year)
        for name, text in problems.items():
            self[name].errors = [*self[name].errors, text]
        return not problems


class OverviewForm(DraftForm):
    """Which overview."""

    van_jaar = StringField(_l("Diploma's behaald vanaf welk jaar?"), [Length(max=4)], filters=[_stripped])
    tot_jaar = StringField(_l("Tot en met welk jaar?"), [Length(max=4)], filters=[_stripped])
    vorm = RadioField(
        _l("Welk bestand wilt u?"),
        choices=[SelectChoice(XLSX, _l("Excel (XLSX)")), SelectChoice(CSV, _l("CSV, voor elk rekenprogramma"))],
        validators=[Optional()],
    )


class SubsidieForm(DraftForm):
    """The opgave for the subsidie of an opleidingsschool."""

    opleidingsschool = StringField(_l("Naam van de opleidingsschool"), [Length(max=100)], filters=[_stripped])
    schooljaar = RadioField(_l("Voor welk schooljaar?"), validators=[Optional()])
    partners = StringField(_l("Hoeveel scholen doen mee?"), [Length(max=6)], filters=[_stripped])
    studenten = StringField(_l("Hoeveel studenten leidt de school op?"), [Length(max=6)], filters=[_stripped])
    toelichting = TextAreaField(_l("Toelichting"), [Optional(), Length(max=_LONGEST)], filters=[_stripped])

    def __init__(self, kind: ZaakKind, **values: Any) -> None:
        super().__init__(kind, **values)
        self.schooljaar.choices = [SelectChoice(year, year) for year in school_years(today())]

    def keep_choices(self, kept: Inhoud) -> None:
        """Let a draft from before the summer keep the year that was chosen then; nobody else can choose it."""
        year = str(kept.get("schooljaar", ""))
        if is_school_year(year) and year not in school_years(today()):
            self.schooljaar.choices = [SelectChoice(year, year), *self.schooljaar.choices]


def draft_form(kind: ZaakKind, **values: Any) -> DraftForm:
    """Make the form of a kind, with what was sent."""
    return OverviewForm(kind, **values) if kind in OVERVIEWS else SubsidieForm(kind, **values)


def form_of(zaak: Zaak) -> DraftForm:
    """Make the form of a draft, with what was sent for it."""
    form = draft_form(zaak.kind)
    form.keep_choices(zaak.inhoud)
    return form


def form_to_edit(zaak: Zaak) -> DraftForm:
    """Make the form of a draft, with what it holds."""
    form = draft_form(zaak.kind, formdata=None, **dict(zaak.inhoud), versie=str(zaak.version))
    form.keep_choices(zaak.inhoud)
    return form


class VersionForm(SiteForm):
    """An act on a zaak as somebody saw it."""

    versie = HiddenField(validators=[Regexp("[0-9]{1,9}$")])

    @property
    def version(self) -> int:
        """The version that was seen."""
        return int(self.versie.data)


class MessageForm(SiteForm):
    """A message to the agency."""

    bericht = TextAreaField(
        _l("Uw bericht"), [DataRequired(_l("Schrijf een bericht.")), Length(max=_LONGEST)], filters=[_stripped]
    )
    sleutel = HiddenField(validators=[Regexp(f"{_KEY}$")])


class DocumentForm(SiteForm):
    """A document to add; `stand` tells whether the page showed a draft."""

    bestand = FileField(_l("Bestand"))
    stand = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.bestand.flags.required = True


def document_form(zaak: Zaak) -> DocumentForm:
    """Make the form with which a document is added to a zaak as it stands now."""
    return DocumentForm(formdata=None, stand=stand_of(zaak))


def stand_of(zaak: Zaak) -> str:
    """Tell in a word whether a zaak can still be changed or was handed in."""
    return "concept" if zaak.is_draft else "ingediend"


class AnswerForm(VersionForm):
    """What the agency answers: a text, perhaps a document, and perhaps another state."""

    status = RadioField(_l("Wat wordt de status?"), validators=[Optional()])
    antwoord = TextAreaField(
        _l("Uw antwoord"), [DataRequired(_l("Schrijf een antwoord.")), Length(max=_LONGEST)], filters=[_stripped]
    )
    bestand = FileField(_l("Document"), [Optional()])
    sleutel = HiddenField(validators=[Regexp(f"{_KEY}$")])

    def __init__(self, following: Iterable[Status], **values: Any) -> None:
        super().__init__(**values)
        answers = [status for status in Status if status in set(following) - {Status.INGETROKKEN, Status.NIET_GELUKT}]
        self.status.choices = [
            SelectChoice("", _("De status blijft zoals die is")),
            *(SelectChoice(status.value, name_status(status)) for status in answers),
        ]

    @property
    def wanted(self) -> Status | None:
        """The next state; None where it stays."""
        return Status(self.status.data) if self.status.data else None
