"""The blueprint of the editors of texts, and the audit line of each act."""

from flask import Blueprint
from sqlalchemy.orm import Session

from duo_site.web.access import current_identity
from duo_site.web.clock import now
from duo_site.web.site import audit

blueprint = Blueprint("redactie_vertalingen", __name__, url_prefix="/redactie/vertalingen")


def write_down(session: Session, action: str, target: str) -> None:
    """Write the audit line of an act that succeeded."""
    actor = current_identity().subject
    audit().write(session, action=action, target=target, result="gelukt", actor=actor, origin="web", at=now())
