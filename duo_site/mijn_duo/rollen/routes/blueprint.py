"""The blueprint of the rollen, and what its views share."""

from flask import request
from sqlalchemy.orm import Session

from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.werkplek import mijn_duo_blueprint
from duo_site.web.access import current_identity
from duo_site.web.clock import now
from duo_site.web.logs import shorten_address
from duo_site.web.site import audit

blueprint = mijn_duo_blueprint("rollen", __name__)


def current_actor() -> Actor:
    """Give who is changing rollen."""
    identity = current_identity()
    return Actor(identity.subject, identity.name)


def write_down(session: Session, action: str, target: str, result: str = "gelukt") -> None:
    """Add a line to the audit log in the transaction of the act."""
    audit().write(
        session,
        action=action,
        target=target,
        result=result,
        actor=current_identity().subject,
        origin=shorten_address(request.remote_addr),
        at=now(),
    )
