"""Logging in, logging out and staying logged in."""

from flask import Blueprint, Response, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, validate_csrf
from sqlalchemy.orm import Session
from wtforms import ValidationError

from duo_site.identity import Means
from duo_site.login.causes import remember_refusal
from duo_site.login.domain import (
    Failure,
    LoggedIn,
    ProviderDown,
    Reason,
    Refusal,
    Refused,
    landing_of,
    own_path,
)
from duo_site.login.explanations import MEANS_LABELS, STATUS_OF, reason_of, result_of
from duo_site.login.oidc import OpenIdClient, VerifiedClaims
from duo_site.login.pending import keep_pending, take_pending
from duo_site.login.providers import clients_of
from duo_site.login.service import identify
from duo_site.mijn_duo.rollen.service import record_login
from duo_site.web.access import find_identity, public
from duo_site.web.addresses import is_other_loopback_name, requested_address
from duo_site.web.clock import now
from duo_site.web.database import writing
from duo_site.web.i18n import LANGUAGES, current_language, path
from duo_site.web.limits import limited
from duo_site.web.logs import shorten_address
from duo_site.web.session import end_session, session_ends_at, start_session
from duo_site.web.site import audit, current_site, secrecy, settings
from duo_site.web.templating import render

blueprint = Blueprint("login", __name__)

_MEANS = "<any(digid, eherkenning, medewerker):middel>"
_OFTEN = "60 per minute"
_ON_GET = "the provider sends people back with a GET, and every login is written down"
_REASON = "<any(geannuleerd, niveau, storing, verlopen, onbekend, machtiging):reden>"


@blueprint.after_request
def never_keep(answer: Response) -> Response:
    """Keep browsers and proxies from storing anything of the login."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get(f"/inloggen/{_MEANS}")
@public
@limited(_OFTEN)
def start(middel: str) -> ResponseReturnValue:
    """Send a visitor to the identity provider."""
    means, wanted = Means(middel), own_path(request.args.get("volgende"))
    if is_other_loopback_name(request.host, settings().base_url):
        # The cookie of localhost does not come along to 127.0.0.1, where the provider sends people back to.
        return redirect(settings().base_url + path("") + requested_address(), 303)
    client = _find_client(means)
    begun = client.begin(now=now(), language=current_language(), next_path=wanted) if client else ProviderDown()
    if isinstance(begun, ProviderDown):
        return _refuse(means, begun, current_language(), wanted)
    keep_pending(session, begun.pending)
    return redirect(begun.address, 303)


@blueprint.get(f"/inloggen/{_MEANS}/terug")
@public
@limited(_OFTEN)
def finish(middel: str) -> ResponseReturnValue:
    """Judge what the identity provider sends back and let the person in, or not."""
    means, client = Means(middel), _find_client(Means(middel))
    pending = take_pending(session, means, request.args.get("state"))
    if pending is None or client is None:
        return _refuse(means, Refused(Refusal.UNKNOWN_STATE), current_language(), "")
    if any(len(values) > 1 for _, values in request.args.lists()):
        return _refuse(means, Refused(Refusal.BAD_ANSWER), pending.language, pending.next_path)
    answer = client.finish(pending, request.args.to_dict(), now())
    outcome = identify(means, answer, secrecy()) if isinstance(answer, VerifiedClaims) else answer
    if not isinstance(outcome, LoggedIn):
        return _refuse(means, outcome, pending.language, pending.next_path)
    _let_in(means, outcome)
    start_session(outcome.identity)
    return redirect(_in_language(pending.next_path or landing_of(outcome.identity), pending.language), 303)


@blueprint.get(f"/inloggen/{_MEANS}/niet-gelukt/{_REASON}")
@public
def not_logged_in(middel: str, reden: str) -> ResponseReturnValue:
    """Explain why somebody is not logged in and how to try again."""
    means, reason, client = Means(middel), Reason(reden), _find_client(Means(middel))
    if identity := find_identity():
        return redirect(path(landing_of(identity)), 303)
    wanted = own_path(request.args.get("volgende"))
    return render(
        "login/not_logged_in.html",
        status=STATUS_OF[reason],
        reason=reason.value,
        means=means.value,
        means_label=str(MEANS_LABELS[means]),
        needed=client.needed.label if client else "",
        again=path(f"/inloggen/{means}", volgende=wanted) if wanted else path(f"/inloggen/{means}"),
    )


@blueprint.post("/uitloggen")
@public
def leave() -> ResponseReturnValue:
    """End the session and let the browser forget what it kept."""
    identity = find_identity()
    if identity is None:
        return redirect(url_for("login.left"), 303)
    _check_token()
    _write_down("uitloggen", identity.means, "gelukt", identity.subject)
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
    means = next((means for means in Means if means == request.args.get("middel") and _find_client(means)), None)
    return render("login/logged_out.html", means=means, means_label=str(MEANS_LABELS[means]) if means else "")


@blueprint.get(f"/uitgelogd/{_MEANS}")
@public
def leave_provider(middel: str) -> ResponseReturnValue:
    """Go on to the provider to log out there too (OpenID Connect RP-Initiated Logout 1.0)."""
    client = _find_client(Means(middel))
    back_to = f"{settings().base_url}{path('/uitgelogd')}"
    address = client.logout_address(back_to, current_language()) if client else None
    return redirect(address or url_for("login.left"), 303)


@blueprint.post("/inloggen/sessie-verlengen")
@public
def extend() -> ResponseReturnValue:
    """Keep somebody logged in; each request does, so only the new end has to be told."""
    ends_at = session_ends_at()
    wants_data = request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"
    if find_identity() is None or ends_at is None:
        return (jsonify({}), 401) if wants_data else redirect(path("/inloggen"), 303)
    _check_token()
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


def _refuse(means: Means, failure: Failure, language: str, wanted: str) -> ResponseReturnValue:
    """End the session there was, write the refusal down, and go to the page that explains it."""
    identity = find_identity()
    _write_down("inloggen", means, result_of(failure), identity.subject if identity else "onbekend")
    remember_refusal(means, failure)
    query = {"volgende": wanted} if wanted else {}
    return redirect(path(f"/inloggen/{means}/niet-gelukt/{reason_of(failure)}", language, **query), 303)


def _let_in(means: Means, login: LoggedIn) -> None:
    """Write a login down: for the audit log, and for the beheerder who sees when a medewerker logged in last."""
    person = login.identity
    with writing(on_get=_ON_GET) as database:
        if means is Means.EHERKENNING:
            record_login(database, person.subject, person.name, login.level, now())
        _add_audit_line(database, "inloggen", means, "gelukt", person.subject)


def _write_down(action: str, means: Means, result: str, actor: str) -> None:
    """Add a line to the audit log; where that fails, the act does not happen."""
    with writing(on_get=_ON_GET) as database:
        _add_audit_line(database, action, means, result, actor)


def _add_audit_line(database: Session, action: str, means: Means, result: str, actor: str) -> None:
    audit().write(
        database,
        action=action,
        target=means.value,
        result=result,
        actor=actor,
        origin=shorten_address(request.remote_addr),
        at=now(),
    )


def _check_token() -> None:
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError as error:
        raise CSRFError(str(error)) from error


def _find_client(means: Means) -> OpenIdClient | None:
    return clients_of(current_site()).get(means)


def _in_language(rest: str, language: str) -> str:
    """Give a path in the language in which the login began, unless it names a language itself."""
    is_complete = any(rest == f"/{code}" or rest.startswith(f"/{code}/") for code in LANGUAGES)
    return rest if is_complete else path(rest, language)
