"""The survey, and the form that closes the invitation: for visitors, so without token."""

from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from duo_site.feedback.domain import (
    HIGHEST_MARK,
    LONGEST_COMMENT,
    LONGEST_PAGE,
    Found,
    Goal,
    clean_comment,
    is_own_path,
)
from duo_site.web.forms import OpenForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

TRAP = "onderwerp"
"""The field that people leave empty and programs fill in. No browser fills in a field of this name by itself."""


class SurveyForm(OpenForm):
    """Five fields, of which one must be answered."""

    gevonden = RadioField(
        _l("Hebt u gevonden wat u zocht?"),
        [InputRequired(_l("Kies een antwoord."))],
        choices=[
            SelectChoice(Found.JA.value, _l("Ja")),
            SelectChoice(Found.DEELS.value, _l("Deels")),
            SelectChoice(Found.NEE.value, _l("Nee")),
        ],
    )
    doel = RadioField(
        _l("Waarvoor kwam u?"),
        [Optional()],
        choices=[
            SelectChoice(Goal.OPZOEKEN.value, _l("Opzoeken of mijn diploma in het register staat")),
            SelectChoice(Goal.UITTREKSEL.value, _l("Een uittreksel downloaden")),
            SelectChoice(Goal.KWIJT.value, _l("Lezen wat ik kan doen als mijn diploma kwijt is")),
            SelectChoice(Goal.CONTROLE.value, _l("Een uittreksel controleren")),
            SelectChoice(Goal.INLOGGEN.value, _l("Inloggen voor mijn onderwijsinstelling")),
            SelectChoice(Goal.NIEUWS.value, _l("Een persbericht lezen")),
            SelectChoice(Goal.ANDERS.value, _l("Iets anders")),
        ],
    )
    cijfer = RadioField(
        _l("Welk cijfer geeft u de website?"),
        [Optional()],
        choices=[SelectChoice(str(mark)) for mark in range(1, HIGHEST_MARK + 1)],
    )
    opmerking = TextAreaField(
        _l("Wat kan er beter?"), [Optional()], filters=[lambda text: clean_comment(text) if text else ""]
    )
    pagina = HiddenField(_l("Pagina"), [Optional()])
    onderwerp = StringField(_l("Laat dit veld leeg"), [Optional()])

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what people do not see."""
        return bool(self[TRAP].data)

    def validate_opmerking(self, field: TextAreaField) -> None:
        """Refuse a comment that is too long, and tell by how much."""
        length = len(field.data)
        if length > LONGEST_COMMENT:
            raise ValidationError(
                _(
                    "Uw tekst telt %(length)s tekens. Gebruik er hoogstens %(most)s. Haal er %(surplus)s weg.",
                    length=length,
                    most=LONGEST_COMMENT,
                    surplus=length - LONGEST_COMMENT,
                )
            )

    def drop_wrong_page(self) -> bool:
        """Empty the hidden field where it is no page of this site; tell whether that was so."""
        page = self.pagina.data or ""
        is_wrong = bool(page) and (len(page) > LONGEST_PAGE or not is_own_path(page))
        if is_wrong:
            self.pagina.data = ""
            self.form_errors.append(_("Het adres van de pagina klopte niet. Wij hebben het weggehaald."))
        return is_wrong
