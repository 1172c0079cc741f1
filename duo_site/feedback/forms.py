"""The survey, and the form that closes the invitation: for visitors, so without token."""

from babel.support import LazyProxy
from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Optional, ValidationError

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


def _goal() -> RadioField:
    return RadioField(
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


def _mark() -> RadioField:
    choices = [SelectChoice(str(mark)) for mark in range(1, HIGHEST_MARK + 1)]
    return RadioField(_l("Welk cijfer geeft u de website?"), [Optional()], choices=choices)


def _is_short_enough(_form: OpenForm, field: TextAreaField) -> None:
    """Refuse a text that is too long, and tell by how much."""
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


def _text(label: LazyProxy) -> TextAreaField:
    clean = [lambda text: clean_comment(text) if text else ""]
    return TextAreaField(label, [Optional(), _is_short_enough], filters=clean)


class _TrappedForm(OpenForm):
    """A form with the field that programs fill in."""

    onderwerp = StringField(_l("Laat dit veld leeg"), [Optional()])

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what people do not see."""
        return bool(self[TRAP].data)


class SurveyForm(_TrappedForm):
    """Four questions, of which the first must be answered; it says about which page, and after which task."""

    gevonden = RadioField(
        _l("Hebt u gevonden wat u zocht?"),
        [InputRequired(_l("Kies een antwoord."))],
        choices=[
            SelectChoice(Found.JA.value, _l("Ja")),
            SelectChoice(Found.DEELS.value, _l("Deels")),
            SelectChoice(Found.NEE.value, _l("Nee")),
        ],
    )
    doel = _goal()
    cijfer = _mark()
    opmerking = _text(_l("Wat kan er beter?"))
    pagina = HiddenField(_l("Pagina"), [Optional()])
    taak = HiddenField(_l("Taak"), [Optional()])
    uitnodiging = HiddenField(_l("Uitnodiging"), [Optional()])

    def drop_wrong_page(self) -> bool:
        """Empty the hidden field where it is no page of this site; tell whether that was so."""
        page = self.pagina.data or ""
        is_wrong = bool(page) and (len(page) > LONGEST_PAGE or not is_own_path(page))
        if is_wrong:
            self.pagina.data = ""
            self.form_errors.append(_("Het adres van de pagina klopte niet. Wij hebben het weggehaald."))
        return is_wrong


class RestForm(_TrappedForm):
    """What was left open, and what was missing for whoever is disappointed. Nothing must be answered."""

    gemist = _text(_l("Wat ontbrak er?"))
    cijfer = _mark()
    doel = _goal()
    opmerking = _text(_l("Wat kan er beter?"))
    sleutel = HiddenField(_l("Sleutel"), [Optional()])


class FootForm(_TrappedForm):
    """The one question at the foot of a page; its buttons are the answers."""

    gevonden = HiddenField(_l("Hebt u gevonden wat u zocht?"), [InputRequired(), AnyOf([Found.JA, Found.NEE])])
    pagina = HiddenField(_l("Pagina"), [Optional()])
    taak = HiddenField(_l("Taak"), [Optional()])

    @property
    def page(self) -> str:
        """Give the page the answer is about; empty where it is none of ours."""
        page = self.pagina.data or ""
        return page if len(page) <= LONGEST_PAGE and is_own_path(page) else ""
