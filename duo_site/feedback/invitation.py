"""The invitation to the survey: on public pages that want it, unless the visitor closed it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from flask import request
from flask.blueprints import BlueprintSetupState
from jinja2 import Environment
from werkzeug.wrappers import Response

from duo_site.web.addresses import encoded_path, requested_address
from duo_site.web.i18n import path
from duo_site.web.site import settings

COOKIE = "uitnodiging"
CLOSED = "gesloten"
SILENCE = timedelta(days=90)


@dataclass(frozen=True)
class Invitation:
    """What the invitation on a page needs to know: which page it is about, and the way back to it."""

    page: str
    back: str


def find_invitation() -> Invitation | None:
    """Give the invitation for the page of this request; None for who closed it."""
    if request.cookies.get(COOKIE) == CLOSED:
        return None
    return Invitation(encoded_path(request.path), path(requested_address()))


def close_invitation(answer: Response) -> Response:
    """Remember in the browser that the invitation was closed; the cookie says nothing else."""
    is_secure = settings().base_url.startswith("https://")
    answer.set_cookie(COOKIE, CLOSED, max_age=SILENCE, path="/", secure=is_secure, httponly=True, samesite="Lax")
    return answer


def offer_invitation(state: BlueprintSetupState) -> None:
    """Put the invitation within reach of the layout, as `invitation()`."""
    environments = cast(dict[str, Environment], state.app.extensions["duo-templates"])
    for environment in environments.values():
        environment.globals["invitation"] = find_invitation
