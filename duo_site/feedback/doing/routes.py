"""U zei, wij deden: the page for visitors, and where editors write it."""

from collections.abc import Callable
from typing import cast
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, flash, get_flashed_messages, redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.feedback.comments.domain import MOST_AT_ONCE
from duo_site.feedback.comments.service.finding import get_comments
from duo_site.feedback.doing.domain import Deed, Effect
from duo_site.feedback.doing.forms import DeedForm
from duo_site.feedback.doing.service import (
    begin_deed,
    delete_deed,
    find_deed,
    list_answers,
    list_deeds,
    read_effect,
    save_deed,
)
from duo_site.feedback.reading.domain import Tally
from duo_site.feedback.reading.rendering import render_feedback
from duo_site.feedback.reading.words import write_mean, write_share
from duo_site.identity import Permission
from duo_site.web.access import permit, public
from duo_site.web.acts import write_down
from duo_site.web.clock import now, today
from duo_site.web.database import reading, writing
from duo_site.web.i18n import current_language
from duo_site.web.i18n import gettext as _
from duo_site.web.page_cache import kept
from duo_site.web.site import current_site
from duo_site.web.templating import render

public_blueprint = Blueprint("feedback_gedaan", __name__)
blueprint = Blueprint("redactie_feedback_gedaan", __name__)

TITLE_OF = "feedback.title-of"
"""The part of the site that gives the title of a page by language and path, or None."""
_PATH, _PUBLIC = "/redactie/feedback/gedaan", "/feedback/gedaan"


@public_blueprint.get(_PUBLIC)
@public
@kept
def show() -> Response:
    """Show what visitors said, what was changed, and the figures before and after."""
    with reading() as session:
        deeds = [(deed, read_effect(session, deed, today())) for deed in list_deeds(session, published=True)]
    language = current_language()
    shown = [
        {
            "deed": deed,
            "said": deed.said[language],
            "done": deed.done[language],
            "title": _title(deed),
            "effect": effect,
        }
        for deed, effect in deeds
    ]
    return render("feedback/done.html", deeds=shown, figures=_figures, canonical_path=_PUBLIC)


@blueprint.get(_PATH)
@permit(Permission.LEES_FEEDBACK)
def overview() -> Response:
    """List the changes that editors wrote down."""
    with reading() as session:
        deeds = list_deeds(session)
    return render_feedback("redactie/feedback/deeds.html", deeds=deeds, messages=get_flashed_messages())


@blueprint.post(_PATH)
@permit(Permission.BEHEER_FEEDBACK)
def begin() -> ResponseReturnValue:
    """Begin a change, perhaps from a group of comments, and go and write it."""
    answers = [key for text in request.form.getlist("keuze")[:MOST_AT_ONCE] if (key := _read_key(text))]
    key = uuid4()
    with writing() as session:
        begin_deed(session, key, answers, today(), now())
        write_down(session, "feedback-gedaan-beginnen", f"gedaan/{key}")
    return redirect(url_for("redactie_feedback_gedaan.edit", key=key), 303)


@blueprint.get(f"{_PATH}/<uuid:key>")
@permit(Permission.BEHEER_FEEDBACK)
def edit(key: UUID) -> Response:
    """Show a change to write."""
    deed = _get(key)
    texts = {f"gezegd_{name}": text for name, text in deed.said.items()}
    texts |= {f"gedaan_{name}": text for name, text in deed.done.items()}
    form = DeedForm(formdata=None, pagina=deed.page, datum=deed.day, publiek=deed.is_published, **texts)
    return _show_form(form, deed)


@blueprint.post(f"{_PATH}/<uuid:key>")
@permit(Permission.BEHEER_FEEDBACK)
def save(key: UUID) -> ResponseReturnValue:
    """Keep what was written; visitors see it at once where they may."""
    deed, form = _get(key), DeedForm()
    if not form.validate():
        return _show_form(form, deed, 422)
    written = form.deed(key)
    with writing() as session:
        save_deed(session, written, now())
        write_down(session, "feedback-gedaan", f"gedaan/{key}", "publiek" if written.is_published else "concept")
    current_site().empty_page_cache()
    flash(_("Bezoekers zien dit nu.") if written.is_published else _("Dit is bewaard. Bezoekers zien het niet."))
    return redirect(url_for("redactie_feedback_gedaan.overview"), 303)


@blueprint.post(f"{_PATH}/<uuid:key>/weg")
@permit(Permission.BEHEER_FEEDBACK)
def remove(key: UUID) -> ResponseReturnValue:
    """Take a change away."""
    with writing() as session:
        delete_deed(session, _get(key).id)
        write_down(session, "feedback-gedaan-weg", f"gedaan/{key}")
    current_site().empty_page_cache()
    flash(_("Dit is weggehaald."))
    return redirect(url_for("redactie_feedback_gedaan.overview"), 303)


def _get(key: UUID) -> Deed:
    with reading() as session:
        return find_deed(session, key) or abort(404)


def _show_form(form: DeedForm, deed: Deed, status: int = 200) -> Response:
    with reading() as session:
        comments = get_comments(session, list_answers(session, deed.id))
    return render_feedback("redactie/feedback/deed.html", status, form=form, deed=deed, comments=comments)


def _title(deed: Deed) -> str:
    title_of = cast(Callable[[str, str], str | None], current_site().parts[TITLE_OF])
    return title_of(current_language(), deed.page) or deed.page


def _figures(effect: Effect) -> list[tuple[str, str, str, str]]:
    """Write the figures before and after, each with what the difference means."""
    before, after, line = effect.line.before, effect.line.now, effect.line
    return [
        (_("Gevonden wat zij zochten"), _share(before), _share(after), line.found_change),
        (_("Cijfer voor de site"), _mean(before), _mean(after), line.mark_change),
    ]


def _share(tally: Tally) -> str:
    """Write a share for the public: of too few answers not even the number."""
    return write_share(tally.found) if tally.found.is_known else _("te weinig antwoorden")


def _mean(tally: Tally) -> str:
    return write_mean(tally.sample) if tally.sample.is_known else _("te weinig antwoorden")


def _read_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
