"""The style guide: a page for development that shows each component."""

from flask import Blueprint, Response
from wtforms import BooleanField, FileField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from duo_site.web.access import public
from duo_site.web.charts import Point, column_chart, distribution, line_chart, row_chart
from duo_site.web.forms import QueryForm
from duo_site.web.templating import render

blueprint = Blueprint("styleguide", __name__)


class ExampleForm(QueryForm):
    """A form with a field of each kind."""

    naam = StringField("Naam", [InputRequired("Vul uw naam in.")])
    soort = SelectField("Soort opleiding", choices=[("hbo", "Hoger beroepsonderwijs"), ("mbo", "Mbo")])
    gevonden = RadioField("Gevonden?", [InputRequired("Kies een antwoord.")], choices=[("ja", "Ja"), ("nee", "Nee")])
    talen = SelectMultipleField(
        "Talen", [InputRequired("Kies er een.")], choices=[("nl", "Nederlands"), ("en", "Engels")]
    )
    opmerking = TextAreaField("Opmerking", [Length(max=1000)])
    akkoord = BooleanField("Ik heb alles nagekeken")
    bestand = FileField("Bestand")


@blueprint.get("/stijlgids")
@public
def show() -> Response:
    """Show every component, with a form as it is at first and as it is with errors."""
    wrong = ExampleForm()
    wrong.validate()
    return render("styleguide/index.html", fresh=ExampleForm(prefix="nieuw-"), wrong=wrong, charts=_example_charts())


def _example_charts() -> dict[str, object]:
    """Make a chart of each kind, with invented figures."""
    shares = ((40, 58), (41, 61), (42, None), (43, 66), (44, 64), (45, 71), (46, 70))
    points = [Point(f"w{week}", share, share and share - 7, share and share + 6, f"{share}%") for week, share in shares]
    marks = (1, 0, 2, 3, 9, 17, 41, 52, 20, 6)
    soorten = (("Middelbaar beroepsonderwijs", 320), ("Wetenschappelijk onderwijs", 190), ("Inburgering", 12))
    whole, part, months = (30, 44, 51), (12, 9, 15), ("jan", "feb", "mrt")
    return {
        "line": line_chart(points, 0, 100, 25, lambda value: f"{value:.0f}%"),
        "line_rows": [(point.label, point.text if point.value else "too few") for point in points],
        "columns": column_chart(months, (whole, part), "{:.0f}".format),
        "column_rows": list(zip(months, whole, part, strict=True)),
        "marks": distribution(marks, "{:.0f}".format),
        "mark_rows": list(enumerate(marks, 1)),
        "rows": row_chart(soorten, "{:.0f}".format),
        "row_rows": soorten,
    }
