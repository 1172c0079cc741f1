"""The forms of the controle: a file, or a number."""

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from duo_site.web.forms import OpenForm, QueryForm
from duo_site.web.i18n import lazy_gettext as _l

LONGEST_NUMBER = 200


class FileForm(OpenForm):
    """A file to check."""

    bestand = FileField(_l("Uittreksel (PDF-bestand)"), [FileRequired(_l("Kies het PDF-bestand van het uittreksel."))])


class NumberForm(QueryForm):
    """A number to look up."""

    nummer = StringField(
        _l("Nummer van het uittreksel"),
        [
            InputRequired(_l("Vul het nummer in dat op het uittreksel staat.")),
            Length(max=LONGEST_NUMBER, message=_l("Dit is te lang voor een nummer van een uittreksel.")),
        ],
    )
