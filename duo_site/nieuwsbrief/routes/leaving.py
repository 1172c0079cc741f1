"""Changing and ending a subscription, with the links that stand in every letter."""

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from duo_site.nieuwsbrief.forms import ChoiceForm
from duo_site.nieuwsbrief.routes.blueprints import blueprint, private, read_token
from duo_site.nieuwsbrief.service import change, end, find_subscription
from duo_site.nieuwsbrief.tokens import Purpose
from duo_site.web.access import public
from duo_site.web.database import reading, writing
from duo_site.web.i18n import path
from duo_site.web.origin import from_anywhere
from duo_site.web.page_cache import kept
from duo_site.web.templating import render

_LEFT = "/nieuwsbrief/afgemeld"
_CHANGED = "/nieuwsbrief/gewijzigd"
_ONE_CLICK = "One-Click"


@blueprint.get("/nieuwsbrief/wijzigen/<token>")
@public
def to_change(token: str) -> Response:
    """Show what somebody gets news about."""
    with reading() as session:
        found = find_subscription(session, read_token(Purpose.CHANGE, token))
    if found is None or found.confirmed_at is None:
        return private(render("nieuwsbrief/link_over.html", status=404))
    return _ask(ChoiceForm.of(found), token)


@blueprint.post("/nieuwsbrief/wijzigen/<token>")
@public
def changed_by(token: str) -> ResponseReturnValue:
    """Change what somebody gets news about."""
    name, form = read_token(Purpose.CHANGE, token), ChoiceForm()
    if not form.validate():
        return _ask(form, token, 422)
    with writing() as session:
        found = change(session, name, form.topics, form.taal.data)
    if found is None:
        return private(render("nieuwsbrief/link_over.html", status=404))
    return redirect(path(_CHANGED), 303)


@blueprint.get(_CHANGED)
@public
@kept
def changed() -> Response:
    """Say that the change is kept."""
    return render("nieuwsbrief/changed.html", canonical_path=_CHANGED)


@blueprint.get("/nieuwsbrief/afmelden/<token>")
@public
def to_leave(token: str) -> Response:
    """Show the button that ends a subscription: programs that look at mail follow links, and must not end it."""
    with reading() as session:
        found = find_subscription(session, read_token(Purpose.LEAVE, token))
    return private(render("nieuwsbrief/leave.html", token=token, is_there=found is not None))


@blueprint.post("/nieuwsbrief/afmelden/<token>")
@public
@from_anywhere
def left_by(token: str) -> ResponseReturnValue:
    """End this one subscription, with the button or from a mail program (RFC 8058); again changes nothing."""
    name = read_token(Purpose.LEAVE, token)
    with writing() as session:
        end(session, name)
    if request.form.get("List-Unsubscribe") == _ONE_CLICK:
        return private(render("nieuwsbrief/left.html"))  # A mail program follows no redirect.
    return redirect(path(_LEFT), 303)


@blueprint.get(_LEFT)
@public
@kept
def left() -> Response:
    """Say goodbye."""
    return render("nieuwsbrief/left.html", canonical_path=_LEFT)


def _ask(form: ChoiceForm, token: str, status: int = 200) -> Response:
    return private(render("nieuwsbrief/change.html", status, form=form, token=token))
