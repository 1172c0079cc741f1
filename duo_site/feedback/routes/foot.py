"""The one question at the foot of each public page, and what somebody can do who did not find it."""

from flask import Response, current_app, redirect, request
from flask.typing import ResponseReturnValue

from duo_site.feedback.domain import LONGEST_PAGE, Found, Kind, SurveyAnswer, is_own_path, page_of, task_of
from duo_site.feedback.forms import FootForm
from duo_site.feedback.routes.blueprint import TRAPPED, blueprint
from duo_site.feedback.routes.receiving import keep_answer
from duo_site.web.access import public
from duo_site.web.clock import today
from duo_site.web.i18n import current_language, path
from duo_site.web.limits import limited
from duo_site.web.page_cache import kept
from duo_site.web.templating import render

_PATH = "/feedback/paginavoet"
_SEARCH = "/zoeken"


@blueprint.post(_PATH)
@public
@limited("60 per hour")
def receive_foot() -> ResponseReturnValue:
    """Store whether somebody found what he sought on a page, and go on to thanks and next steps."""
    form = FootForm()
    if not form.validate():
        return redirect(path("/feedback"), 303)
    found, page = Found(form.gevonden.data), page_of(form.page)
    if form.is_trapped:
        TRAPPED.inc()
    else:
        keep_answer(SurveyAnswer(today(), page, task_of(form.taak.data), Kind.PAGINAVOET, found, current_language()))
    return redirect(path(_PATH, antwoord=found.value, pagina=page), 303)


@blueprint.get(_PATH)
@public
@kept
def thank_foot() -> Response:
    """Say thanks; who did not find it gets ways to go on, and everybody the way back."""
    page = request.args.get("pagina", "")
    is_ours = is_own_path(page) and len(page) <= LONGEST_PAGE
    return render(
        "feedback/foot_thanks.html",
        is_disappointed=request.args.get("antwoord") == Found.NEE,
        page=page_of(page) if is_ours else "",
        search=_SEARCH if _has_search() else None,
    )


def _has_search() -> bool:
    """Tell whether the site can be searched."""
    return any(rule.rule == _SEARCH for rule in current_app.url_map.iter_rules())
