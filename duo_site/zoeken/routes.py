"""The search, and for editors what it did not find."""

from flask import Blueprint, Response, abort

from duo_site.identity import Permission
from duo_site.web.access import permit, public
from duo_site.web.clock import today
from duo_site.web.database import reading, writing
from duo_site.web.i18n import current_language
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.web.limits import limited
from duo_site.web.templating import render
from duo_site.zoeken.domain import Found, Kind, QuickAnswer
from duo_site.zoeken.forms import SearchForm
from duo_site.zoeken.misses import FEWEST_SHOWN, count_miss, list_misses, reduce_question
from duo_site.zoeken.parts import current_search
from duo_site.zoeken.service import search

blueprint = Blueprint("zoeken", __name__)

PATH = "/zoeken"
KINDS = {Kind.HULP: _l("Hulp"), Kind.ZAKELIJK: _l("Zakelijk"), Kind.PERSBERICHT: _l("Persberichten")}


@blueprint.get(PATH)
@public
@limited("120 per minute")
def show() -> Response:
    """Show the pages that answer a question best; without a question, ask for one."""
    form = SearchForm()
    valid = form.validate()
    if not valid and not form.q.errors:
        abort(422)
    question, language = form.q.data or "", current_language()
    if not question or not valid:
        return render("zoeken/start.html", 200 if valid else 422, form=form, canonical_path=PATH, section="zoeken")
    parts, kind = current_search(), Kind(form.soort.data) if form.soort.data else None
    vocabulary = parts.vocabulary(language)
    with reading() as session:
        found = search(session, vocabulary, question, kind, form.pagina.data or 1)
    answer = parts.find_answer(question, language)
    if not found.total and not answer and kind is None:
        _count(question, language)
    return _show_found(form, found, kind=kind, answer=answer)


@blueprint.get("/redactie/zoekvragen")
@permit(Permission.REDACTIE)
def show_misses() -> Response:
    """Show editors what visitors asked for a year and did not find."""
    day = today()
    with reading() as session:
        misses = list_misses(session, day.replace(year=day.year - 1, day=1))
    return render("zoeken/misses.html", misses=misses, fewest=FEWEST_SHOWN)


def _show_found(form: SearchForm, found: Found, *, kind: Kind | None, answer: QuickAnswer | None) -> Response:
    number, question = form.pagina.data or 1, form.q.data
    if number > max(found.pages, 1):
        abort(404)
    query = {"q": question} | ({"soort": form.soort.data} if form.soort.data else {})
    return render(
        "zoeken/results.html",
        form=form,
        question=question,
        found=found,
        kinds=KINDS,
        number=number,
        query=query,
        section="zoeken",
        kind=kind,
        answer=answer,
    )


def _count(question: str, language: str) -> None:
    kept = reduce_question(question, current_search().is_harmless)
    if kept:
        with writing(on_get="a question without result is counted for the editors") as session:
            count_miss(session, kept, language, today())
