"""The comments for editors: find, choose, and do something with many at once; and the groups of what is alike."""

from typing import Any

from flask import Blueprint, Response, abort, flash, get_flashed_messages, redirect, url_for
from flask.typing import ResponseReturnValue

from duo_site.feedback.comments.domain import MOST_AT_ONCE, Action, WantedComments
from duo_site.feedback.comments.forms import CHOSEN, CommentsForm, ManyForm
from duo_site.feedback.comments.grouping import MOST_COMMENTS, Written, group_alike
from duo_site.feedback.comments.service.changing import carry_out, undo
from duo_site.feedback.comments.service.finding import get_comments, list_comments, list_ids, list_newest
from duo_site.feedback.comments.words import ACTIONS, ask, tell, tell_undone
from duo_site.feedback.reading.rendering import render_feedback
from duo_site.feedback.reading.words import FOUND, LANGUAGES, STATES, TASKS
from duo_site.identity import Permission
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now, today
from duo_site.web.database import reading, writing

blueprint = Blueprint("redactie_feedback_opmerkingen", __name__)

_PATH = "/redactie/feedback/opmerkingen"
_QUOTES_SHOWN = 5


@blueprint.get(_PATH)
@permit(Permission.LEES_FEEDBACK)
def overview() -> Response:
    """List the comments that a filter finds, the newest first."""
    return _show(CommentsForm())


@blueprint.post(_PATH)
@permit(Permission.BEHEER_FEEDBACK)
def choose() -> Response:
    """Ask once more before something is done to many answers, and say how many that are."""
    filter_, form = CommentsForm(), ManyForm()
    wanted = _wanted(filter_)
    if not form.validate():
        return _show(filter_, form, 422)
    with reading() as session:
        keys = list_ids(session, wanted, MOST_AT_ONCE) if form.is_about_all else form.chosen
        comments = get_comments(session, keys)
    return render_feedback(
        "redactie/feedback/confirm.html",
        question=ask(form.action, len(comments), form.label.data),
        comments=comments,
        shown=comments[:_QUOTES_SHOWN],
        is_full=len(comments) == MOST_AT_ONCE,
        many=form,
        chosen=CHOSEN,
        filter=filter_,
        actions=ACTIONS,
    )


@blueprint.post(f"{_PATH}/uitvoeren")
@permit(Permission.BEHEER_FEEDBACK)
def carry_out_many() -> ResponseReturnValue:
    """Do it, in one transaction with its line in the audit log."""
    filter_, form = CommentsForm(), ManyForm()
    _wanted(filter_)
    if not form.validate():
        return _show(filter_, form, 422)
    with writing() as session:
        step = carry_out(session, form.action, form.chosen, now(), form.label.data)
        write_down(session, f"feedback-{form.action}", f"stap/{step.number}", str(step.count))
    flash(tell(form.action, step.count), str(step.number) if step.count else "")
    return redirect(_back_to(filter_), 303)


@blueprint.post(f"{_PATH}/ongedaan/<int(max=2147483647):number>")
@permit(Permission.BEHEER_FEEDBACK)
def undo_step(number: int) -> ResponseReturnValue:
    """Put back what a step changed."""
    with writing() as session:
        count = undo(session, number)
        write_down(session, "feedback-ongedaan", f"stap/{number}", str(count))
    flash(tell_undone(count), "")
    return redirect(url_for("redactie_feedback_opmerkingen.overview"), 303)


@blueprint.get("/redactie/feedback/groepen")
@permit(Permission.LEES_FEEDBACK)
def groups() -> Response:
    """Show which of the newest comments are alike, with typical quotes."""
    form = CommentsForm()
    if not form.validate():
        return render_feedback("redactie/feedback/groups.html", 422, filter=form, groups=None)
    with reading() as session:
        comments = {str(comment.id): comment for comment in list_newest(session, _wanted(form), MOST_COMMENTS)}
    made = group_alike([Written(key, comment.text) for key, comment in comments.items()])
    return render_feedback(
        "redactie/feedback/groups.html",
        filter=form,
        groups=[(group, [comments[key] for key in group.typical]) for group in made],
        number=len(comments),
        alone=len(comments) - sum(len(group.keys) for group in made),
        most=MOST_COMMENTS,
        action=Action,
        actions=ACTIONS,
    )


def _back_to(form: CommentsForm) -> str:
    values: dict[str, Any] = {**form.values()}
    return url_for("redactie_feedback_opmerkingen.overview", **values)


def _wanted(form: CommentsForm) -> WantedComments:
    """Read the filter of an address; answers 404 for one that no link gives."""
    return form.wanted_comments(today()) if form.validate() else abort(404)


def _show(form: CommentsForm, many: ManyForm | None = None, status: int = 200) -> Response:
    if not form.validate():
        return render_feedback("redactie/feedback/comments.html", 422, filter=form, listed=None, done=None)
    wanted = form.wanted_comments(today())
    with reading() as session:
        listed = list_comments(session, wanted)
    if wanted.page > listed.pages:
        abort(404)
    messages = get_flashed_messages(with_categories=True)
    return render_feedback(
        "redactie/feedback/comments.html",
        status,
        filter=form,
        listed=listed,
        wanted=wanted,
        form=many,
        actions=ACTIONS,
        done=(messages[-1][1], messages[-1][0]) if messages else None,
        found=FOUND,
        tasks=TASKS,
        states=STATES,
        languages=LANGUAGES,
        most=MOST_AT_ONCE,
    )
