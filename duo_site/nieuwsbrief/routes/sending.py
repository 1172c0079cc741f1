"""Looking at an issue, trying it, sending it once, and following how that goes."""

import secrets
from dataclasses import replace
from typing import assert_never

from flask import Response, flash, get_flashed_messages, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from duo_site.identity import Permission
from duo_site.mail import Message
from duo_site.nieuwsbrief.domain import DeliveryState, Issue, IssueState
from duo_site.nieuwsbrief.issue_forms import SendForm, TestForm
from duo_site.nieuwsbrief.letters import Goodbyes, items_in, write_issue
from duo_site.nieuwsbrief.outcomes import Begun, ChangedMeanwhile, Nobody, NoDraft
from duo_site.nieuwsbrief.routes.blueprints import get_issue, links, redactie, write_down
from duo_site.nieuwsbrief.service import begin, count_recipients, go_on, stop
from duo_site.nieuwsbrief.words import DELIVERY_STATES, ISSUE_STATES, LANGUAGE_LABELS, TOPIC_LABELS
from duo_site.outbox import post
from duo_site.web.access import permit
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import gettext as _
from duo_site.web.limits import limited
from duo_site.web.site import current_site, secrecy
from duo_site.web.templating import environments, render

_ISSUE = "/redactie/nieuwsbrief/<int(max=2147483647):number>"


@redactie.get(_ISSUE)
@permit(Permission.MAAK_NIEUWSBRIEF)
def show(number: int) -> Response:
    """Show an issue as it is mailed; of one that goes or went, how far it is."""
    with reading() as session:
        return _show(session, get_issue(session, number))


@redactie.post(f"{_ISSUE}/proef")
@permit(Permission.MAAK_NIEUWSBRIEF)
@limited("30 per hour")
def try_out(number: int) -> ResponseReturnValue:
    """Send an issue to one address, to see it as its readers will."""
    form = TestForm()
    with reading() as session:
        issue = get_issue(session, number)
        if not form.validate_on_submit() or form.email.address is None:
            return _show(session, issue, form, 422)
    with writing() as session:
        letter, key = _write(issue, form.email.address.text), f"nieuwsbrief-proef-{secrets.token_hex(8)}"
        post(session, secrecy(), letter, key=key, at=now())
        write_down(session, "nieuwsbrief-proef", number)
    flash(_("De proef is onderweg."))
    return redirect(url_for("redactie_nieuwsbrief.show", number=number), 303)


@redactie.get(f"{_ISSUE}/versturen")
@permit(Permission.MAAK_NIEUWSBRIEF)
def to_send(number: int) -> ResponseReturnValue:
    """Ask whether an issue may go, with the number of people it goes to."""
    with reading() as session:
        issue = get_issue(session, number)
        if issue.state is not IssueState.CONCEPT:
            return redirect(url_for("redactie_nieuwsbrief.show", number=number))
        return _confirm(session, issue, SendForm(formdata=None, versie=str(issue.version)))


@redactie.post(f"{_ISSUE}/versturen")
@permit(Permission.MAAK_NIEUWSBRIEF)
def send(number: int) -> ResponseReturnValue:
    """Begin the sending, once; sent again, it changes nothing."""
    form = SendForm()
    if not form.validate_on_submit():
        with reading() as session:
            return _confirm(session, get_issue(session, number), form, 422)
    with writing() as session:
        outcome = begin(session, number, form.version, now())
        if isinstance(outcome, Begun) and outcome.is_new:
            write_down(session, "nieuwsbrief-versturen", number)
    match outcome:
        case Begun():
            current_site().empty_page_cache()
            flash(_("De nieuwsbrief wordt verstuurd."))
        case ChangedMeanwhile(theirs):
            flash(_("%(name)s heeft de tekst intussen gewijzigd. Er is niets verstuurd.", name=theirs.changed_by))
        case Nobody():
            flash(_("Niemand is op deze onderwerpen geabonneerd. Er is niets verstuurd."))
        case NoDraft():
            return redirect(url_for("redactie_nieuwsbrief.overview"), 303)
        case _:
            assert_never(outcome)
    return redirect(url_for("redactie_nieuwsbrief.show", number=number), 303)


@redactie.post(f"{_ISSUE}/stoppen")
@permit(Permission.MAAK_NIEUWSBRIEF)
def end_sending(number: int) -> ResponseReturnValue:
    """Stop after the message that is on its way."""
    with writing() as session:
        is_done = stop(session, number, now())
        write_down(session, "nieuwsbrief-stoppen", number, "gelukt" if is_done else "geweigerd")
    flash(_("Het versturen is gestopt.") if is_done else _("Er werd niets verstuurd."))
    return redirect(url_for("redactie_nieuwsbrief.show", number=number), 303)


@redactie.post(f"{_ISSUE}/verder")
@permit(Permission.MAAK_NIEUWSBRIEF)
def resume(number: int) -> ResponseReturnValue:
    """Go on with those who did not get it yet."""
    with writing() as session:
        is_done = go_on(session, number, now())
        write_down(session, "nieuwsbrief-verder", number, "gelukt" if is_done else "geweigerd")
    flash(_("Het versturen gaat verder.") if is_done else _("Het versturen was niet gestopt."))
    return redirect(url_for("redactie_nieuwsbrief.show", number=number), 303)


def _show(session: Session, issue: Issue, form: FlaskForm | None = None, status: int = 200) -> Response:
    return render(
        "redactie/nieuwsbrief/issue.html",
        status,
        issue=issue,
        form=form or TestForm(formdata=None),
        letter=_write(issue, ""),
        recipients=count_recipients(session, issue.contents) if issue.state is IssueState.CONCEPT else 0,
        items=items_in(issue.contents),
        figures=[(_(name), issue.figures.get(state, 0)) for state, name in DELIVERY_STATES.items()],
        unsure=issue.figures.get(DeliveryState.UNSURE, 0),
        words={"states": ISSUE_STATES, "languages": LANGUAGE_LABELS, "topics": TOPIC_LABELS},
        messages=get_flashed_messages(),
    )


def _confirm(session: Session, issue: Issue, form: FlaskForm, status: int = 200) -> Response:
    recipients = count_recipients(session, issue.contents)
    return render("redactie/nieuwsbrief/send.html", status, issue=issue, form=form, recipients=recipients)


def _write(issue: Issue, to: str) -> Message:
    """Write an issue as a trial: its goodbyes lead to the page of the nieuwsbrief, for nobody is subscribed by it."""
    away = links().to("/nieuwsbrief", issue.contents.language)
    letter = write_issue(to, issue.contents, links(), Goodbyes(away, away), environments()[issue.contents.language])
    return replace(letter, headers=())
