"""What a beheerder fills in."""

from collections.abc import Sequence
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from duo_site.identity import ROLLEN, Permission, Rol
from duo_site.mijn_duo.rollen.domain import Onderwijsinstelling, Refusal
from duo_site.mijn_duo.rollen.words import FIELD_OF, REFUSALS, name_rol
from duo_site.web.forms import DayField, QueryForm, SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

_EMAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"


class _Refusable(SiteForm):
    """A form of which the service may refuse what it asks."""

    def refuse(self, reason: Refusal) -> None:
        """Say at the right field, or above the form, why it was refused."""
        field = getattr(self, FIELD_OF.get(reason, ""), None)
        if field is None:
            self.form_errors = [str(REFUSALS[reason])]
        else:
            field.errors = [*field.errors, str(REFUSALS[reason])]

    @property
    def machtigingen(self) -> frozenset[Permission]:
        """The machtigingen that were ticked."""
        ticked = getattr(self, "studenten", None)
        return frozenset({Permission.BEKIJK_STUDENT} if ticked is not None and ticked.data else ())


class _NewPerson(_Refusable):
    """Who is new here; its fields stand above those of the rol."""

    naam = StringField(
        _l("Naam van de medewerker"),
        [DataRequired(_l("Vul een naam in.")), Length(max=100)],
        # On one line, for it stands in e-mail: more lines would put words of their own in our letter.
        filters=[lambda text: " ".join(text.split()) if text else text],
    )
    email = StringField(
        _l("E-mailadres"),
        [
            DataRequired(_l("Vul een e-mailadres in.")),
            Length(max=254),
            Regexp(f"^{_EMAIL}$", message=_l("Vul een e-mailadres in zoals naam@school.nl.")),
        ],
        filters=[lambda text: text.strip() if text else text],
    )


class RolForm(_Refusable):
    """A rol for somebody who has one at this bestuur already."""

    rol = RadioField(_l("Welke rol?"), [InputRequired(_l("Kies een rol."))])
    instellingscode = SelectField(
        _l("Voor welke onderwijsinstelling?"), [InputRequired(REFUSALS[Refusal.NO_KENMERK])], validate_choice=False
    )
    studenten = BooleanField(_l("Mag ook studenten opzoeken bij de toelating"))
    vanaf = DayField(_l("Vanaf welke dag?"), [InputRequired(_l("Vul een datum in."))])
    tot = DayField(_l("Tot en met welke dag?"), [Optional()])

    def __init__(self, places: Sequence[Onderwijsinstelling], **values: Any) -> None:
        super().__init__(**values)
        # The rol of beheerder is not among these: only the bevoegd gezag gives it.
        given = (policy.rol for policy in ROLLEN if policy.rol is not Rol.BEHEERDER)
        self.rol.choices = [SelectChoice(rol.value, name_rol(rol)) for rol in given]
        self.instellingscode.choices = _choices(places)

    def hints(self) -> dict[str, str]:
        """Give what each rol may, to stand under its name."""
        return {policy.rol.value: _(policy.may) for policy in ROLLEN}


class InviteForm(RolForm, _NewPerson):
    """A rol for somebody who is new here."""


class ChangeForm(_Refusable):
    """What can be changed of a rol; the rest is a rol of its own."""

    instellingscode = SelectField(_l("Voor welke onderwijsinstelling?"), validate_choice=False)
    studenten = BooleanField(_l("Mag ook studenten opzoeken bij de toelating"))
    tot = DayField(_l("Tot en met welke dag?"), [Optional()])
    stand = HiddenField()

    def __init__(self, places: Sequence[Onderwijsinstelling], **values: Any) -> None:
        super().__init__(**values)
        self.instellingscode.choices = _choices(places)
        self.instellingscode.flags.required = True  # It is asked only where it is missing.


class ReviewForm(QueryForm):
    """Which rollen to show."""

    toon = RadioField(
        _l("Welke rollen wilt u zien?"),
        choices=[SelectChoice("alle", _l("Alle rollen")), SelectChoice("stil", _l("Niet ingelogd in 90 dagen"))],
        default="alle",
        validate_choice=False,
    )


class PageForm(QueryForm):
    """Which page of a long list."""

    pagina = IntegerField(validators=[Optional(), NumberRange(1, 100_000)])


def _choices(places: Sequence[Onderwijsinstelling]) -> list[SelectChoice]:
    """List the onderwijsinstellingen to choose from; one that is alone is chosen already."""
    listed = [SelectChoice(one.instellingscode, f"{one.name} ({one.instellingscode})") for one in places]
    return listed if len(listed) == 1 else [SelectChoice("", _("Kies een onderwijsinstelling")), *listed]
