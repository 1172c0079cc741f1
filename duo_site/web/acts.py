"""The audit line of an act that somebody who is logged in does."""

from flask import request
from sqlalchemy.orm import Session

from duo_site.web.access import current_identity
from duo_site.web.clock import now
from duo_site.web.logs import shorten_address
from duo_site.web.site import audit


def write_down(session: Session, action: str, target: str, result: str = "gelukt") -> None:
    """Add a line to the audit log in the transaction of the act; where that fails, the act does not happen."""
    audit().write(
        session,
        action=action,
        target=target,
        result=result,
        actor=current_identity().subject,
        origin=shorten_address(request.remote_addr),
        at=now(),
    )
