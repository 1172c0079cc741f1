"""The survey: the first question is enough, and who is disappointed is asked what was missing."""

from uuid import UUID

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from duo_site.feedback.domain import (
    LONGEST_COMMENT,
    LONGEST_PAGE,
    Found,
    Goal,
    Kind,
    SurveyAnswer,
    is_own_path,
    page_of,
    task_of,
)
from duo_site.feedback.following import FASTEST, Follow, read_token, write_token
from duo_site.feedback.forms import RestForm, SurveyForm
from duo_site.feedback.invitation import BY_INVITATION, silence_invitation
from duo_site.feedback.routes.blueprint import TRAPPED, blueprint
from duo_site.feedback.routes.receiving import keep_answer, list_names
from duo_site.feedback.service import Rest, complete_answer, find_answer
from duo_site.web.access import public
from duo_site.web.clock import now, today
from duo_site.web.database import reading, writing
from duo_site.web.i18n import current_language, path
from duo_site.web.limits import limited
from duo_site.web.page_cache import kept
from duo_site.web.site import secrecy
from duo_site.web.templating import render

_PATH = "/feedback"
_REST = "/feedback/vervolg"
_THANKS = "/feedback/bedankt"
_LAST_STEP = 2


@blueprint.get(_PATH)
@public
@kept
def ask() -> Response:
    """Show the survey, about the page that the visitor came from."""
    form = SurveyForm(formdata=None)
    page = request.args.get("pagina", "")
    if is_own_path(page) and len(page) <= LONGEST_PAGE:
        form.pagina.data = page_of(page)
    form.taak.data = task_of(request.args.get("taak")).value
    form.uitnodiging.data = "ja" if BY_INVITATION in request.args else ""
    return _show(form)


@blueprint.post(_PATH)
@public
@limited("30 per hour")
def receive() -> ResponseReturnValue:
    """Store an answer and ask on or say thanks; ask again where something is wrong."""
    form = SurveyForm()
    if form.is_trapped:
        TRAPPED.inc()
        return redirect(path(_THANKS), 303)
    is_valid = form.validate()
    if form.drop_wrong_page() or not is_valid:
        return _show(form, status=422)
    key, stored = keep_answer(_answer_of(form))
    answer = _go_on(key, stored, step=1)
    return silence_invitation(answer) if form.uitnodiging.data else answer


@blueprint.post(_REST)
@public
@limited("60 per hour")
def receive_rest() -> ResponseReturnValue:
    """Complete an answer; what comes faster than anybody reads waits for an editor."""
    form = RestForm()
    follow = read_token(secrecy(), form.sleutel.data or "", now())
    if follow is None or form.is_trapped:
        return redirect(path(_THANKS), 303)
    if not form.validate():
        return _show_rest(form, follow, status=422) or redirect(path(_THANKS), 303)
    with writing() as session:
        is_doubtful = now() - follow.since < FASTEST
        stored = complete_answer(session, follow.key, _rest_of(form), list_names(), is_doubtful=is_doubtful)
    is_done = stored is None or follow.step >= _LAST_STEP or not stored.is_disappointed or bool(stored.gemist)
    if stored is None or is_done or "gemist" in request.form:
        return redirect(path(_THANKS), 303)
    return _go_on(follow.key, stored, follow.step + 1)


@blueprint.get(_THANKS)
@public
@kept
def thank() -> Response:
    """Say thanks; for half an hour, who has the token in his address may say more about the same answer."""
    token = request.args.get("sleutel", "")
    follow = read_token(secrecy(), token, now()) if token else None
    form = RestForm(formdata=None)
    form.sleutel.data = token
    return (follow and _show_rest(form, follow)) or render("feedback/thanks.html", canonical_path=_THANKS)


def _go_on(key: UUID, stored: SurveyAnswer, step: int) -> AnyResponse:
    """Say thanks to who answered all; who did not, or is disappointed, may say more about the same answer."""
    if stored.is_complete and not stored.is_disappointed:
        return redirect(path(_THANKS), 303)
    token = write_token(secrecy(), Follow(key, now(), step))
    return redirect(path(_THANKS, sleutel=token), 303)


def _show(form: SurveyForm, status: int = 200) -> Response:
    return render(
        "feedback/survey.html", status=status, form=form, longest_comment=LONGEST_COMMENT, canonical_path=_PATH
    )


def _show_rest(form: RestForm, follow: Follow, status: int = 200) -> Response | None:
    """Show the questions that were not answered yet; None where the answer is no longer there."""
    with reading() as session:
        stored = find_answer(session, follow.key)
    if stored is None:
        return None
    answer = render("feedback/rest.html", status=status, form=form, answer=stored, longest_comment=LONGEST_COMMENT)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer_of(form: SurveyForm) -> SurveyAnswer:
    """Make the answer of a form that was found right."""
    return SurveyAnswer(
        day=today(),
        page=form.pagina.data or "",
        task=task_of(form.taak.data),
        kind=Kind.VRAAGLIJST,
        gevonden=Found(form.gevonden.data),
        language=current_language(),
        doel=Goal(form.doel.data) if form.doel.data else None,
        cijfer=int(form.cijfer.data) if form.cijfer.data else None,
        opmerking=form.opmerking.data,
    )


def _rest_of(form: RestForm) -> Rest:
    return Rest(
        doel=Goal(form.doel.data) if form.doel.data else None,
        cijfer=int(form.cijfer.data) if form.cijfer.data else None,
        opmerking=form.opmerking.data,
        gemist=form.gemist.data,
    )
