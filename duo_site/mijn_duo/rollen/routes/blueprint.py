"""The blueprint of the rollen, and what its views share."""

from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.werkplek import mijn_duo_blueprint
from duo_site.web.access import current_identity

blueprint = mijn_duo_blueprint("rollen", __name__)


def current_actor() -> Actor:
    """Give who is changing rollen."""
    identity = current_identity()
    return Actor(identity.subject, identity.name)
