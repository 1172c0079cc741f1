"""The style guide: a page for development that shows each component."""

from flask import Blueprint, Response
from wtforms import BooleanField, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from duo_site.web.access import public
from duo_site.web.forms import QueryForm
from duo_site.web.templating import render

blueprint = Blueprint("styleguide", __name__)


class ExampleForm(QueryForm):
    """A form with a field of each kind."""

    naam = StringField("Naam", [InputRequired("Vul uw naam in.")])
    soort = SelectField("Soort opleiding", choices=[("hbo", "Hoger beroepsonderwijs"), ("mbo", "Mbo")])
    gevonden = RadioField("Gevonden?", [InputRequired("Kies een antwoord.")], choices=[("ja", "Ja"), ("nee", "Nee")])
    opmerking = TextAreaField("Opmerking", [Length(max=1000)])
    akkoord = BooleanField("Ik heb alles nagekeken")
    bestand = FileField("Bestand")


@blueprint.get("/stijlgids")
@public
def show() -> Response:
    """Show every component, with a form as it is at first and as it is with errors."""
    wrong = ExampleForm()
    wrong.validate()
    return render("styleguide/index.html", fresh=ExampleForm(prefix="nieuw-"), wrong=wrong)
