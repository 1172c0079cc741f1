"""The forms of the controle: files or a photo, or a number; and the outcomes that are made into a file."""

from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from duo_site.controle.carrying import LONGEST
from duo_site.web.forms import OpenForm, QueryForm
from duo_site.web.i18n import lazy_gettext as _l

LONGEST_NUMBER = 200
FORMS = ("csv", "json", "pdf")
"""The kinds of files that outcomes are made into."""


class FileForm(OpenForm):
    """Files to check: uittreksels, a ZIP of them, or a photo of a QR code."""

    bestand = MultipleFileField(
        _l("Uittreksel (PDF-bestand)"), [FileRequired(_l("Kies het PDF-bestand van het uittreksel."))]
    )


class CarriedForm(OpenForm):
    """Outcomes that the page carried, and what to make of them."""

    uitkomst = HiddenField(validators=[InputRequired(), Length(max=LONGEST)])
    vorm = StringField(validators=[AnyOf(FORMS)])


class NumberForm(QueryForm):
    """A number to look up."""

    nummer = StringField(
        _l("Nummer van het uittreksel"),
        [
            InputRequired(_l("Vul het nummer in dat op het uittreksel staat.")),
            Length(max=LONGEST_NUMBER, message=_l("Dit is te lang voor een nummer van een uittreksel.")),
        ],
    )
