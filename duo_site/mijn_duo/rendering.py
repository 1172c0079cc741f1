"""Rendering the pages of Mijn DUO: with the tasks of the medewerker in the menu."""

from typing import Any

from flask import Response, get_flashed_messages, request, url_for

from duo_site.mijn_duo.tasks import list_tasks
from duo_site.web.access import current_identity
from duo_site.web.i18n import gettext as _
from duo_site.web.templating import render


def render_mijn_duo(template: str, status: int = 200, **context: Any) -> Response:
    """Render a page of Mijn DUO in the language of the request; `messages` tells what was just done (flask.flash)."""
    context.setdefault("messages", get_flashed_messages())
    return render(template, status, account_links=_list_links(), **context)


def _list_links() -> list[tuple[str, str, bool]]:
    """List the menu: text, address, and whether it is the part of this page."""
    return [
        (_("Overzicht"), url_for("mijn_duo.overview"), request.endpoint == "mijn_duo.overview"),
        *(
            (_(task.title), url_for(task.endpoint), request.blueprint == f"mijn_duo_{task.part}")
            for task in list_tasks(current_identity())
        ),
    ]
