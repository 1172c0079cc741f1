"""What stands below the content of a page: the question at its foot, and the invitation to the survey.

Templates of every room have `ask_after(task)`; a page says `ask_after("controle")` in the block `invitation`, and the
layout does it for the task "pagina".
"""

from dataclasses import dataclass
from typing import cast

from flask import current_app, request
from flask.blueprints import BlueprintSetupState
from jinja2 import Environment
from markupsafe import Markup
from werkzeug.wrappers import Response

from duo_site.feedback.asking import AskingRule, read_rule
from duo_site.feedback.domain import Task, page_of
from duo_site.web.access import access_of
from duo_site.web.addresses import encoded_path, requested_address
from duo_site.web.clock import now, today
from duo_site.web.i18n import current_language, path
from duo_site.web.invitation_cookie import COOKIE, LIFETIME, is_silent, times_closed, write_value
from duo_site.web.site import current_site, secrecy, settings
from duo_site.web.templating import environments

RULE = "feedback.asking"
BY_INVITATION = "uitnodiging"
"""In the address of the survey: the visitor came by the invitation, so taking part silences it."""


@dataclass(frozen=True)
class Asking:
    """What a page asks: about which page and after which task; `back` is its own address."""

    page: str
    task: Task
    back: str
    has_foot: bool
    invites: bool


def current_rule() -> AskingRule:
    """Give the rule by which visitors are asked."""
    return cast(AskingRule, current_site().parts[RULE])


def find_asking(task: Task) -> Asking | None:
    """Tell what to ask below the page of this request; None for nothing."""
    is_public = request.endpoint is not None and access_of(current_app.view_functions[request.endpoint]) == "public"
    if task is Task.PAGINA and not (is_public and request.method in ("GET", "HEAD")):
        return None
    rule, page = current_rule(), page_of(encoded_path(request.path))
    is_asked = not is_silent(request.cookies.get(COOKIE), today())
    invites = is_asked and rule.invites(task, page, now(), secrecy().derive("invitation"))
    # An answer to a POST has no address to come back to but that of its page.
    back = path(requested_address()) if request.method in ("GET", "HEAD") else path(page)
    return Asking(page, task, back, is_public and rule.has_foot(page), invites)


def silence_invitation(answer: Response) -> Response:
    """Remember in the browser that somebody closed the invitation or took part; the cookie says nothing else."""
    times = times_closed(request.cookies.get(COOKIE)) + 1
    value = write_value(times, current_rule().silent_until(times, today()))
    is_secure = settings().base_url.startswith("https://")
    answer.set_cookie(COOKIE, value, max_age=LIFETIME, path="/", secure=is_secure, httponly=True, samesite="Lax")
    return answer


def offer_asking(state: BlueprintSetupState) -> None:
    """Read the rule, and put `ask_after` within reach of all templates."""
    state.app.extensions["duo"].parts[RULE] = read_rule()
    environments = cast(dict[str, Environment], state.app.extensions["duo-templates"])
    for environment in environments.values():
        environment.globals["ask_after"] = _ask_after


def _ask_after(task: str) -> Markup:
    """Render what is asked after a task."""
    asking = find_asking(Task(task))
    if asking is None:
        return Markup("")
    template = environments()[current_language()].get_template("feedback/asking.html")
    # The template escapes what it shows.
    return Markup(template.render(asking=asking, by_invitation=BY_INVITATION))  # noqa: S704
