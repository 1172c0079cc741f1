"""Logging in: to the identity provider, back again, and why it did not succeed."""

from flask import redirect, request, session
from flask.typing import ResponseReturnValue

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
from duo_site.login.oidc import VerifiedClaims
from duo_site.login.pending import keep_pending, take_pending
from duo_site.login.routes.blueprint import MEANS, ON_GET, add_audit_line, blueprint, find_client, write_down
from duo_site.login.service import identify
from duo_site.mijn_duo.rollen.service import record_login
from duo_site.web.access import find_identity, public
from duo_site.web.addresses import is_other_loopback_name, requested_address
from duo_site.web.clock import now
from duo_site.web.database import writing
from duo_site.web.i18n import LANGUAGES, current_language, path
from duo_site.web.kept_texts import remember_texts
from duo_site.web.limits import limited
from duo_site.web.session import start_session
from duo_site.web.site import secrecy, settings
from duo_site.web.templating import render

_OFTEN = "60 per minute"
_REASON = f"<any({', '.join(Reason)}):reden>"


@blueprint.get(f"/inloggen/{MEANS}")
@public
@limited(_OFTEN)
def start(middel: str) -> ResponseReturnValue:
    """Send a visitor to the identity provider."""
    means, wanted = Means(middel), own_path(request.args.get("volgende"))
    if is_other_loopback_name(request.host, settings().base_url):
        # The cookie of localhost does not come along to 127.0.0.1, where the provider sends people back to.
        return redirect(settings().base_url + path("") + requested_address(), 303)
    client = find_client(means)
    begun = client.begin(now=now(), language=current_language(), next_path=wanted) if client else ProviderDown()
    if isinstance(begun, ProviderDown):
        return _refuse(means, begun, current_language(), wanted)
    keep_pending(session, begun.pending)
    return redirect(begun.address, 303)


@blueprint.get(f"/inloggen/{MEANS}/terug")
@public
@limited(_OFTEN)
def finish(middel: str) -> ResponseReturnValue:
    """Judge what the identity provider sends back and let the person in, or not."""
    means, client = Means(middel), find_client(Means(middel))
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
    remember_texts(outcome.identity)
    return redirect(_in_language(pending.next_path or landing_of(outcome.identity), pending.language), 303)


@blueprint.get(f"/inloggen/{MEANS}/niet-gelukt/{_REASON}")
@public
def not_logged_in(middel: str, reden: str) -> ResponseReturnValue:
    """Explain why somebody is not logged in and how to try again."""
    means, reason, client = Means(middel), Reason(reden), find_client(Means(middel))
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


def _refuse(means: Means, failure: Failure, language: str, wanted: str) -> ResponseReturnValue:
    """End the session there was, write the refusal down, and go to the page that explains it."""
    identity = find_identity()
    write_down("inloggen", means, result_of(failure), identity.subject if identity else "onbekend")
    remember_refusal(means, failure)
    query = {"volgende": wanted} if wanted else {}
    return redirect(path(f"/inloggen/{means}/niet-gelukt/{reason_of(failure)}", language, **query), 303)


def _let_in(means: Means, login: LoggedIn) -> None:
    """Write a login down: for the audit log, and for the beheerder who sees when a medewerker logged in last."""
    person = login.identity
    with writing(on_get=ON_GET) as database:
        if means is Means.EHERKENNING:
            record_login(database, person.subject, person.name, login.level, now())
        add_audit_line(database, "inloggen", means, "gelukt", person.subject)


def _in_language(rest: str, language: str) -> str:
    """Give a path in the language in which the login began, unless it names a language itself."""
    is_complete = any(rest == f"/{code}" or rest.startswith(f"/{code}/") for code in LANGUAGES)
    return rest if is_complete else path(rest, language)
