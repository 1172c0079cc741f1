"""The blueprint of logging in, and what its views share."""

from flask import Blueprint, Response, request
from flask_wtf.csrf import CSRFError, validate_csrf
from sqlalchemy.orm import Session
from wtforms import ValidationError

from duo_site.identity import Means
from duo_site.login.oidc import OpenIdClient
from duo_site.login.providers import clients_of
from duo_site.web.clock import now
from duo_site.web.database import writing
from duo_site.web.logs import shorten_address
from duo_site.web.site import audit, current_site

blueprint = Blueprint("login", __name__)

MEANS = "<any(digid, eherkenning, medewerker):middel>"
ON_GET = "the provider sends people back with a GET, and every login is written down"


@blueprint.after_request
def never_keep(answer: Response) -> Response:
    """Keep browsers and proxies from storing anything of the login."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def find_client(means: Means) -> OpenIdClient | None:
    """Find the provider of a means; None where that login is not configured."""
    return clients_of(current_site()).get(means)


def write_down(action: str, means: Means, result: str, actor: str) -> None:
    """Add a line to the audit log; where that fails, the act does not happen."""
    with writing(on_get=ON_GET) as database:
        add_audit_line(database, action, means, result, actor)


def add_audit_line(database: Session, action: str, means: Means, result: str, actor: str) -> None:
    """Add a line to the audit log in the transaction of the act."""
    audit().write(
        database,
        action=action,
        target=means.value,
        result=result,
        actor=actor,
        origin=shorten_address(request.remote_addr),
        at=now(),
    )


def check_token() -> None:
    """Refuse a form that does not carry the token of this session; for views that guard themselves."""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError as error:
        raise CSRFError(str(error)) from error
