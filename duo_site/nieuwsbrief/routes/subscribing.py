"""Asking for the nieuwsbrief and confirming that. Whether an address is known shows nowhere but in its own mailbox."""

import secrets
from typing import assert_never

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from duo_site.mail import Message
from duo_site.nieuwsbrief.domain import MOST_LETTERS_A_DAY, Topic
from duo_site.nieuwsbrief.forms import SubscribeForm
from duo_site.nieuwsbrief.letters import write_already, write_confirmation
from duo_site.nieuwsbrief.outcomes import AlreadyThere, Asked, EnoughLetters, ToConfirm
from duo_site.nieuwsbrief.routes.blueprints import blueprint, links, private, read_token
from duo_site.nieuwsbrief.service import ask, confirm, find_subscription
from duo_site.nieuwsbrief.tokens import Purpose
from duo_site.nieuwsbrief.words import TOPIC_LABELS
from duo_site.outbox import post
from duo_site.web.access import public
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import path
from duo_site.web.limits import limited
from duo_site.web.page_cache import kept
from duo_site.web.site import current_site, secrecy
from duo_site.web.templating import render

_PATH = "/nieuwsbrief"
_ASKED = "/nieuwsbrief/aangevraagd"
_CONFIRMED = "/nieuwsbrief/bevestigd"


@blueprint.get(_PATH)
@public
@kept
def start() -> Response:
    """Ask what somebody wants news about; a page of a sector fills in its own."""
    wanted = [topic.value for topic in Topic if topic == request.args.get("sector")]
    return _show(SubscribeForm(formdata=None, onderwerpen=wanted))


@blueprint.post(_PATH)
@public
@limited("20 per hour")
def receive() -> ResponseReturnValue:
    """Write to the address that was filled in; the answer is the same for every address."""
    form = SubscribeForm()
    if form.is_trapped:
        return redirect(path(_ASKED), 303)
    if not form.validate():
        return _show(form, 422)
    wish, at = form.wish, now()
    with writing() as session:
        letter = _write(wish.address.text, ask(session, secrecy(), wish, at))
        if letter is not None:
            post(session, secrecy(), letter, key=f"nieuwsbrief-{secrets.token_hex(8)}", at=at)
    return redirect(path(_ASKED), 303)


@blueprint.get(_ASKED)
@public
@kept
def asked() -> Response:
    """Say where to look for the letter."""
    settings = current_site().settings
    is_shown = settings.demonstration and settings.mail_server is None
    return render("nieuwsbrief/asked.html", is_shown=is_shown, most=MOST_LETTERS_A_DAY, canonical_path=_ASKED)


@blueprint.get("/nieuwsbrief/bevestigen/<token>")
@public
def to_confirm(token: str) -> Response:
    """Show what is confirmed, with a button: programs that look at mail follow links, and must not confirm."""
    with reading() as session:
        found = find_subscription(session, read_token(Purpose.CONFIRM, token))
    if found is None or not found.may_confirm(now()):
        return private(render("nieuwsbrief/link_over.html", status=404))
    labels = [label for topic, label in TOPIC_LABELS.items() if topic in found.topics]
    return private(render("nieuwsbrief/confirm.html", token=token, labels=labels))


@blueprint.post("/nieuwsbrief/bevestigen/<token>")
@public
def confirmed_by(token: str) -> ResponseReturnValue:
    """Let a subscription begin."""
    name = read_token(Purpose.CONFIRM, token)
    with writing() as session:
        found = confirm(session, name, now())
    if found is None:
        return private(render("nieuwsbrief/link_over.html", status=404))
    return redirect(path(_CONFIRMED), 303)


@blueprint.get(_CONFIRMED)
@public
@kept
def confirmed() -> Response:
    """Say that the subscription began."""
    return render("nieuwsbrief/confirmed.html", canonical_path=_CONFIRMED)


def _write(to: str, outcome: Asked) -> Message | None:
    """Write the letter that fits; None for a mailbox that got enough of them today."""
    match outcome:
        case ToConfirm(subscription):
            return write_confirmation(to, subscription, links())
        case AlreadyThere(subscription):
            return write_already(to, subscription, links())
        case EnoughLetters():
            return None
        case _:
            assert_never(outcome)


def _show(form: SubscribeForm, status: int = 200) -> Response:
    return render("nieuwsbrief/start.html", status, form=form, canonical_path=_PATH)
