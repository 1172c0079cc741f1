"""Staying logged in."""

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.login.domain import landing_of
from duo_site.login.routes.blueprint import blueprint, check_token
from duo_site.web.access import find_identity, public
from duo_site.web.i18n import path
from duo_site.web.session import session_ends_at
from duo_site.web.templating import render


@blueprint.post("/inloggen/sessie-verlengen")
@public
def extend() -> ResponseReturnValue:
    """Keep somebody logged in; each request does, so only the new end has to be told."""
    ends_at = session_ends_at()
    wants_data = request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"
    if find_identity() is None or ends_at is None:
        return (jsonify({}), 401) if wants_data else redirect(path("/inloggen"), 303)
    check_token()
    if wants_data:
        return jsonify({"tot": ends_at.isoformat()})
    return redirect(url_for("login.extended"), 303)


@blueprint.get("/inloggen/sessie-verlengd")
@public
def extended() -> ResponseReturnValue:
    """Tell until when somebody stays logged in, in a tab of its own where there is no script."""
    identity = find_identity()
    if identity is None:
        return redirect(path("/inloggen"), 303)
    return render("login/extended.html", back=path(landing_of(identity)))
