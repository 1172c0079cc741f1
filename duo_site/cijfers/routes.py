"""The page of the figures, its files, and its description for catalogues of open data."""

import json

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from duo_site.cijfers import showing, words
from duo_site.cijfers.catalogue import MEDIA_TYPE, describe_catalogue
from duo_site.cijfers.catalogue import PATH as CATALOGUE_PATH
from duo_site.cijfers.domain import ALL, Figures
from duo_site.cijfers.files import FILES, LICENCE, LICENCE_NAME, write_table
from duo_site.cijfers.forms import FiguresForm
from duo_site.cijfers.history import HISTORY
from duo_site.cijfers.parts import current_figures, current_satisfaction
from duo_site.cijfers.satisfaction import Satisfaction
from duo_site.web.access import public
from duo_site.web.database import reading
from duo_site.web.page_cache import kept
from duo_site.web.site import settings
from duo_site.web.spreadsheet import csv_download
from duo_site.web.templating import render

blueprint = Blueprint("cijfers", __name__)

PATH = "/cijfers"


@blueprint.get(PATH)
@public
@kept
def show() -> ResponseReturnValue:
    """Show the figures that the address asks for."""
    with reading() as session:
        figures, satisfaction = current_figures(session), current_satisfaction(session)
    form = FiguresForm(figures)
    if figures.months and not form.validate():
        return _page(form, figures, satisfaction, status=422)
    return _page(form, figures, satisfaction)


@blueprint.get(f"{PATH}/<name>.csv")
@public
@kept
def download(name: str) -> Response:
    """Give a file of figures for a spreadsheet."""
    if name not in FILES:
        abort(404)
    with reading() as session:
        figures, satisfaction = current_figures(session), current_satisfaction(session)
    head, rows = write_table(name, figures.figures, satisfaction, settings().base_url)
    answer = csv_download(f"{name}.csv", head, rows)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@blueprint.get(CATALOGUE_PATH)
@public
@kept
def show_catalogue() -> Response:
    """Describe the figures for catalogues of open data."""
    with reading() as session:
        figures = current_figures(session)
    described = describe_catalogue(figures, base_url=settings().base_url, operator=settings().operator)
    answer = Response(json.dumps(described, ensure_ascii=False, indent=2), content_type=MEDIA_TYPE)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _page(
    form: FiguresForm, figures: Figures, satisfaction: tuple[Satisfaction, ...], status: int = 200
) -> ResponseReturnValue:
    """Show the form, and below it the figures where the form is right."""
    shown = None
    if figures.months and status == 200:
        series, year, part = form.series, int(form.jaar.data), form.part
        months = figures.months_of(year)
        shown = {
            "name": words.SERIES[series],
            "explanation": words.EXPLANATIONS[series],
            "year": year,
            "months": showing.draw_months(figures, series, year, part),
            "total": figures.find(series, year, None, part),
            "splits": showing.list_splits(figures, series, year) if part == ALL else [],
            "opinions": [showing.draw_marks(satisfaction, months), showing.draw_found(satisfaction, months)]
            if any(each.month in months for each in satisfaction)
            else [],
        }
    return render(
        "cijfers/figures.html",
        status,
        form=form,
        shown=shown,
        write_count=showing.write_count,
        up_to=figures.up_to,
        history=showing.draw_history(),
        explanations=[(words.SERIES[series], text) for series, text in words.EXPLANATIONS.items()],
        past_years=HISTORY,
        files=[(name, words.FILES[name]) for name in FILES],
        licence=(LICENCE_NAME, LICENCE),
        catalogue=CATALOGUE_PATH,
        canonical_path=PATH,
    )
