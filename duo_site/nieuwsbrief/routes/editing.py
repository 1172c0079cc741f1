"""Writing an issue, alone or with others: nobody's text is overwritten unseen."""

from typing import assert_never

from flask import Response, flash, get_flashed_messages, redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Permission
from duo_site.nieuwsbrief.checking import say_faults
from duo_site.nieuwsbrief.domain import Contents, IssueState
from duo_site.nieuwsbrief.issue_forms import IssueForm, new_key
from duo_site.nieuwsbrief.outcomes import ChangedMeanwhile, Kept, NoDraft, Saved
from duo_site.nieuwsbrief.routes.blueprints import get_issue, redactie, write_down
from duo_site.nieuwsbrief.service import list_issues, save_draft, throw_away
from duo_site.nieuwsbrief.words import ISSUE_STATES
from duo_site.web.access import current_identity, permit
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import gettext as _
from duo_site.web.templating import render

_LATER = "bewaren"


@redactie.get("/redactie/nieuwsbrief")
@permit(Permission.MAAK_NIEUWSBRIEF)
def overview() -> Response:
    """List the issues, what changed last on top."""
    with reading() as session:
        issues = list_issues(session)
    return render(
        "redactie/nieuwsbrief/overview.html", issues=issues, states=ISSUE_STATES, messages=get_flashed_messages()
    )


@redactie.get("/redactie/nieuwsbrief/nieuw")
@permit(Permission.MAAK_NIEUWSBRIEF)
def new() -> Response:
    """Show an empty issue."""
    return _ask(IssueForm(formdata=None, sleutel=new_key(), versie="0"))


@redactie.post("/redactie/nieuwsbrief/nieuw")
@permit(Permission.MAAK_NIEUWSBRIEF)
def make() -> ResponseReturnValue:
    """Keep what was written as a draft; sent twice, it makes one."""
    return _save(IssueForm(), 0)


@redactie.get("/redactie/nieuwsbrief/<int(max=2147483647):number>/wijzigen")
@permit(Permission.MAAK_NIEUWSBRIEF)
def edit(number: int) -> ResponseReturnValue:
    """Show a draft to go on with; what was sent changes no more."""
    with reading() as session:
        issue = get_issue(session, number)
    if issue.state is not IssueState.CONCEPT:
        return redirect(url_for("redactie_nieuwsbrief.show", number=number))
    return _ask(IssueForm.of(issue.contents, issue.version), number)


@redactie.post("/redactie/nieuwsbrief/<int(max=2147483647):number>/wijzigen")
@permit(Permission.MAAK_NIEUWSBRIEF)
def save(number: int) -> ResponseReturnValue:
    """Keep what was changed in a draft."""
    return _save(IssueForm(), number)


@redactie.post("/redactie/nieuwsbrief/<int(max=2147483647):number>/weggooien")
@permit(Permission.MAAK_NIEUWSBRIEF)
def drop(number: int) -> ResponseReturnValue:
    """Throw a draft away."""
    with writing() as session:
        is_gone = throw_away(session, number)
        write_down(session, "nieuwsbrief-weggooien", number, "gelukt" if is_gone else "geweigerd")
    flash(_("Het concept is weggegooid.") if is_gone else _("Deze nieuwsbrief is geen concept meer."))
    return redirect(url_for("redactie_nieuwsbrief.overview"), 303)


def _save(form: IssueForm, number: int) -> ResponseReturnValue:
    """Keep a draft, whole or not; who wants to go on is told what is missing."""
    is_later = request.form.get("doe") == _LATER
    if not form.validate_on_submit() or (not is_later and say_faults(form)):
        return _ask(form, number, 422)
    outcome = _keep(form, number)
    match outcome:
        case Kept(issue):
            if is_later:
                flash(_("Het concept is bewaard."))
                return redirect(url_for("redactie_nieuwsbrief.overview"), 303)
            return redirect(url_for("redactie_nieuwsbrief.show", number=issue.id), 303)
        case ChangedMeanwhile(theirs):
            # `data` of a form that was sent is what is shown again: from now on it knows the text of the other.
            form.versie.data = str(theirs.version)
            return _ask(form, theirs.id, 409, theirs=theirs, differences=_compare(form.contents, theirs.contents))
        case NoDraft():
            flash(_("Deze nieuwsbrief is geen concept meer. Uw laatste wijziging is niet bewaard."))
            return redirect(url_for("redactie_nieuwsbrief.overview"), 303)
        case _:
            assert_never(outcome)


def _keep(form: IssueForm, number: int) -> Saved:
    name, at, key = current_identity().name, now(), form.sleutel.data or new_key()
    with writing() as session:
        outcome = save_draft(session, form.contents, name, at, number=number, version=form.version, key=key)
        if isinstance(outcome, Kept):
            write_down(session, "nieuwsbrief-bewaren", outcome.issue.id)
    return outcome


def _compare(mine: Contents, theirs: Contents) -> list[tuple[str, str, str]]:
    """Put the differing parts of two texts beside each other."""
    rows = [
        (_("Titel"), mine.title, theirs.title),
        (_("Inleiding"), mine.introduction, theirs.introduction),
        (_("Taal"), mine.language, theirs.language),
        (_("Voor wie"), ", ".join(sorted(mine.topics)), ", ".join(sorted(theirs.topics))),
    ]
    rows += [
        (_("Bericht %(number)s", number=number + 1), _item(mine, number), _item(theirs, number))
        for number in range(max(len(mine.items), len(theirs.items)))
    ]
    return [row for row in rows if row[1] != row[2]]


def _item(contents: Contents, number: int) -> str:
    """Write an item on one line; nothing where there is none."""
    return " / ".join(vars(contents.items[number]).values()) if number < len(contents.items) else ""


def _ask(form: IssueForm, number: int = 0, status: int = 200, **more: object) -> Response:
    return render(
        "redactie/nieuwsbrief/draft.html",
        status,
        form=form,
        number=number,
        **{"theirs": None, "differences": [], **more},
    )
