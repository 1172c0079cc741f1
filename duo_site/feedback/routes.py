"""The survey, the thanks, and closing the invitation."""

from uuid import uuid4

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from prometheus_client import Counter
from werkzeug.wrappers import Response as WerkzeugResponse

from duo_site.feedback.domain import LONGEST_COMMENT, LONGEST_PAGE, Found, Goal, SurveyAnswer, is_own_path, page_of
from duo_site.feedback.forms import SurveyForm
from duo_site.feedback.invitation import close_invitation, offer_invitation
from duo_site.feedback.service import store_answer
from duo_site.web.access import public
from duo_site.web.clock import today
from duo_site.web.database import writing
from duo_site.web.i18n import current_language, path
from duo_site.web.limits import limited
from duo_site.web.page_cache import kept
from duo_site.web.templating import render

blueprint = Blueprint("feedback", __name__)
blueprint.record(offer_invitation)

TRAPPED = Counter("duo_survey_trapped_total", "Survey answers of programs that filled in the hidden field.")
_PATH = "/feedback"
_THANKS = "/feedback/bedankt"


@blueprint.get(_PATH)
@public
@kept
def ask() -> Response:
    """Show the survey, about the page that the visitor came from."""
    form = SurveyForm(formdata=None)
    page = request.args.get("pagina", "")
    if is_own_path(page) and len(page) <= LONGEST_PAGE:
        form.pagina.data = page_of(page)
    return _show(form)


@blueprint.post(_PATH)
@public
@limited("30 per hour")
def receive() -> ResponseReturnValue:
    """Store an answer and say thanks; ask again where something is wrong."""
    form = SurveyForm()
    if form.is_trapped:
        TRAPPED.inc()
        return redirect(path(_THANKS), 303)
    is_valid = form.validate()
    if form.drop_wrong_page() or not is_valid:
        return _show(form, status=422)
    with writing() as session:
        store_answer(session, _answer_of(form), uuid4())
    return redirect(path(_THANKS), 303)


@blueprint.get(_THANKS)
@public
@kept
def thank() -> Response:
    """Say thanks."""
    return render("feedback/thanks.html", canonical_path=_THANKS)


@blueprint.post("/feedback/uitnodiging")
@public
@limited("60 per hour")
def close() -> WerkzeugResponse:
    """Close the invitation for a while and go back to the page it stood on."""
    back = request.form.get("terug", "")
    return close_invitation(redirect(back if is_own_path(back) else path("/"), 303))


def _show(form: SurveyForm, status: int = 200) -> Response:
    return render(
        "feedback/survey.html", status=status, form=form, longest_comment=LONGEST_COMMENT, canonical_path=_PATH
    )


def _answer_of(form: SurveyForm) -> SurveyAnswer:
    """Make the answer of a form that was found right."""
    return SurveyAnswer(
        day=today(),
        page=form.pagina.data or "",
        doel=Goal(form.doel.data) if form.doel.data else None,
        gevonden=Found(form.gevonden.data),
        cijfer=int(form.cijfer.data) if form.cijfer.data else None,
        opmerking=form.opmerking.data,
        language=current_language(),
    )
