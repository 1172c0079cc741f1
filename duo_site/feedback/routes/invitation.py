"""Closing the invitation."""

from flask import redirect, request
from werkzeug.wrappers import Response

from duo_site.feedback.domain import is_own_path
from duo_site.feedback.invitation import silence_invitation
from duo_site.feedback.routes.blueprint import blueprint
from duo_site.web.access import public
from duo_site.web.i18n import path
from duo_site.web.limits import limited


@blueprint.post("/feedback/uitnodiging")
@public
@limited("60 per hour")
def close() -> Response:
    """Close the invitation for a while and go back to the page it stood on."""
    back = request.form.get("terug", "")
    return silence_invitation(redirect(back if is_own_path(back) else path("/"), 303))
