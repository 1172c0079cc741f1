"""Logging out, here and at the provider."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.identity import Means
from duo_site.login.domain import landing_of
from duo_site.login.explanations import MEANS_LABELS
from duo_site.login.routes.blueprint import MEANS, blueprint, check_token, find_client, write_down
from duo_site.web.access import find_identity, public
from duo_site.web.i18n import current_language, path
from duo_site.web.kept_texts import throw_all_away
from duo_site.web.session import end_session
from duo_site.web.site import settings
from duo_site.web.templating import render


@blueprint.post("/uitloggen")
@public
def leave() -> ResponseReturnValue:
    """End the session and let the browser forget what it kept."""
    identity = find_identity()
    if identity is None:
        return redirect(url_for("login.left"), 303)
    check_token()
    write_down("uitloggen", identity.means, "gelukt", identity.subject)
    throw_all_away(identity)
    end_session()
    answer = redirect(url_for("login.left", middel=identity.means.value), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@blueprint.get("/uitgelogd")
@public
def left() -> ResponseReturnValue:
    """Tell that somebody is logged out here, and offer to log out at the provider as well."""
    if identity := find_identity():
        return redirect(path(landing_of(identity)), 303)
    means = next((means for means in Means if means == request.args.get("middel") and find_client(means)), None)
    return render("login/logged_out.html", means=means, means_label=str(MEANS_LABELS[means]) if means else "")


@blueprint.get(f"/uitgelogd/{MEANS}")
@public
def leave_provider(middel: str) -> ResponseReturnValue:
    """Go on to the provider to log out there too (OpenID Connect RP-Initiated Logout 1.0)."""
    client = find_client(Means(middel))
    back_to = f"{settings().base_url}{path('/uitgelogd')}"
    address = client.logout_address(back_to, current_language()) if client else None
    return redirect(address or url_for("login.left"), 303)
