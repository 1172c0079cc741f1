"""The pages of Mijn DUO."""

from flask import Blueprint, Response

from duo_site.identity import Permission
from duo_site.mijn_duo import service
from duo_site.web.access import current_identity, permit
from duo_site.web.clock import today
from duo_site.web.database import reading
from duo_site.web.templating import render

blueprint = Blueprint("mijn_duo", __name__)


@blueprint.get("/mijn-duo")
@permit(Permission.MIJN_DUO)
def overview() -> Response:
    """Show a medewerker which rollen he holds and what he may do with them."""
    identity = current_identity()
    with reading() as session:
        rollen = service.list_rollen(session, identity.subject, identity.organisation or "", today())
    return render("mijn_duo/overview.html", rollen=rollen, organisation=identity.organisation or "")
